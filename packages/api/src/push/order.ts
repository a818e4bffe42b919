import { invoiceKind, titleSchema } from '@openfapiao/core'
import { z } from 'zod'
import { pushedContactSchema } from './contact.ts'
import { id, instant, percent, quantity, rate, text, unitPrice, yuan } from './parts.ts'

/** As many lines as one push may bring; more than any order that is printed on invoices of at most 2 000 lines each. */
const LINES_MAX = 2000

/** Either an amount or a percentage; both or neither is a fault. In the order's price basis, as all its amounts. */
const discount = z.strictObject({
  amount: yuan.optional().describe('折扣金额 what is taken off'),
  percent: percent.optional().describe('折扣百分数："10" 即减去 10% per cent taken off: "10" takes a tenth'),
})

/** Any sufficient pair of quantity, price and amount; all three must agree. */
export const pushedLineSchema = z.strictObject({
  id: id.describe('行标识，订单内唯一，修改订单时不变 unique in the order and kept when the order changes: refunds name it'),
  role: z
    .enum(['goods', 'shipping', 'giftWrap', 'tip', 'fee', 'giftCard'])
    .default('goods')
    .describe('商品、运费、包装、小费、其他费用、预付卡 what the line is; charges are lines too'),
  title: text(200).describe('商品或服务名称 name as printed after the short name'),
  sku: id.optional(),
  productId: id.optional(),
  category: text(200).optional().describe('分类，供编码映射 for mapping rules'),
  collections: z.array(text(200)).max(50).optional().describe('分组，供编码映射 for mapping rules'),
  vendor: text(200).optional().describe('供应商，供编码映射 for mapping rules'),
  tags: z.array(text(200)).max(50).optional().describe('标签，供编码映射 for mapping rules'),
  quantity: quantity.optional().describe('数量 quantity'),
  unit: text(50).optional().describe('单位 unit'),
  spec: text(100).optional().describe('规格型号 specification'),
  price: unitPrice.optional().describe('单价，折扣前 price of one unit before discounts'),
  amount: yuan.optional().describe('整行金额，折扣前；缺省为数量×单价 the whole line before discounts; quantity × price unless given'),
  discount: discount.optional().describe('本行折扣 discount of this line'),
  tax: yuan
    .optional()
    .describe('折扣后的税额；价格不含税时必填，或给出 rate tax after discounts; needed where prices are without tax, unless a rate is given'),
  taxCode: z
    .string()
    .regex(/^\d{19}$/, '19 位数字文本 a text of 19 digits')
    .optional()
    .describe('税收分类编码，优先于一切映射 tax code: wins over every mapping rule'),
  rate: rate.optional().describe('税率/征收率 rate; with a taxCode it is the rate that is printed'),
  policyMark: z
    .string()
    .regex(/^(0[1-9]|1[0-8])$/, '01 至 18 a mark from 01 to 18')
    .optional()
    .describe('优惠政策标识，须与 taxCode 同给，如 03 免税 policy mark, together with a taxCode, for instance 03 exempt'),
})
export type PushedLine = z.infer<typeof pushedLineSchema>

/** An order as a till, an ERP or a shop of one's own knows it now: the whole order, not what changed in it. */
export const pushedOrderSchema = z.strictObject({
  id: id.describe('订单号，店铺内唯一 unique in the store, never reused'),
  number: id.optional().describe('给人看的订单号，缺省同 id what people call it'),
  store: id.optional().describe('店铺；缺省为密钥所属店铺，给出时须一致 the store; the key decides, and must agree where both are given'),
  revision: z
    .number()
    .int()
    .min(1)
    .max(Number.MAX_SAFE_INTEGER)
    .optional()
    .describe('修订号，每次修改加一；优先于 updatedAt raised with every change; outranks updatedAt'),
  createdAt: instant.describe('下单时间，带时区 with an offset'),
  updatedAt: instant.describe('最后修改时间，带时区；较早的推送不会覆盖较新的 instant of the last change, with an offset: an older push never wins'),
  paidAt: instant.optional().describe('付清时间；未付清时不得给出 instant of full payment; absent until then'),
  suppliedOn: z.iso.date().optional().describe('纳税义务发生日，缺省为付清日 date of supply, the day of payment unless given'),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, '三位币种代码 an ISO 4217 code')
    .default('CNY'),
  pricesIncludeTax: z.boolean().describe('所有价格、金额、折扣是否含税 whether prices, amounts and discounts contain tax'),
  lines: z.array(pushedLineSchema).min(1).max(LINES_MAX),
  discounts: z
    .array(discount.extend({ lines: z.array(id).min(1).max(LINES_MAX).optional().describe('限于这些行 only over these lines') }))
    .max(50)
    .optional()
    .describe(
      '整单折扣，依次分摊到各行（不含运费、小费、预付卡） discounts of the whole order, one after the other, spread over its lines but shipping, tip and gift cards',
    ),
  total: yuan.describe('应付总额，含税 what the buyer owes, tax included; the lines must add up to it'),
  paid: yuan
    .optional()
    .describe('已付金额，退款不减；缺省：有 paidAt 为总额，否则为 0 paid so far, refunds not deducted; the total where paidAt is given, else 0'),
  cancelled: z.boolean().optional().describe('已取消 cancelled'),
  test: z.boolean().optional().describe('测试订单，永不开票 a test order: never invoiced'),
  title: titleSchema.optional().describe('发票抬头 who the invoice is made out to'),
  kind: invoiceKind.optional().describe('普票 ordinary / 专票 special'),
  contact: pushedContactSchema.optional(),
})
export type PushedOrder = z.infer<typeof pushedOrderSchema>
