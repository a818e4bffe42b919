import type { Office } from './method.ts'

/** What the bureau wants of the clerk right now, as failed issues say it (gateways.md 13.4). */
const CAUSES = {
  login: '数电账号未登录，请登录电子税务局',
  face: '请进行扫脸认证',
} as const

/** undefined: logged in, and the face check is passed. */
export function wantedPass({ strike }: Pick<Office, 'strike'>): keyof typeof CAUSES | undefined {
  if (strike('sessionLost')) return 'login'
  return strike('faceCheck') ? 'face' : undefined
}

export const causeOf = (pass: keyof typeof CAUSES): string => CAUSES[pass]
