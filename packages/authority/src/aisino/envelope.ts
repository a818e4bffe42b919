import { constantTimeEqual } from '@openfapiao/gm'
import { z } from 'zod'
import { decrypted, encrypted, messageKey, signature, ZIPS, type ZipCode } from './cipher.ts'
import { type Reply, refuse } from './codes.ts'
import type { AisinoSettings, App } from './settings.ts'

const envelope = z.strictObject({
  interfaceCode: z.string(),
  zipCode: z.enum(ZIPS),
  encryptCode: z.literal('1'),
  access_token: z.string(),
  datagram: z.string(),
  signtype: z.literal('HMacSHA256'),
  signature: z.string(),
})

/** A message that was opened: who speaks for whom, and with which key the answer is sealed. */
export interface Opened {
  readonly app: App
  readonly taxNumber: string
  readonly token: string
  readonly key: string
  readonly zipCode: ZipCode
  readonly message: unknown
}

/** Token, then signature, then datagram: nobody without the auth code learns what decrypts. */
export function openEnvelope(body: unknown, interfaceCode: string, { apps }: AisinoSettings): Opened | Reply {
  const parsed = envelope.safeParse(body)
  if (!parsed.success) return refuse('signatureForm', `${String(parsed.error.issues[0]?.path[0] ?? '报文')}：参数缺失或格式错误`)
  const { data: said } = parsed
  const caller = callerIn(said.access_token, apps)
  if (!caller) return refuse('signature', 'access_token：授权码或组织编码不匹配')
  if (said.interfaceCode !== interfaceCode) return refuse('signature', 'interfaceCode：与地址不一致')
  const key = messageKey(caller.app.authCode, caller.app.orgCode, caller.ts)
  const covered = [said.interfaceCode, said.zipCode, said.encryptCode, said.access_token, said.datagram, said.signtype]
  if (!constantTimeEqual(said.signature, signature(covered, key))) return refuse('signature', '签名验证失败')
  if (!caller.app.taxNumbers.includes(caller.taxNumber)) return refuse('taxpayer', '纳税人不存在')
  const text = decrypted(said.datagram, key, said.zipCode)
  const message = text === undefined ? undefined : parsedJson(text)
  if (message === undefined) return refuse('cipher', '报文解密失败')
  return { app: caller.app, taxNumber: caller.taxNumber, token: said.access_token, key, zipCode: said.zipCode, message }
}

interface Caller {
  readonly app: App
  readonly taxNumber: string
  readonly ts: string
}

/** Base64 of organisation code, tax number and ts. How long a ts is good for is not published, so any that is a time is taken. */
function callerIn(token: string, apps: readonly App[]): Caller | undefined {
  const text = Buffer.from(token, 'base64')
  if (text.toString('base64') !== token) return undefined
  const [, orgCode = '', taxNumber = '', ts = ''] = /^(.{6})([0-9A-Z]{15,20})(\d{14})$/.exec(text.toString('latin1')) ?? []
  const app = apps.find(a => a.orgCode === orgCode)
  return app && isTime(ts) ? { app, taxNumber, ts } : undefined
}

function isTime(ts: string): boolean {
  const iso = ts.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/, '$1-$2-$3T$4:$5:$6.000Z')
  const at = Date.parse(iso)
  return !Number.isNaN(at) && new Date(at).toISOString() === iso
}

/** undefined: no JSON. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (fault) {
    if (fault instanceof SyntaxError) return undefined
    throw fault
  }
}

/** The same envelope with code and msg; a failure has an empty datagram. */
export function sealAnswer({ code, msg, data }: Reply, interfaceCode: string, opened: Opened | undefined, settings: AisinoSettings): unknown {
  const datagram = opened && data !== undefined ? encrypted(JSON.stringify(data), opened.key, opened.zipCode) : ''
  const said = {
    interfaceCode,
    zipCode: opened?.zipCode ?? '0',
    encryptCode: '1',
    access_token: opened?.token ?? '',
    datagram,
    signtype: 'HMacSHA256',
  }
  const covered = settings.answerSignature === 'byTheRule' ? Object.values(said) : [datagram]
  return { code, msg, ...said, signature: opened ? signature(covered, opened.key) : '' }
}
