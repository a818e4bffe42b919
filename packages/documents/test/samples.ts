import { amountInWords, multiply, negate, sumFen, toFen } from '@openfapiao/core'
import type { EInvoice, ELine } from '../src/index.ts'

/** Made-up invoices for the tests and for looking at: every shape that the layout has to bear. */
export const SELLER = { name: '云起示例商贸有限公司', taxNumber: '91000000000000000K' } as const
const BUREAU = { code: '00000000000', name: '沙箱（非税务机关）' } as const

type Of = Partial<Omit<ELine, 'amountFen' | 'taxFen' | 'totalFen'>> & { readonly printedName: string; readonly amount: string }

export function lineOf({ amount, ...rest }: Of): ELine {
  const rated = { rate: '0.13', treatment: 'taxed', ...rest } as const
  const [amountFen, taxFen] = [toFen(amount), toFen(multiply(amount, rated.rate))]
  return { taxCode: '1040201010000000000', ...rated, amountFen, taxFen, totalFen: amountFen + taxFen }
}

export function invoiceOf(lines: readonly ELine[], more: Partial<EInvoice> = {}): EInvoice {
  const totalFen = sumFen(lines.map(l => l.totalFen))
  return {
    number: '26310000000000000017',
    colour: 'blue',
    vatType: '02',
    seller: SELLER,
    buyer: { name: '个人' },
    amountFen: sumFen(lines.map(l => l.amountFen)),
    taxFen: sumFen(lines.map(l => l.taxFen)),
    totalFen,
    totalInWords: amountInWords(totalFen),
    issuer: '王会计',
    issuedAt: '2026-10-01T09:30:05+08:00',
    lines,
    bureau: BUREAU,
    ...more,
  }
}

const tea = lineOf({
  printedName: '*茶*明前龙井 250克罐装',
  spec: '250g',
  unit: '罐',
  quantity: '2',
  unitPrice: '176.9911504424779',
  amount: '353.98',
})
const teaDiscount = lineOf({ printedName: '*茶*明前龙井 250克罐装', amount: '-35.4' })
const rice = lineOf({
  printedName: '*谷物加工品*东北大米',
  unit: '千克',
  quantity: '3.5',
  unitPrice: '6',
  amount: '21',
  rate: '0',
  treatment: 'exempt',
})
const shipping = lineOf({ printedName: '*茶*运费', amount: '10.62' })

/** One page, a discount, an exempt line, a line without quantity, a buyer who is a person. */
export const blue = invoiceOf([tea, teaDiscount, rice, shipping], { remark: '订单号：SO-20261001-0001' })

/** A special invoice; names that take two lines; party details that are in the file but not on its face. */
export const special = invoiceOf(
  [
    lineOf({
      printedName: '*计算机配套产品*机械键盘 87键 热插拔 全键无冲 三模无线 RGB 背光 麦卡仑/Keychron-Q1-Pro-ISO',
      spec: 'Q1-Pro-ISO-Nordic/碳黑',
      unit: '把',
      quantity: '12',
      unitPrice: '1061.9469026548673',
      amount: '12743.36',
    }),
    lineOf({
      printedName: '*印刷品*技术手册（精装）',
      spec: '16开',
      unit: '册',
      quantity: '0.3333333333333',
      unitPrice: '330.2752293577982',
      amount: '110.09',
      rate: '0.09',
    }),
    lineOf({ printedName: '*生产生活服务*系统安装调试', amount: '94339.62', rate: '0.06' }),
  ],
  {
    number: '26440000000000000231',
    vatType: '01',
    buyer: {
      name: '新疆维吾尔自治区示例进出口贸易与供应链管理服务（集团）股份有限公司乌鲁木齐高新技术产业开发区第一分公司',
      taxNumber: '91000000000000001H',
      address: '示例路 1 号',
      phone: '010-00000000',
      bank: '示例银行',
      account: '0000000000',
    },
    remark: '合同号：HT-2026-088；购方开户银行：示例银行 银行账号：0000000000',
  },
)

const LONG = ['*服装*女士真丝衬衫', '*家具*可折叠实木餐桌 1.4米 胡桃木色', '*玩具*儿童积木 500 片装 大颗粒 益智拼插 送收纳盒']

/** More lines than one page holds; every fifth is followed by its discount. */
export const manyLines = (count: number): EInvoice =>
  invoiceOf(
    Array.from({ length: count }, (_, i) => {
      const printedName = `${LONG[i % LONG.length]} ${String(i + 1).padStart(3, '0')}`
      const line = lineOf({
        printedName,
        spec: `A-${i}`,
        unit: '件',
        quantity: String(i + 1),
        unitPrice: '9.9',
        amount: multiply(String(i + 1), '9.9'),
      })
      return i % 5 === 4 ? [line, lineOf({ printedName, amount: '-1.5' })] : [line]
    }).flat(),
    { remark: '多页样票' },
  )

const reversed = (line: ELine): ELine => ({
  ...line,
  quantity: line.quantity && negate(line.quantity),
  amountFen: -line.amountFen,
  taxFen: -line.taxFen,
  totalFen: -line.totalFen,
})

/** The red letter of a part of `blue`: negative figures, its blue and its form named in the remark. */
export const red = invoiceOf([reversed(tea)], {
  number: '26310000000000000029',
  colour: 'red',
  red: { blueNumber: blue.number, formNumber: '31000026100100000018' },
})
