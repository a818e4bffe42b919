import { randomBytes } from 'node:crypto'
import { constantTimeEqual } from '@openfapiao/gm'
import type { App, KingdeeSettings } from './settings.ts'
import { fields, maybeChoice, maybeText, text, wrongsOf } from './shapes.ts'

/** The answer to a login (gateways.md 7.1). */
export interface LoginAnswer {
  readonly data: Readonly<Record<string, unknown>>
  readonly state: 'success' | 'error'
  readonly status: boolean
}

/** Tokens given out by this process, on the ledger's clock. */
export interface Tokens {
  /** getAppToken. */
  appToken(message: unknown): LoginAnswer
  /** login: a token of the application → one of the user. */
  login(message: unknown): LoginAnswer
  /** Whose token this is; undefined: nobody's, or it has ended. */
  appOf(accessToken: string): App | undefined
}

const appTokenRequest = fields({ appId: text(100), appSecret: text(100), accountId: text(100), tenantid: maybeText(100), language: maybeText(20) })
const loginRequest = fields({ user: text(100), apptoken: text(200), accountId: text(100), usertype: maybeChoice(['Mobile', 'UserName']) })

interface Given {
  readonly app: App
  readonly until: number
}

export function tokensOf({ apps, tokenSeconds, expireTime }: KingdeeSettings, now: () => number): Tokens {
  const [appTokens, accessTokens] = [new Map<string, Given>(), new Map<string, Given>()]
  const give = (to: Map<string, Given>, app: App, name: string): LoginAnswer => {
    const token = randomBytes(24).toString('hex')
    const until = now() + tokenSeconds * 1000
    to.set(token, { app, until })
    const expire_time = expireTime === 'instant' ? until : tokenSeconds * 1000
    return { data: { [name]: token, success: true, error_desc: '', expire_time, error_code: '0' }, state: 'success', status: true }
  }
  const alive = (given: Given | undefined): App | undefined => (given && given.until > now() ? given.app : undefined)
  return {
    appToken(message) {
      const asked = appTokenRequest.safeParse(message)
      if (!asked.success) return failure(wrongsOf(asked.error))
      const { appId, appSecret, accountId, tenantid } = asked.data
      const app = apps.find(one => one.appId === appId && one.accountId === accountId && (one.tenantId ?? tenantid) === tenantid)
      return app && constantTimeEqual(appSecret, app.appSecret) ? give(appTokens, app, 'app_token') : failure('应用、密钥、账套或租户不正确')
    },
    login(message) {
      const asked = loginRequest.safeParse(message)
      if (!asked.success) return failure(wrongsOf(asked.error))
      const { user, apptoken, accountId } = asked.data
      const app = alive(appTokens.get(apptoken))
      return app?.user === user && app.accountId === accountId ? give(accessTokens, app, 'access_token') : failure('apptoken、用户或账套不正确')
    },
    appOf: token => alive(accessTokens.get(token)),
  }
}

const failure = (error_desc: string): LoginAnswer => ({
  data: { success: false, error_code: 'SANDBOX-LOGIN', error_desc },
  state: 'error',
  status: false,
})
