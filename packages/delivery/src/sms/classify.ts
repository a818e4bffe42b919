import type { HttpAnswer } from '@openfapiao/core'
import type { Provider } from './provider.ts'

/** Template, signature, balance or permission: nothing is wrong with the letter, a person must change something; looked at again this often. */
const SETTINGS_RETRY_SECONDS = 900
/** A limit counts hours or days. */
const LIMIT_RETRY_SECONDS = 3600

/** `unsure`: the message may have been sent. */
export type Verdict =
  | { readonly is: 'sent'; readonly receipt?: string }
  | { readonly is: 'later'; readonly why: string; readonly afterSeconds?: number }
  | { readonly is: 'refused'; readonly why: string }
  | { readonly is: 'unsure'; readonly why: string }

/** What an answer means. Only the provider's code is told: its texts may repeat the number. */
export function classify(answer: HttpAnswer, { read, codes }: Pick<Provider, 'read' | 'codes'>): Verdict {
  if (answer.is === 'unreached') return { is: 'later', why: answer.why }
  if (answer.is === 'lost') return { is: 'unsure', why: answer.why }
  const told = read(json(answer.body))
  if (!told) return { is: 'unsure', why: `HTTP ${answer.status}` }
  const { code: why, receipt } = told
  const isOf = (list: readonly string[]): boolean => list.some(code => why === code || why.startsWith(`${code}.`))
  if (why === codes.sent) return { is: 'sent', receipt }
  if (isOf(codes.refused)) return { is: 'refused', why }
  if (isOf(codes.unsure)) return { is: 'unsure', why }
  if (isOf(codes.passing)) return { is: 'later', why }
  return { is: 'later', why, afterSeconds: isOf(codes.limited) ? LIMIT_RETRY_SECONDS : SETTINGS_RETRY_SECONDS }
}

function json(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
