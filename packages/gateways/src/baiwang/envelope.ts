import type { HttpRequest, Io } from '@openfapiao/core'
import { addressOf, type BaiwangConfig } from './config.ts'
import { type Query, signatureOf } from './sign.ts'

/** One question to the interface: which method, which serials or numbers it is about, and its body. */
export interface Call {
  readonly method: `baiwang.output.${string}`
  readonly version: '6.0' | '7.0'
  readonly operation: string
  readonly subjects: readonly string[]
  readonly body: string
}

/** Version 7.0 says besides how it is signed and that nothing is encrypted (gateways.md 5). */
const UNENCRYPTED = { encryptType: 'NONE', encryptScope: '00' } as const

type Clock = Pick<Io, 'now' | 'random'>

/** A signed call, with time and request id of this attempt. */
export function businessRequest({ method, version, operation, subjects, body }: Call, token: string, config: BaiwangConfig, io: Clock): HttpRequest {
  const query: Query = {
    method,
    version,
    appKey: config.appKey,
    format: 'json',
    timestamp: String(io.now()),
    token,
    type: 'sync',
    requestId: uuidOf(io.random(16)),
    ...(version === '7.0' && { signType: 'MD5', ...UNENCRYPTED }),
  }
  return post({ ...query, sign: signatureOf(query, body, config.appSecret) }, body, config, { operation, subjects })
}

/** A token request of version 7.0: not signed, the secrets stand in the body. */
export function tokenRequest(
  grant: 'password' | 'refresh_token',
  body: Readonly<Record<string, string | undefined>>,
  config: BaiwangConfig,
  io: Clock,
): HttpRequest {
  const query = {
    method: 'baiwang.oauth.token',
    grant_type: grant,
    client_id: config.appKey,
    version: '7.0',
    timestamp: String(io.now()),
    ...UNENCRYPTED,
  }
  return post(query, JSON.stringify(body), config, { operation: 'token', subjects: [] })
}

const post = (query: Query, body: string, config: BaiwangConfig, about: HttpRequest['about']): HttpRequest => ({
  method: 'POST',
  url: `${addressOf(config)}?${new URLSearchParams(query).toString()}`,
  headers: { 'Content-Type': 'application/json; charset=utf-8' },
  body,
  timeoutSeconds: config.timeoutSeconds,
  about,
})

/** RFC 9562 version 4. */
function uuidOf(random: Uint8Array): string {
  const bytes = Buffer.from(random)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x40, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
