import { createHash, createHmac } from 'node:crypto'
import { z } from 'zod'
import { templateFor } from '../template/choice.ts'
import type { TencentConfig } from './config.ts'
import type { Message, Moment, Provider } from './provider.ts'

/** 腾讯云 document 382/55981 (SendSms, 2021-01-11); codes from 382/59177. */
export function tencentProvider(config: TencentConfig): Provider {
  return {
    request: (message, moment) => requestOf(message, moment, config),
    read: body => {
      const parsed = answer.safeParse(body)
      if (!parsed.success) return undefined
      const { Error: error, SendStatusSet: [status] = [] } = parsed.data.Response
      return error ? { code: error.Code } : status && { code: status.Code, receipt: status.SerialNo }
    },
    codes: {
      sent: 'Ok',
      refused: [
        ...['FailedOperation.PhoneNumberInBlacklist', 'FailedOperation.ContainSensitiveWord'],
        ...['InvalidParameterValue.IncorrectPhoneNumber', 'InvalidParameterValue.ContentLengthLimit'],
      ],
      limited: ['LimitExceeded'],
      passing: ['RequestLimitExceeded', 'InternalError.OtherError'],
      unsure: ['InternalError.Timeout'],
    },
  }
}

const answer = z.object({
  Response: z.object({
    Error: z.object({ Code: z.string() }).optional(),
    SendStatusSet: z.array(z.object({ Code: z.string(), SerialNo: z.string().optional() })).optional(),
  }),
})

function requestOf({ mobile, facts, identity, ...meant }: Message, { now }: Moment, config: TencentConfig) {
  const { appId, signName, region, endpoint, templates } = config
  const template = templateFor(meant, templates)
  const body = JSON.stringify({
    PhoneNumberSet: [`+86${mobile}`],
    ...{ SmsSdkAppId: appId, SignName: signName, SessionContext: identity },
    ...{ TemplateId: template?.id, TemplateParamSet: template?.parameters.map(fact => facts[fact]) },
  })
  const url = new URL(endpoint)
  const headers = { 'content-type': 'application/json; charset=utf-8', host: url.host, 'x-tc-action': 'SendSms' }
  const at = Math.floor(now / 1000)
  const authorization = tc3Authorization({ headers, body, at, service: 'sms' }, config)
  const { host: _, ...sent } = headers
  const common = { 'x-tc-version': '2021-01-11', 'x-tc-region': region, 'x-tc-timestamp': String(at) }
  return { method: 'POST' as const, url: `${url.origin}/`, headers: { ...sent, ...common, authorization }, body }
}

export interface Tc3Signable {
  /** Lower-case names in alphabetical order; all of them are signed. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** Seconds since 1970. */
  readonly at: number
  readonly service: string
}

/** TC3-HMAC-SHA256 of a POST to `/` (腾讯云 document 213/30654): canonical request → text to sign → key derived by UTC day and service. */
export function tc3Authorization({ headers, body, at, service }: Tc3Signable, { keyId, secret }: Pick<TencentConfig, 'keyId' | 'secret'>): string {
  const names = Object.keys(headers).join(';')
  const lines = Object.entries(headers).map(([name, value]) => `${name}:${value.trim().toLowerCase()}\n`)
  const canonical = ['POST', '/', '', lines.join(''), names, sha256(body)].join('\n')
  const day = new Date(at * 1000).toISOString().slice(0, 10)
  const scope = `${day}/${service}/tc3_request`
  const text = ['TC3-HMAC-SHA256', at, scope, sha256(canonical)].join('\n')
  const key = hmac(hmac(hmac(`TC3${secret}`, day), service), 'tc3_request')
  return `TC3-HMAC-SHA256 Credential=${keyId}/${scope}, SignedHeaders=${names}, Signature=${hmac(key, text).toString('hex')}`
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest()
