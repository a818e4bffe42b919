import { z } from 'zod'

/** Versions of the Admin API that have every field asked for in `admin/queries.ts`. 2026-10 is taken to have what 2026-07 has. */
export const API_VERSIONS = ['2026-01', '2026-04', '2026-07', '2026-10'] as const

const SHOP = /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/
const secret = z.string().min(8)
const names = z.array(z.string().trim().min(1))

const addressOf = (what: string) =>
  z
    .url({ protocol: /^https?$/ })
    .transform(url => url.replace(/\/+$/, ''))
    .refine(isSafe, '须为 https；http 仅限本机 https, or http to this machine')
    .describe(what)

const access = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('token').describe('固定令牌 a fixed token'),
    token: secret.describe('Admin API 访问令牌（shpat_…） access token of a custom app'),
  }),
  z.strictObject({
    type: z.literal('clientCredentials').describe('客户端凭据 the client credentials grant'),
    clientId: z.string().min(1).describe('Dev Dashboard 应用的 Client ID'),
    clientSecret: secret.describe('Dev Dashboard 应用的 Client secret'),
  }),
  z.strictObject({
    type: z.literal('tokenExchange').describe('令牌交换（公开应用，到期自动更新） token exchange of an embedded app, renewed as it ends'),
    clientId: z.string().min(1).describe('应用的 Client ID'),
    clientSecret: secret.describe('应用的 Client secret'),
  }),
])

/** Which note attributes carry a title, and which words they use. Names and words are the storefront's, so they are settings. */
export const titleSettingsSchema = z.strictObject({
  name: names.default(['发票抬头']).describe('抬头名称所在的附加属性名 attributes that carry the name'),
  kind: names.default(['抬头类型']).describe('个人或企业 attributes that say person or organisation'),
  taxNumber: names.default(['纳税人识别号']).describe('纳税人识别号 attributes that carry the tax number'),
  address: names.default([]).describe('注册地址 attributes that carry the registered address'),
  phone: names.default([]).describe('注册电话 attributes that carry the registered phone'),
  bank: names.default([]).describe('开户银行 attributes that carry the bank'),
  account: names.default([]).describe('银行账号 attributes that carry the account'),
  invoiceKind: names.default(['发票类型']).describe('普票或专票 attributes that say ordinary or special'),
  email: names.default(['接收邮箱']).describe('接收邮箱 attributes that carry the address to send the invoice to'),
  personWords: names.default(['个人', 'person', 'personal']).describe('表示个人的词 words that mean a person'),
  organisationWords: names.default(['企业', '单位', '公司', 'company', 'organisation']).describe('表示企业的词 words that mean an organisation'),
  ordinaryWords: names.default(['普通发票', '普票', 'ordinary']).describe('表示普票的词 words that mean an ordinary invoice'),
  specialWords: names.default(['专用发票', '增值税专用发票', '专票', 'special']).describe('表示专票的词 words that mean a special invoice'),
})
export type TitleSettings = z.output<typeof titleSettingsSchema>

/** Where an invoice is written to the order. */
export const publishSchema = z.strictObject({
  namespace: z.string().min(1).default('$app').describe('元字段命名空间 metafield namespace; $app is reserved for the app itself'),
  key: z.string().min(2).default('fapiao').describe('JSON 元字段的键 key of the JSON metafield: state, link, documents'),
  linkKey: z.string().min(2).default('fapiao_link').describe('链接元字段的键 key of the URL metafield: the buyer page'),
})

/** Where the tax codes of goods are. */
export const taxCodeSchema = z.strictObject({
  namespace: z.string().min(1).default('$app').describe('元字段命名空间 metafield namespace'),
  key: z.string().min(2).default('tax_code').describe('税收分类编码元字段的键 key of the metafield that holds the tax code'),
})

const storeSchema = z.strictObject({
  shop: z.string().toLowerCase().regex(SHOP, '形如 example.myshopify.com, such as example.myshopify.com').describe('店铺域名 the shop on Shopify'),
  secrets: z
    .array(secret)
    .min(1)
    .max(2)
    .describe('Webhook 签名密钥（Client secret）；轮换期间可填新旧两个 signing secrets, new first; two while one is being rotated'),
  access: access.describe('读取订单所用的凭据 how orders are read'),
  title: titleSettingsSchema.prefault({}).describe('附加属性中的抬头 note attributes that carry a title'),
  products: z.boolean().default(true).describe('读取商品的类目、系列与标签（需 read_products） reads category, collections and tags of products'),
  taxCode: taxCodeSchema
    .or(z.literal(false))
    .prefault({})
    .describe(
      '变体或商品元字段中的税收分类编码，优先于映射规则 tax code in a metafield of variant or product, before all mapping rules; false: not read',
    ),
  publish: publishSchema
    .or(z.literal(false))
    .prefault({})
    .describe('发票写回订单元字段（需 write_orders） writes the invoice to order metafields; false: not'),
  buyers: z
    .boolean()
    .default(false)
    .describe('登录的买方可查看与申请发票（需 read_customers） logged-in buyers see and ask for their invoices, by app proxy and extensions'),
  webhookUrl: addressOf(
    'API 创建的 Webhook 的地址；填写后检查并补齐 where API-made subscriptions send to; given: missing ones are named and made again',
  ).optional(),
  firstSweepDays: z.number().int().min(0).max(60).default(0).describe('首次巡检回看天数 days the first sweep looks back'),
  adminUrl: addressOf('Admin API 的替身地址，仅供演示与测试 address of a stand-in for the Admin API; demonstrations and tests only').optional(),
})
export type StoreConfig = z.output<typeof storeSchema>

/** What a merchant enters to connect Shopify: one entry per shop. */
export const shopifyConfigSchema = z.strictObject({
  apiVersion: z.enum(API_VERSIONS).default('2026-07').describe('Admin API 版本 version of the Admin API'),
  stores: z
    .array(storeSchema)
    .min(1)
    .refine(stores => new Set(stores.map(s => s.shop)).size === stores.length, '店铺不得重复 each shop once')
    .describe('店铺 shops'),
})
export type ShopifyConfig = z.output<typeof shopifyConfigSchema>

/** The part of the settings that decides how an order is read; all that a preview of files needs. */
export const readingSchema = z.strictObject({
  store: z.string().min(1).default('preview').describe('店铺域名 the shop the files come from'),
  title: titleSettingsSchema.prefault({}),
})
export type Reading = z.output<typeof readingSchema>

/** Tokens and orders travel over it: TLS, or this machine alone. */
function isSafe(address: string): boolean {
  const { protocol, hostname } = new URL(address)
  return protocol === 'https:' || ['127.0.0.1', '[::1]', 'localhost'].includes(hostname)
}
