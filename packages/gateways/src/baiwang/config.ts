import { z } from 'zod'

/** As many seconds as a request may take at most: with a token to be had and a question afterwards, a submit is up to seven of them. */
const LONGEST_REQUEST = 20

/** The provider's own addresses (gateways.md 5). Another one is for a front of one's own, such as the sandbox authority's. */
const ADDRESSES = {
  sandbox: 'https://sandbox-openapi.baiwang.com/router/rest',
  production: 'https://openapi.baiwang.com/router/rest',
} as const

const secret = z.string().min(4)
const address = z.url({ protocol: /^https?$/ })

/** What a merchant enters to use 百望云. Texts with zh and en: they make the form, the env sample and the docs. */
export const baiwangConfigSchema = z
  .strictObject({
    environment: z.enum(['sandbox', 'production']).describe('沙箱或正式环境 which of the two addresses is used'),
    baseUrl: z
      .strictObject({ sandbox: address.default(ADDRESSES.sandbox), production: address.default(ADDRESSES.production) })
      .prefault({})
      .describe('接口地址，一般不用填 address of the interface per environment; the provider’s own unless given'),
    appKey: z.string().min(1).describe('应用 appKey application key'),
    appSecret: secret.describe('应用 appSecret application secret; signs every request'),
    username: z.string().min(1).describe('百望云用户名 user name of the Baiwang account'),
    password: secret.describe('百望云密码 password of the Baiwang account'),
    passwordSalt: z.string().min(1).describe('密码盐值 salt that belongs to the user'),
    orgAuthCode: z.string().min(1).optional().describe('机构授权码，服务商应用才填 authorisation code, for applications of service providers only'),
    carrier: z
      .enum(['digital', 'taxControlElectronic', 'taxControlPaper', 'taxControlRoll'])
      .default('digital')
      .describe('票种载体 数电票（默认）、税控电子、税控纸质、税控卷票 kind of invoice this seller issues'),
    taxUserName: z.string().min(1).optional().describe('电子税务局登录账号，多个账号时填 tax bureau login, where the seller has several'),
    terminalCode: z.string().min(1).max(30).optional().describe('开票终端代码，税控票种填 invoicing terminal, for 税控 kinds'),
    orgCode: z.string().min(1).max(64).optional().describe('组织机构编码 organisation code within the Baiwang account'),
    voidedBy: z
      .string()
      .min(1)
      .max(20)
      .optional()
      .describe('作废人，税控票种作废时填写；缺省为用户名 who voids 税控 invoices; the user name unless given'),
    formats: z
      .array(z.enum(['pdf', 'ofd']))
      .min(1)
      .default(['pdf', 'ofd'])
      .describe('版式文件 formats in the order in which they are wanted; this interface has no XML'),
    partialRed: z
      .enum(['always', 'afterBooking', 'never'])
      .default('always')
      .describe('部分红冲：按当地税务机关口径 when part of a blue may be reversed, as the local bureau allows'),
    linesMax: z
      .number()
      .int()
      .min(1)
      .max(2000)
      .default(100)
      .describe('单张发票最多行数，含折扣行 lines of one invoice, discount lines counted; the provider publishes no figure'),
    timeoutSeconds: z.number().int().min(1).max(LONGEST_REQUEST).default(15).describe('请求超时（秒） time-out of one request'),
    absentGraceSeconds: z
      .number()
      .int()
      .min(0)
      .optional()
      .describe('仅沙箱：查无此票的等待秒数 sandbox only: seconds during which "not found" means "not yet"'),
  })
  .refine(c => c.environment === 'sandbox' || c.baseUrl.production.startsWith('https:'), {
    path: ['baseUrl', 'production'],
    message: 'production is reached through https only',
  })
  .refine(c => c.environment === 'sandbox' || c.absentGraceSeconds === undefined, {
    path: ['absentGraceSeconds'],
    message: 'the grace can be shortened in a sandbox only',
  })

export type BaiwangConfig = z.output<typeof baiwangConfigSchema>
export type Carrier = BaiwangConfig['carrier']

/** Address of the chosen environment. */
export const addressOf = ({ environment, baseUrl }: BaiwangConfig): string => baseUrl[environment]
