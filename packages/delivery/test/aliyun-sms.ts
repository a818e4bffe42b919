import { createHash, createHmac } from 'node:crypto'
import { z } from 'zod'
import type { Received, Reply } from './http-server.ts'

/** 阿里云 SMS as its documents describe it, written apart from the channel: checks the signature from the bytes of the wire, then the request. */
export interface AliyunSms {
  readonly keys: Readonly<Record<string, string>>
  readonly now: () => number
  /** Code for this number; default OK. */
  readonly status?: (phone: string) => string
  /** Nonces seen; a second use is refused. */
  readonly nonces?: Set<string>
}

const requestSchema = z.strictObject({
  PhoneNumbers: z.string().regex(/^1\d{10}$/),
  SignName: z.string().min(1),
  TemplateCode: z.string().regex(/^SMS_\d+$/),
  TemplateParam: z.string().transform(text => z.record(z.string(), z.string()).parse(JSON.parse(text))),
  OutId: z.string().max(255),
})
export type AliyunRequest = z.infer<typeof requestSchema>
export const aliyunRequest = ({ path }: Received): AliyunRequest => requestSchema.parse(Object.fromEntries(new URL(path, 'http://host').searchParams))

export function aliyunReply(request: Received, { keys, now, status = () => 'OK', nonces = new Set() }: AliyunSms): Reply {
  const nonce = request.headers['x-acs-signature-nonce'] ?? ''
  const refusal = aliyunRefusal(request, keys, now()) ?? (nonces.has(nonce) ? 'SignatureNonceUsed' : undefined)
  nonces.add(nonce)
  if (refusal) return { status: refusal === 'InvalidAccessKeyId.NotFound' ? 404 : 400, body: { Code: refusal, Message: 'no', RequestId: 'r' } }
  const { PhoneNumbers } = aliyunRequest(request)
  const Code = status(PhoneNumbers)
  return { status: 200, body: { Code, Message: PhoneNumbers, RequestId: 'r', ...(Code === 'OK' ? { BizId: '900619746936498440^0' } : {}) } }
}

const AUTHORIZATION = /^ACS3-HMAC-SHA256 Credential=([^,]+),SignedHeaders=([a-z0-9;-]+),Signature=([0-9a-f]{64})$/
const NEEDED = ['host', 'x-acs-action', 'x-acs-content-sha256', 'x-acs-date', 'x-acs-signature-nonce', 'x-acs-version']

/** undefined: signed by one of the keys, at this time, over this request. */
export function aliyunRefusal({ method, path, headers, body }: Received, keys: AliyunSms['keys'], now: number): string | undefined {
  const [, keyId = '', signed = '', signature] = AUTHORIZATION.exec(headers.authorization ?? '') ?? []
  if (signature === undefined) return 'IncompleteSignature'
  const secret = keys[keyId]
  if (secret === undefined) return 'InvalidAccessKeyId.NotFound'
  const date = headers['x-acs-date'] ?? ''
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(date) || !(Math.abs(Date.parse(date) - now) <= 900_000)) return 'InvalidTimeStamp.Expired'
  const names = signed.split(';')
  if (!NEEDED.every(name => names.includes(name))) return 'IncompleteSignature'
  const hash = createHash('sha256').update(body).digest('hex')
  if (headers['x-acs-content-sha256'] !== hash) return 'SignatureDoesNotMatch'
  const [pathname, query = ''] = path.split('?')
  const part = names.map(name => `${name}:${(headers[name] ?? '').trim()}\n`).join('')
  const canonical = `${method}\n${pathname}\n${query.split('&').sort().join('&')}\n${part}\n${signed}\n${hash}`
  const text = `ACS3-HMAC-SHA256\n${createHash('sha256').update(canonical).digest('hex')}`
  if (createHmac('sha256', secret).update(text).digest('hex') !== signature) return 'SignatureDoesNotMatch'
  return headers['x-acs-action'] === 'SendSms' && headers['x-acs-version'] === '2017-05-25' ? undefined : 'InvalidAction.NotFound'
}
