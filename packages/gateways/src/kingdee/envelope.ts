import type { HttpRequest, Io } from '@openfapiao/core'
import { encoded } from './cipher.ts'
import type { INTERFACE } from './codes.ts'
import type { KingdeeConfig } from './config.ts'

/** One question or document, its message as the text that is encoded and sent. */
export interface Call {
  readonly interfaceCode: (typeof INTERFACE)[keyof typeof INTERFACE]
  readonly operation: string
  /** For the interaction log: serials, numbers. */
  readonly subjects: readonly string[]
  readonly message: string
}

type Clock = Pick<Io, 'now' | 'random'>

/** `openApi` with the token in a header; request id and encoding are made anew by each attempt (gateways.md 7.1). */
export function businessRequest({ interfaceCode, operation, subjects, message }: Call, token: string, config: KingdeeConfig, io: Clock): HttpRequest {
  const { businessSystemCode, encoding } = config
  const body = { requestId: requestIdOf(io), businessSystemCode, interfaceCode, data: encoded(message, encoding, io) }
  return post('/kapi/app/sim/openApi', body, { access_token: token }, config, { operation, subjects })
}

/** First half of a login: a token of the application. */
export const appTokenRequest = (config: KingdeeConfig): HttpRequest => {
  const { appId, appSecret, accountId, tenantId: tenantid } = config
  return post('/api/getAppToken.do', { appId, appSecret, accountId, tenantid }, {}, config, { operation: 'appToken', subjects: [] })
}

/** Second half: a token of the user. */
export const loginRequest = (apptoken: string, config: KingdeeConfig): HttpRequest => {
  const { user, accountId, userType: usertype } = config
  return post('/api/login.do', { user, apptoken, accountId, usertype }, {}, config, { operation: 'token', subjects: [] })
}

const post = (
  path: string,
  body: object,
  headers: Readonly<Record<string, string>>,
  { baseUrl, timeoutSeconds }: KingdeeConfig,
  about: HttpRequest['about'],
): HttpRequest => ({
  method: 'POST',
  url: `${baseUrl}${path}`,
  headers: { 'Content-Type': 'application/json; charset=utf-8', ...headers },
  body: JSON.stringify(body),
  timeoutSeconds,
  about,
})

/** 16 digits were seen: 13 of the time in milliseconds, 3 by chance. */
function requestIdOf({ now, random }: Clock): string {
  const chance = Buffer.from(random(2)).readUInt16BE() % 1000
  return `${now()}${String(chance).padStart(3, '0')}`
}
