import { z } from 'zod'

/** As many seconds as a request may take at most: the lease of the row that is worked on outlasts it. */
const LONGEST_REQUEST = 60

/** gateways.md 4.1. The last three parts of the path are signed, so an address has at least three. */
const API = {
  production: 'https://sdk.nuonuo.com/open/v1/services',
  sandbox: 'https://sandbox.nuonuocs.cn/open/v1/services',
} as const
const TOKEN = 'https://open.nuonuo.com/accessToken'
/** Domains of the addresses above; the reference names no host of files. */
const FILE_HOSTS = ['nuonuo.com', 'nuonuocs.cn']

const address = z.url({ protocol: /^https?$/ }).transform(url => url.replace(/\/+$/, ''))
const seconds = z.number().int().min(0)
const id = z.string().min(1).max(32)

const app = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('merchant') }),
  z.strictObject({
    type: z.literal('isv'),
    code: z.string().min(1).describe('授权码 the code that the authorize page gave; a new one after each new authorisation'),
    redirectUri: z.url().describe('授权回调地址 redirect_uri of that authorisation'),
  }),
])

/** What a code that the reference does not list means. None of them says that a document is dead: for that a source is needed. */
const meaning = z.enum(['token', 'login', 'faceCheck', 'quota', 'credential', 'entitlement'])
export type Meaning = z.output<typeof meaning>

/** What a merchant with a Nuonuo contract enters. Texts with zh and en: they make the form, the env sample and the docs. */
export const nuonuoConfigSchema = z
  .strictObject({
    environment: z.enum(['sandbox', 'production']).describe('沙箱或正式环境 sandbox or production'),
    apiUrl: address.optional().describe('接口地址；默认官方地址 address of the API; the official one of the environment unless given'),
    tokenUrl: address.default(TOKEN).describe('令牌地址 address of accessToken'),
    appKey: z.string().min(1).describe('appKey'),
    appSecret: z.string().min(8).describe('appSecret'),
    app: app
      .prefault({ type: 'merchant' })
      .describe('应用类型：自用型，或第三方（授权码） a merchant application, or an ISV one with its authorisation'),
    carrier: z
      .enum(['digital', 'taxControlElectronic', 'taxControlPaper', 'taxControlRoll'])
      .default('digital')
      .describe('票种载体 数电票（默认）、税控电子、税控纸质、税控卷票 kind of invoice this seller issues'),
    extensionNumber: z.string().max(5).optional().describe('分机号；数电票用来选择开票账号 for 数电 it selects the tax-bureau account'),
    clerkId: id.optional().describe('诺诺开票员 id clerk in Nuonuo'),
    departmentId: id.optional().describe('诺诺部门 id department in Nuonuo'),
    partialRed: z.enum(['always', 'afterBooking', 'never']).default('always').describe('部分红冲 partial reds; how the province stands to them'),
    formats: z
      .array(z.enum(['pdf', 'ofd', 'xml']))
      .min(1)
      .default(['pdf', 'ofd', 'xml'])
      .describe('版式文件 formats wanted, in this order'),
    fileHosts: z
      .array(z.string().min(1))
      .min(1)
      .default(FILE_HOSTS)
      .describe('允许下载版式文件的域名 domains that files may be fetched from, with their subdomains'),
    codes: z
      .record(z.string().min(1), meaning)
      .default({})
      .describe(
        '未公布的返回码 codes that are not published: what the provider says they mean, for instance of an expired token or a wrong signature',
      ),
    renewAfterSeconds: seconds
      .default(600)
      .describe('令牌最短使用秒数 a token that is refused sooner than this is not renewed: 50 tokens in 30 days is the budget'),
    readySeconds: seconds.default(60).describe('登录状态缓存秒数 seconds for which a good login is believed; 0 asks before every call'),
    timeoutSeconds: z.number().int().min(1).max(LONGEST_REQUEST).default(15).describe('请求超时（秒） time-out of one request'),
    absentGraceSeconds: seconds.optional().describe('仅沙箱：查无此单的等待秒数 sandbox only: seconds during which "not found" means "not yet"'),
  })
  .refine(c => pathOf(addressOf(c)).length >= 3, {
    path: ['apiUrl'],
    message: 'the address ends in a path of three parts, such as /open/v1/services',
  })
  .refine(c => c.environment === 'sandbox' || [addressOf(c), c.tokenUrl].every(url => url.startsWith('https:')), {
    path: ['apiUrl'],
    message: 'production is reached through https only',
  })
  .refine(c => c.environment === 'sandbox' || c.absentGraceSeconds === undefined, {
    path: ['absentGraceSeconds'],
    message: 'the grace can be shortened in a sandbox only',
  })

export type NuonuoConfig = z.output<typeof nuonuoConfigSchema>
export type Carrier = NuonuoConfig['carrier']

/** Address of the API, without trailing slash. */
export const addressOf = ({ apiUrl, environment }: { readonly apiUrl?: string; readonly environment: keyof typeof API }): string =>
  apiUrl ?? API[environment]

/** Parts of an address's path, first to last. */
export const pathOf = (url: string): string[] => new URL(url).pathname.split('/').filter(part => part !== '')
