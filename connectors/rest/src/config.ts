import { z } from 'zod'

/** What a key may do; a key without a list may do everything. */
const RIGHTS = ['orders', 'refunds', 'requests', 'read', 'erase'] as const
export type Right = (typeof RIGHTS)[number]

const secret = z
  .string()
  .regex(
    /^[\x21-\x7e]{32,256}$/,
    '32 至 256 个可见 ASCII 字符，如 openssl rand -base64 32 的输出 32 to 256 visible ASCII characters, as openssl rand -base64 32 prints',
  )

const store = z.string().min(1).max(100).describe('店铺名称，与设置 stores 中一致 name of the store, as in the setting stores')

/** A callback carries no secret but numbers and a link that opens an order: it leaves the house encrypted or not at all. */
const callbackUrl = z
  .url({ protocol: /^https?$/ })
  .refine(isPrivate, '须为 https（本机可用 http） https, or http on this machine')
  .describe('回调地址：开票、红冲后通知 is told when an invoice or red letter was issued')

/** What whoever runs the server enters for tills, ERPs and shops that push. */
export const restConfigSchema = z
  .strictObject({
    keys: z
      .array(
        z.strictObject({
          store,
          key: secret.describe('密钥：客户端以 Authorization: Bearer 提供 what the client sends as Authorization: Bearer'),
          rights: z.array(z.enum(RIGHTS)).min(1).optional().describe('权限，缺省全部 what the key may do; everything unless given'),
        }),
      )
      .min(1)
      .describe('店铺密钥；同一店铺可有多个，便于轮换 keys of the stores; several for one store make rotation possible'),
    callbacks: z
      .array(z.strictObject({ store, url: callbackUrl, secret: secret.describe('回调签名密钥（HMAC-SHA256） signs the callbacks') }))
      .default([])
      .describe('回调，每店铺至多一个 callbacks, one for a store at most'),
    sandbox: z.boolean().default(false).describe('沙箱：申请中的税号校验位不符时仅警告 a wrong check character of a tax number only warns'),
  })
  .refine(c => isUnique(c.keys.map(k => k.key)), { path: ['keys'], message: '密钥重复 two entries have the same key' })
  .refine(c => isUnique(c.callbacks.map(k => k.store)), { path: ['callbacks'], message: '同一店铺有两个回调 a store has two callbacks' })
  .refine(c => c.callbacks.every(b => c.keys.some(k => k.store === b.store)), {
    path: ['callbacks'],
    message: '回调的店铺没有密钥 the store of a callback has no key',
  })
export type RestConfig = z.output<typeof restConfigSchema>

export const storesOf = ({ keys }: RestConfig): string[] => [...new Set(keys.map(k => k.store))]

function isPrivate(url: string): boolean {
  // What is no address at all has been said so already.
  if (!URL.canParse(url)) return true
  const { protocol, hostname } = new URL(url)
  return protocol === 'https:' || hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]'
}

const isUnique = (values: readonly string[]): boolean => new Set(values).size === values.length
