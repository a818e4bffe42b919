import type { Content, Line, Reason } from '@openfapiao/core'

/** Own, made-up parties and goods; codes and short names of the sample list in domain.md 5.2. */
export const SELLER = {
  name: '演示销方有限公司',
  taxNumber: '91110000DEMO00001X',
  phone: '010-12345678',
  bank: '演示银行',
  account: '6222000011112222',
}
export const BUYER = { name: '演示购方有限公司', taxNumber: '91110000DEMO00002X', phone: '13800138000', account: '6222999988887777', person: false }

/** 小麦: 13 % would be wrong for it, 9 % is right. Amounts in fen. */
export const WHEAT = { name: '小麦', shortName: '谷物', taxCode: '1010101020000000000', rate: '0.09' } as const

const line = (amountFen: number, taxFen: number, rest: Partial<Line> = {}): Line => ({
  ...WHEAT,
  nature: 'normal',
  amountFen,
  taxFen,
  totalFen: amountFen + taxFen,
  ...rest,
})

const sums = (lines: readonly Line[]) => ({
  amountFen: lines.reduce((sum, l) => sum + l.amountFen, 0),
  taxFen: lines.reduce((sum, l) => sum + l.taxFen, 0),
  totalFen: lines.reduce((sum, l) => sum + l.totalFen, 0),
})

/** 4 units of 25 yuan, and 3 of 50 less a discount of 30: 220.00 + 19.80 = 239.80. */
export function blueContent(change: Partial<Content> = {}): Content {
  const lines = [
    line(10000, 900, { quantity: '4', unit: '袋', spec: '5kg', unitPrice: '25' }),
    line(15000, 1350, { quantity: '3', unit: '袋', unitPrice: '50', nature: 'discounted' }),
    line(-3000, -270, { nature: 'discount' }),
  ]
  return {
    colour: 'blue',
    kind: 'ordinary',
    seller: SELLER,
    buyer: BUYER,
    issuer: '张三',
    lines,
    ...sums(lines),
    remark: '订单 #1001',
    suppliedOn: '2026-03-02',
    ...change,
  }
}

export interface IssuedBlue {
  readonly content: Content
  readonly number: string
  readonly issuedAt: string
}

/** One unit of the first line comes back. */
export const partRed = (blue: IssuedBlue): Content =>
  redContent(blue, '02', [line(-2500, -225, { quantity: '-1', unit: '袋', spec: '5kg', unitPrice: '25', blueLine: 1 })])

/** All of it, discounts merged into their lines. */
export const fullRed = (blue: IssuedBlue): Content =>
  redContent(blue, '01', [
    line(-10000, -900, { quantity: '-4', unit: '袋', spec: '5kg', unitPrice: '25', blueLine: 1 }),
    line(-12000, -1080, { quantity: '-3', unit: '袋', unitPrice: '40', blueLine: 2 }),
  ])

function redContent({ content, number, issuedAt }: IssuedBlue, reason: Reason, lines: Line[]): Content {
  const { remark: _, ...printed } = content
  const red = { blueNumber: number, blueIssuedAt: issuedAt, blueAmountFen: content.amountFen, blueTaxFen: content.taxFen, reason }
  return { ...printed, colour: 'red', lines, ...sums(lines), red }
}
