import { z } from 'zod'

const names = z.array(z.string().trim().min(1))

/** Which metadata of cart and order carry a title, and which words they use. Names are dotted: `fapiao.title` is `metadata.fapiao.title`. */
export const titleSettingsSchema = z.strictObject({
  name: names.default(['fapiao.title']).describe('抬头名称 the name'),
  kind: names.default(['fapiao.titleType']).describe('个人或企业 person or organisation'),
  taxNumber: names.default(['fapiao.taxNumber']).describe('纳税人识别号 the tax number'),
  address: names.default(['fapiao.address']).describe('注册地址 the registered address'),
  phone: names.default(['fapiao.phone']).describe('注册电话 the registered phone'),
  bank: names.default(['fapiao.bank']).describe('开户银行 the bank'),
  account: names.default(['fapiao.account']).describe('银行账号 the account'),
  invoiceKind: names.default(['fapiao.kind']).describe('普票或专票 ordinary or special'),
  email: names.default(['fapiao.email']).describe('接收邮箱 where the invoice is sent; else the order’s'),
  personWords: names.default(['person', 'personal', '个人']).describe('表示个人的词 words that mean a person'),
  organisationWords: names.default(['organisation', 'company', '企业', '单位', '公司']).describe('表示企业的词 words that mean an organisation'),
  ordinaryWords: names.default(['ordinary', '普通发票', '普票']).describe('表示普票的词 words that mean an ordinary invoice'),
  specialWords: names.default(['special', '专用发票', '增值税专用发票', '专票']).describe('表示专票的词 words that mean a special invoice'),
})
export type TitleSettings = z.output<typeof titleSettingsSchema>

/** Which metadata of line, variant and product (in this order) carry tax facts. */
export const productSettingsSchema = z.strictObject({
  taxCode: names.default(['tax_code']).describe('税收分类编码 the 19-digit code'),
  rate: names.default(['tax_rate']).describe('税率，百分数 the rate, in per cent as Medusa writes rates: 13'),
  plainVariants: names.default(['Default', 'Default variant']).describe('不作规格型号的变体名 variant names that are no specification'),
})

/** What decides how an order is read; all that a preview of files needs. */
export const readingSchema = z.strictObject({
  store: z.string().min(1).default('preview').describe('店铺名 the name of the store'),
  title: titleSettingsSchema.prefault({}),
  product: productSettingsSchema.prefault({}),
})
export type Reading = z.output<typeof readingSchema>

const firstSweepDays = z.number().int().min(0).max(60).default(0).describe('首次巡检回看天数 days the first sweep looks back')
const storeName = z.string().min(1).max(60).describe('店铺名，自取且不再更改 a name of your own for this Medusa; it never changes')

/** Inside the host nothing has to be reached: only how orders are read. */
export const insideSchema = z.strictObject({
  store: storeName,
  firstSweepDays,
  title: titleSettingsSchema.prefault({}),
  product: productSettingsSchema.prefault({}),
})
export type InsideConfig = z.output<typeof insideSchema>

const outsideStore = insideSchema.extend({
  url: z
    .url({ protocol: /^https?$/ })
    .transform(url => url.replace(/\/+$/, ''))
    .refine(isSafe, '须为 https；http 仅限本机 https, or http to this machine')
    .describe('Medusa 的地址 address of the Medusa server'),
  apiKey: z.string().min(8).describe('Medusa 的 Secret API Key（sk_…） a secret API key of the Medusa server'),
  secrets: z
    .array(z.string().min(16))
    .min(1)
    .max(2)
    .describe('插件签名密钥；轮换期间可填两个 the plugin’s signing secrets, two while one is being rotated'),
})
export type OutsideStore = z.output<typeof outsideStore>

/** What a server beside the shops is told: one entry per Medusa. */
export const medusaConfigSchema = z.strictObject({
  stores: z
    .array(outsideStore)
    .min(1)
    .refine(stores => new Set(stores.map(s => s.store)).size === stores.length, '店铺不得重复 each store once')
    .describe('店铺 stores'),
})
export type MedusaConfig = z.output<typeof medusaConfigSchema>

/** Keys and orders travel over it: TLS, or this machine alone. */
function isSafe(address: string): boolean {
  const { protocol, hostname } = new URL(address)
  return protocol === 'https:' || ['127.0.0.1', '[::1]', 'localhost'].includes(hostname)
}
