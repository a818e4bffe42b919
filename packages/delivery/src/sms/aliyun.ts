import { createHash, createHmac } from 'node:crypto'
import { z } from 'zod'
import { templateFor } from '../template/choice.ts'
import type { AliyunConfig } from './config.ts'
import type { Message, Moment, Provider } from './provider.ts'

/** 阿里云短信服务 SendSms (Dysmsapi 2017-05-25); codes from help.aliyun.com document 101346. */
export function aliyunProvider(config: AliyunConfig): Provider {
  return {
    request: (message, moment) => requestOf(message, moment, config),
    read: body => {
      const parsed = answer.safeParse(body)
      return parsed.success ? { code: parsed.data.Code, receipt: parsed.data.BizId } : undefined
    },
    codes: {
      sent: 'OK',
      refused: ['isv.MOBILE_NUMBER_ILLEGAL', 'isv.BLACK_KEY_CONTROL_LIMIT', 'isv.SMS_CONTENT_ILLEGAL', 'isv.PARAM_LENGTH_LIMIT'],
      limited: ['isv.BUSINESS_LIMIT_CONTROL', 'isv.DAY_LIMIT_CONTROL', 'isv.MONTH_LIMIT_CONTROL'],
      passing: ['Throttling', 'ServiceUnavailable'],
      unsure: ['isp.SYSTEM_ERROR'],
    },
  }
}

const answer = z.object({ Code: z.string(), BizId: z.string().optional() })

function requestOf({ mobile, facts, identity, ...meant }: Message, { now, nonce }: Moment, { endpoint, signName, templates, ...keys }: AliyunConfig) {
  const template = templateFor(meant, templates)
  const parameters = Object.fromEntries(Object.entries(template?.parameters ?? {}).map(([name, fact]) => [name, facts[fact]]))
  const query = canonicalQuery({
    ...{ PhoneNumbers: mobile, SignName: signName, OutId: identity },
    ...{ TemplateCode: template?.id ?? '', TemplateParam: JSON.stringify(parameters) },
  })
  const url = new URL(endpoint)
  const headers = {
    host: url.host,
    'x-acs-action': 'SendSms',
    'x-acs-content-sha256': sha256(''),
    'x-acs-date': new Date(now).toISOString().replace(/\.\d{3}Z$/, 'Z'),
    'x-acs-signature-nonce': nonce,
    'x-acs-version': '2017-05-25',
  }
  const authorization = acs3Authorization({ query, headers }, keys)
  const { host: _, ...sent } = headers
  return { method: 'POST' as const, url: `${url.origin}/?${query}`, headers: { ...sent, authorization } }
}

export interface Acs3Signable {
  /** As `canonicalQuery` writes it. */
  readonly query: string
  /** Lower-case names in alphabetical order; all of them are signed, `x-acs-content-sha256` among them. */
  readonly headers: Readonly<Record<string, string>>
}

/** ACS3-HMAC-SHA256 of a POST to `/` without a body (help.aliyun.com "V3版本请求体&签名机制"). */
export function acs3Authorization({ query, headers }: Acs3Signable, { keyId, secret }: Pick<AliyunConfig, 'keyId' | 'secret'>): string {
  const names = Object.keys(headers).join(';')
  const lines = Object.entries(headers).map(([name, value]) => `${name}:${value.trim()}\n`)
  const canonical = ['POST', '/', query, lines.join(''), names, headers['x-acs-content-sha256']].join('\n')
  const signature = createHmac('sha256', secret)
    .update(`ACS3-HMAC-SHA256\n${sha256(canonical)}`)
    .digest('hex')
  return `ACS3-HMAC-SHA256 Credential=${keyId},SignedHeaders=${names},Signature=${signature}`
}

/** Names in alphabetical order, RFC 3986 escapes. */
function canonicalQuery(values: Readonly<Record<string, string>>): string {
  return Object.keys(values)
    .sort()
    .map(name => `${escaped(name)}=${escaped(values[name] ?? '')}`)
    .join('&')
}

const escaped = (text: string): string => encodeURIComponent(text).replace(/[!'()*]/g, c => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
