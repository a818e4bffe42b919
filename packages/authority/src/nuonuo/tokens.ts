import { randomBytes } from 'node:crypto'
import { constantTimeEqual, sm3 } from '@openfapiao/gm'
import { z } from 'zod'
import type { Ledger } from '../ledger/ledger.ts'
import type { NuonuoApp } from './app.ts'
import { CODES } from './codes.ts'
import { letThrough } from './ration.ts'

/** What a token stands for. `until` on the ledger's clock; none: for ever. The token itself is not kept, only its hash. */
const grantSchema = z.object({ appKey: z.string(), taxNumber: z.string().optional(), until: z.number().optional() })
export type Grant = z.output<typeof grantSchema>
/** What a refresh token renews. */
const renewalSchema = z.object({ appKey: z.string(), taxNumber: z.string(), user: z.string() })

const DAYS = 30

type Answer = Readonly<Record<string, string | number>>

const failure = (error: string, error_description: string): Answer => ({ error, error_description })

/** `POST /accessToken`, a form (gateways.md 4.1). Every call counts, whatever comes of it. */
export function accessToken(form: URLSearchParams, apps: readonly NuonuoApp[], ledger: Ledger): Answer {
  const app = apps.find(a => isClient(a, form, ledger))
  if (!app) return failure(CODES.appKey, '获取app密钥失败或appkey无效')
  if (!constantTimeEqual(form.get('client_secret') ?? '', app.appSecret)) return failure(CODES.credentials, '客户端凭证错误')
  if (!letThrough(ledger, `nuonuo/tokens/${app.appKey}`, { gapSeconds: 0, times: app.tokenCalls, days: DAYS }))
    return failure(CODES.tokenCalls, `${DAYS}天内获取令牌次数超过${app.tokenCalls}次`)
  switch (form.get('grant_type')) {
    case 'client_credentials':
      return app.type === 'merchant' ? granted(app, ledger) : failure(CODES.appType, '应用类型错误')
    case 'authorization_code':
      return app.type === 'isv' ? authorised(app, form, ledger) : failure(CODES.appType, '应用类型错误')
    case 'refresh_token':
      return app.type === 'isv' ? refreshed(app, form, ledger) : failure(CODES.appType, '应用类型错误')
    default:
      return failure(CODES.credentials, 'grant_type错误')
  }
}

/** The client is the appKey; when an ISV refreshes, the user. */
function isClient({ appKey, type }: NuonuoApp, form: URLSearchParams, ledger: Ledger): boolean {
  if (form.get('grant_type') !== 'refresh_token' || type !== 'isv') return form.get('client_id') === appKey
  return renewalOf(form, ledger)?.appKey === appKey
}

const renewalOf = (form: URLSearchParams, ledger: Ledger) => {
  const renewal = renewalSchema.safeParse(ledger.noted(keyOf('refresh', form.get('refresh_token') ?? ''))).data
  return renewal?.user === form.get('client_id') ? renewal : undefined
}

function authorised(app: Extract<NuonuoApp, { type: 'isv' }>, form: URLSearchParams, ledger: Ledger): Answer {
  const found = app.authorisations.find(
    a => a.code === form.get('code') && a.taxNumber === form.get('taxNum') && a.redirectUri === form.get('redirect_uri'),
  )
  const used = keyOf('code', `${app.appKey}/${form.get('code')}`)
  if (!found || ledger.noted(used) === true) return failure(CODES.credentials, '授权码无效或已使用')
  ledger.note(used, true)
  return granted(app, ledger, found.taxNumber)
}

function refreshed(app: NuonuoApp, form: URLSearchParams, ledger: Ledger): Answer {
  const renewal = renewalOf(form, ledger)
  return renewal ? granted(app, ledger, renewal.taxNumber) : failure(CODES.credentials, 'refresh_token无效')
}

function granted({ appKey, tokenSeconds }: NuonuoApp, ledger: Ledger, taxNumber?: string): Answer {
  const token = randomBytes(16).toString('hex')
  const grant: Grant = { appKey, taxNumber, until: tokenSeconds === 0 ? undefined : ledger.now() + tokenSeconds * 1000 }
  ledger.note(keyOf('token', token), grant)
  const answer = { access_token: token, expires_in: tokenSeconds }
  if (taxNumber === undefined) return answer
  const [refresh_token, userId] = [randomBytes(16).toString('hex'), sm3(`${appKey}/${taxNumber}`).slice(0, 16)]
  ledger.note(keyOf('refresh', refresh_token), { appKey, taxNumber, user: userId })
  return { ...answer, refresh_token, userId, oauthUser: JSON.stringify({ userName: taxNumber, registerType: '1' }) }
}

/** What a token is good for now. */
export function grantOf(token: string, ledger: Ledger): Grant | undefined {
  const grant = grantSchema.safeParse(ledger.noted(keyOf('token', token))).data
  return grant && (grant.until === undefined || ledger.now() < grant.until) ? grant : undefined
}

const keyOf = (kind: 'token' | 'refresh' | 'code', secret: string): string => `nuonuo/${kind}/${sm3(secret)}`
