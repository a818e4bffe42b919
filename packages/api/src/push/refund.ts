import { z } from 'zod'
import { id, instant, quantity, text, yuan } from './parts.ts'

/** Money given back, tax included: by line with quantity, by line with amount, or by amount alone. A refund never changes; another one is another refund. */
export const pushedRefundSchema = z.strictObject({
  id: id.describe('退款号，订单内唯一 unique in the order'),
  order: id.optional().describe('所属订单，给出时须与地址一致 its order; must agree with the address where both are given'),
  createdAt: instant.describe('退款时间，带时区 with an offset'),
  lines: z
    .array(
      z.strictObject({
        line: id.describe('订单行标识 id of the order line'),
        quantity: quantity.optional().describe('退回数量（退货） units returned'),
        amount: yuan
          .optional()
          .describe('本行退款，含税；只给数量时按剩余比例计算 given back for this line, tax included; computed from the quantity where absent'),
      }),
    )
    .max(2000)
    .optional(),
  amount: yuan
    .optional()
    .describe('退款总额，含税；超出各行的部分按金额折让 all of it, tax included; what the lines do not explain is an allowance on the amount'),
  note: text(200).optional().describe('说明 note'),
})
export type PushedRefund = z.infer<typeof pushedRefundSchema>
