import { importSm2PrivateKey, isSm4Key } from '@openfapiao/gm'
import { z } from 'zod'

/** As many seconds as a request may take at most: the lease of the row that is worked on outlasts it. */
const LONGEST_REQUEST = 60

const secret = z.string().min(8)
const pem = z.string().regex(/-----BEGIN [A-Z ]+-----/, 'a PEM text')
const sm4Key = z.string().refine(isSm4Key, 'an SM4 key is 32 hex digits (16 bytes)').describe('SM4 密钥，32 位十六进制 SM4 key, 32 hex digits')

const signing = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('HMAC-SM3'), secret: secret.describe('AppSecret') }),
  z.strictObject({ type: z.literal('HMAC-SHA256'), secret: secret.describe('AppSecret') }),
  z.strictObject({
    type: z.literal('SM2'),
    privateKey: pem
      .refine(isSm2Key, 'a PEM text with an SM2 private key (PKCS#8 or SEC 1, not encrypted)')
      .describe('SM2 私钥 PEM private key as PEM'),
  }),
])

const encryption = z.discriminatedUnion('mode', [
  z.strictObject({ mode: z.literal('none') }),
  z.strictObject({ mode: z.literal('fields'), sm4Key }),
  z.strictObject({ mode: z.literal('body'), sm4Key }),
])

const address = z.url({ protocol: /^https?$/ }).transform(url => url.replace(/\/+$/, ''))

/** What a merchant enters to use the standard tax interface. Texts with zh and en: they make the form, the env sample and the docs. */
export const bureauConfigSchema = z
  .strictObject({
    environment: z.enum(['sandbox', 'production']).describe('沙箱或正式环境 which of the two addresses is used'),
    baseUrl: z
      .strictObject({ sandbox: address.optional(), production: address.optional() })
      .describe('接口地址 address of the interface per environment, without /api/v1'),
    appId: z.string().min(1).describe('应用标识 application id given by the interface'),
    signing: signing.describe('签名方式 how requests are signed; HMAC-SM3 unless the interface asks for another'),
    encryption: encryption.describe('加密方式 sensitive fields (the usual choice), the whole body, or none'),
    format: z.enum(['json', 'xml']).default('json').describe('报文格式 message format'),
    clientCertificate: z
      .strictObject({ cert: pem, key: pem, ca: pem.optional() })
      .optional()
      .describe('双向 TLS 客户端证书 client certificate for mTLS (RSA or ECDSA), PEM texts'),
    carrier: z
      .enum(['digital', 'taxControlElectronic', 'taxControlPaper', 'taxControlRoll'])
      .default('digital')
      .describe('票种载体 数电票（默认）、税控电子、税控纸质、税控卷票 kind of invoice this seller issues'),
    formats: z
      .array(z.enum(['pdf', 'ofd', 'xml']))
      .min(1)
      .default(['pdf', 'xml'])
      .describe('版式文件 formats that the interface makes, in the order in which they are wanted'),
    timeoutSeconds: z.number().int().min(1).max(LONGEST_REQUEST).default(20).describe('请求超时（秒） time-out of one request'),
    absentGraceSeconds: z
      .number()
      .int()
      .min(0)
      .optional()
      .describe('仅沙箱：查无此票的等待秒数 sandbox only: seconds during which "not found" means "not yet"'),
  })
  .refine(c => c.baseUrl[c.environment] !== undefined, { path: ['baseUrl'], message: 'the address of the chosen environment is missing' })
  .refine(c => c.environment === 'sandbox' || c.baseUrl.production?.startsWith('https:') !== false, {
    path: ['baseUrl', 'production'],
    message: 'production is reached through https only',
  })
  .refine(c => c.environment === 'sandbox' || c.absentGraceSeconds === undefined, {
    path: ['absentGraceSeconds'],
    message: 'the grace can be shortened in a sandbox only',
  })

export type BureauConfig = z.output<typeof bureauConfigSchema>
export type EncryptMode = BureauConfig['encryption']['mode']
export type WireFormat = BureauConfig['format']
export type Carrier = BureauConfig['carrier']

/** Address of the chosen environment, without trailing slash. The schema has seen to it that there is one. */
export function addressOf(config: BureauConfig): string {
  const url = config.baseUrl[config.environment]
  if (url === undefined) throw new Error('a bureau configuration that its schema has not seen')
  return url
}

function isSm2Key(text: string): boolean {
  try {
    importSm2PrivateKey(text)
    return true
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}
