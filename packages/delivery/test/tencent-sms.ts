import { createHash, createHmac } from 'node:crypto'
import { z } from 'zod'
import type { Received, Reply } from './http-server.ts'

/** 腾讯云 SMS as its documents describe it, written apart from the channel: checks the signature from the bytes of the wire, then the request. */
export interface TencentSms {
  readonly keys: Readonly<Record<string, string>>
  readonly now: () => number
  /** Code of the status for this number; default Ok. */
  readonly status?: (phone: string) => string
}

const requestSchema = z.strictObject({
  PhoneNumberSet: z.array(z.string().regex(/^\+86\d{11}$/)).length(1),
  SmsSdkAppId: z.string().regex(/^14\d{8}$/),
  TemplateId: z.string().regex(/^\d+$/),
  SignName: z.string().min(1),
  TemplateParamSet: z.array(z.string().min(1)),
  SessionContext: z.string().max(511),
})
export type TencentRequest = z.infer<typeof requestSchema>
export const tencentRequest = ({ body }: Received): TencentRequest => requestSchema.parse(JSON.parse(body.toString('utf8')))

export function tencentReply(request: Received, { keys, now, status = () => 'Ok' }: TencentSms): Reply {
  const refusal = tencentRefusal(request, keys, now())
  if (refusal) return { status: 200, body: { Response: { Error: { Code: refusal, Message: 'no' }, RequestId: 'r' } } }
  const { PhoneNumberSet, SessionContext } = tencentRequest(request)
  const [PhoneNumber = ''] = PhoneNumberSet
  const Code = status(PhoneNumber)
  const told = { SerialNo: Code === 'Ok' ? '5000:1045710669157053657849499619' : '', PhoneNumber, Fee: 1, SessionContext, Code, Message: PhoneNumber }
  return { status: 200, body: { Response: { SendStatusSet: [{ ...told, IsoCode: 'CN' }], RequestId: 'r' } } }
}

const AUTHORIZATION =
  /^TC3-HMAC-SHA256 Credential=([^/]+)\/(\d{4}-\d{2}-\d{2})\/sms\/tc3_request, SignedHeaders=([a-z0-9;-]+), Signature=([0-9a-f]{64})$/

/** undefined: signed by one of the keys, at this time, over this request. */
export function tencentRefusal({ method, path, headers, body }: Received, keys: TencentSms['keys'], now: number): string | undefined {
  const [, keyId = '', day = '', signed = '', signature] = AUTHORIZATION.exec(headers.authorization ?? '') ?? []
  if (signature === undefined) return 'AuthFailure.InvalidAuthorization'
  const secret = keys[keyId]
  if (secret === undefined) return 'AuthFailure.SecretIdNotFound'
  const stamp = headers['x-tc-timestamp'] ?? ''
  if (Math.abs(Number(stamp) * 1000 - now) > 300_000) return 'AuthFailure.SignatureExpire'
  if (new Date(Number(stamp) * 1000).toISOString().slice(0, 10) !== day) return 'AuthFailure.SignatureExpire'
  const names = signed.split(';')
  if (!['content-type', 'host'].every(name => names.includes(name))) return 'AuthFailure.InvalidAuthorization'
  const [pathname, query = ''] = path.split('?')
  const part = names.map(name => `${name}:${(headers[name] ?? '').trim().toLowerCase()}\n`).join('')
  const canonical = `${method}\n${pathname}\n${query}\n${part}\n${signed}\n${createHash('sha256').update(body).digest('hex')}`
  const text = `TC3-HMAC-SHA256\n${stamp}\n${day}/sms/tc3_request\n${createHash('sha256').update(canonical).digest('hex')}`
  const key = ['sms', 'tc3_request'].reduce((k, step) => mac(k, step), mac(Buffer.from(`TC3${secret}`), day))
  if (mac(key, text).toString('hex') !== signature) return 'AuthFailure.SignatureFailure'
  if (headers['x-tc-action'] !== 'SendSms') return 'InvalidAction'
  return headers['x-tc-version'] === '2021-01-11' && headers['x-tc-region'] ? undefined : 'NoSuchVersion'
}

const mac = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest()
