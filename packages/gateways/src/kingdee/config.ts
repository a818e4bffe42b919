import { z } from 'zod'

/** As many seconds as a request may take at most: with a login of two and a question afterwards a submit is up to eight of them. */
const LONGEST_REQUEST = 20

const secret = z.string().min(4)
const name = z.string().min(1)

/** What a code that no public page lists means, as the provider has told its customer. */
const meaning = z.enum(['refused', 'absent', 'later', 'token', 'login', 'faceCheck', 'quota', 'credential', 'entitlement'])

/** Fields of sister pages whose use on ALLE.INVOICE.OPEN no source confirms (gateways.md 7.1 [C]). */
const UNCONFIRMED = [
  'includeTaxFlag',
  'taxAmount',
  'buyerProperty',
  'buyerBank',
  'buyerBankAccount',
  'buyerTel',
  'privilegeFlag',
  'privilegeContent',
  'zeroTaxRateFlag',
] as const
const unconfirmed = z.enum(UNCONFIRMED)
export type Unconfirmed = z.output<typeof unconfirmed>

const encoding = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('base64') }),
  z.strictObject({ type: z.literal('aes-128-gcm'), password: secret.describe('加密密码 password of the encryption, as the tenant set it') }),
])

/** What a merchant with a 金蝶发票云 旗舰版 tenant enters. Texts with zh and en: they make the form, the env sample and the docs. */
export const kingdeeConfigSchema = z
  .strictObject({
    environment: z.enum(['sandbox', 'production']).describe('沙箱或正式环境 sandbox or production'),
    baseUrl: z
      .url({ protocol: /^https?$/ })
      .transform(url => url.replace(/\/+$/, ''))
      .describe('租户地址，含租户路径 address of the tenant with its path, for instance https://cosmic-sandbox.piaozone.com/tenant'),
    appId: name.describe('第三方应用 appId application'),
    appSecret: secret.describe('第三方应用密钥 secret of the application'),
    accountId: name.describe('数据中心 accountId account of the tenant'),
    tenantId: name.optional().describe('租户 tenantid tenant, where the login asks for it'),
    user: name.describe('登录用户（手机号或用户名） user that logs in'),
    userType: z.enum(['Mobile', 'UserName']).optional().describe('用户类型 whether `user` is a mobile number or a user name'),
    businessSystemCode: name.describe('业务系统编码 code of this business system, as the tenant registered it'),
    encoding: encoding.prefault({ type: 'base64' }).describe('报文编码，与租户设置一致 how `data` travels, as the tenant is set'),
    issuedAtField: name.describe(
      '查询结果中开票时间的字段名（公开资料未列出，见服务商文档） name of the field with the time of issue in a query’s answer; public pages do not print it, the provider’s do',
    ),
    codes: z
      .record(z.string().min(1), meaning)
      .default({})
      .describe(
        '未公布的返回码及其含义 codes that are not published: what the provider says they mean; `refused` only for codes that say that the content was not taken',
      ),
    failedStatuses: z
      .array(name)
      .default([])
      .describe('表示开票失败的 invoiceStatus values of invoiceStatus that mean a failed issue, as the provider says; none is published'),
    unconfirmedFields: z
      .array(unconfirmed)
      .default([...UNCONFIRMED])
      .describe('报文中随附的未证实字段 fields that are sent although no public page confirms them for this interface; leave out what is refused'),
    itemNamePrefix: z.boolean().default(false).describe('项目名称带 *简称* 前缀 send names with their short name; else the platform adds it'),
    formats: z
      .array(z.enum(['pdf', 'ofd', 'xml']))
      .min(1)
      .default(['pdf', 'ofd', 'xml'])
      .describe('版式文件 formats wanted, in this order'),
    fileHosts: z
      .array(name)
      .min(1)
      .default(['piaozone.com'])
      .describe('允许下载版式文件的域名 domains that files may be fetched from, with their subdomains'),
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
  .refine(c => c.environment === 'sandbox' || c.baseUrl.startsWith('https:'), {
    path: ['baseUrl'],
    message: 'production is reached through https only',
  })
  .refine(c => c.environment === 'sandbox' || c.absentGraceSeconds === undefined, {
    path: ['absentGraceSeconds'],
    message: 'the grace can be shortened in a sandbox only',
  })

export type KingdeeConfig = z.output<typeof kingdeeConfigSchema>
