import { z } from 'zod'

/** As many seconds as a request may take at most: with a question after a refusal a submit is two of them. */
const LONGEST_REQUEST = 60

/** The provider's own addresses (gateways.md 6). Another one is for a front of one's own, such as the sandbox authority's. */
const ADDRESSES = {
  sandbox: 'https://llys.51fapiao.cn/openapi',
  production: 'https://ll.51fapiao.cn/openapi',
} as const

const address = z.url({ protocol: /^https?$/ }).transform(url => url.replace(/\/+$/, ''))
const field = z.string().min(1)

/** What a code that the reference does not list means. None of them says that a document is dead: for that a source is needed. */
const meaning = z.enum(['absent', 'later', 'login', 'faceCheck', 'quota', 'credential', 'entitlement'])

/** What a merchant with a contract enters. Texts with zh and en: they make the form, the env sample and the docs. */
export const aisinoConfigSchema = z
  .strictObject({
    environment: z.enum(['sandbox', 'production']).describe('测试或正式环境 which of the two addresses is used'),
    baseUrl: z
      .strictObject({ sandbox: address.default(ADDRESSES.sandbox), production: address.default(ADDRESSES.production) })
      .prefault({})
      .describe('接口地址，一般不用填 address of the interface per environment; the provider’s own unless given'),
    authCode: z.string().min(4).describe('授权码 auth code; key and signature come from it'),
    orgCode: z
      .string()
      .regex(/^[0-9A-Za-z]{6}$/, '6 letters or digits')
      .describe('组织编码，6 位 organisation code'),
    bureauLogin: z
      .strictObject({
        username: z.string().min(1).describe('电子税务局账号 user at the e-tax bureau'),
        password: z.string().min(1).describe('电子税务局密码 password at the e-tax bureau'),
        region: z.string().min(1).describe('地区编码 dqbm: region of the bureau'),
      })
      .optional()
      .describe('电子税务局登录；不填则在平台页面登录 bureau login through this interface; without it a person logs in at the provider’s page'),
    answerSignature: z
      .enum(['strict', 'log'])
      .optional()
      .describe('应答验签：正式环境默认严格，测试环境默认只记录 signature of answers: strict in production, in a sandbox only logged, unless given'),
    compression: z.enum(['1', '2']).default('1').describe('10 KB 以上报文的压缩方式 zipCode of messages above 10 KB'),
    itemNamePrefix: z
      .enum(['platform', 'ours'])
      .default('platform')
      .describe('项目名称前的 *简称* 由平台或由我方添加 who puts the short name before an item’s name'),
    resultFields: z
      .strictObject({ amount: field, tax: field, total: field, buyerName: field.optional() })
      .optional()
      .describe('查询结果中合计金额、税额、价税合计的字段名，公开资料未列 names of the sums in a query’s answer, where the provider told them'),
    codes: z
      .record(z.string().min(1), meaning)
      .default({})
      .describe('未公布的返回码 codes that are not published: what the provider says they mean, for instance of a serial that nobody knows'),
    formats: z
      .array(z.enum(['pdf', 'ofd']))
      .min(1)
      .default(['pdf', 'ofd'])
      .describe('版式文件 formats in the order in which they are wanted; this interface has no XML'),
    linesMax: z
      .number()
      .int()
      .min(1)
      .max(2000)
      .default(100)
      .describe('单张发票最多行数，含折扣行 lines of one invoice, discount lines counted; the provider publishes no figure'),
    timeoutSeconds: z.number().int().min(1).max(LONGEST_REQUEST).default(20).describe('请求超时（秒） time-out of one request'),
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

export type AisinoConfig = z.output<typeof aisinoConfigSchema>

/** Address of the chosen environment, without trailing slash. */
export const addressOf = ({ environment, baseUrl }: Pick<AisinoConfig, 'environment' | 'baseUrl'>): string => baseUrl[environment]

/** Strict in production, log-only elsewhere (gateways.md 6: in the test environment the rule does not verify), unless the settings say otherwise. */
export const isStrict = ({ environment, answerSignature }: Pick<AisinoConfig, 'environment' | 'answerSignature'>): boolean =>
  (answerSignature ?? (environment === 'production' ? 'strict' : 'log')) === 'strict'
