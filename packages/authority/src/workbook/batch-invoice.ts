import { exact, fen, yuan } from '../ledger/exact.ts'
import type { Invoice, Line } from '../ledger/invoice.ts'
import type { InvoiceRow, ItemRow } from './reader.ts'

export interface Around {
  readonly seller: { readonly name: string; readonly taxNumber: string }
  readonly issuer: string
  readonly suppliedOn: string
  shortNameOf(code: string): string
}

/** 优惠政策类型 → 优惠政策标识 (domain.md 1.6). */
const MARKS: Readonly<Record<string, string>> = {
  简易征收: '01',
  稀土产品: '02',
  免税: '03',
  不征税: '04',
  先征后退: '05',
  '100%先征后退': '06',
  '50%先征后退': '07',
  '按3%简易征收': '08',
  '按5%简易征收': '09',
  '按5%简易征收减按1.5%计征': '10',
}

/** An invoice of the workbook. The bureau takes the tax out of gross amounts and makes a line of its own of each discount. */
export function batchInvoice(row: InvoiceRow, items: readonly ItemRow[], { seller, issuer, suppliedOn, shortNameOf }: Around): Invoice {
  const gross = row.是否含税 === '是'
  const lines = items.flatMap(item => linesOf(item, gross, shortNameOf(item.商品和服务税收编码))).map((line, i) => ({ ...line, no: String(i + 1) }))
  const sumOf = (part: 'amount' | 'tax'): bigint => lines.reduce((all, line) => all + fen(line[part]), 0n)
  return {
    serial: row.发票流水号,
    kind: row.发票类型 === '增值税专用发票' ? 'special' : 'ordinary',
    seller: { ...seller, bank: row.销售方开户行, account: row.销售方银行账号 },
    buyer: {
      name: row.购买方名称,
      person: row.受票方自然人标识 === '是',
      taxNumber: row.购买方纳税人识别号,
      address: row.购买方地址,
      phone: row.购买方电话,
      bank: row.购买方开户银行,
      account: row.购买方银行账号,
    },
    amount: yuan(sumOf('amount')),
    tax: yuan(sumOf('tax')),
    total: yuan(sumOf('amount') + sumOf('tax')),
    issuer,
    remark: row.备注,
    suppliedOn,
    lines,
  }
}

function linesOf(item: ItemRow, gross: boolean, shortName: string): Omit<Line, 'no'>[] {
  const { 项目名称: name, 税率: rate, 商品和服务税收编码: taxCode, 优惠政策类型: policy = '' } = item
  const common = { name, printedName: `*${shortName}*${name}`, shortName, rate, taxCode, policyMark: MARKS[policy] }
  const own = { ...common, spec: item.规格型号, unit: item.单位, quantity: item.数量 }
  const sums = split(fen(item.金额), rate, gross)
  const priced = { ...own, ...sums, unitPrice: item.数量 === undefined ? undefined : perUnit(fen(sums.amount), item.数量) }
  if (item.折扣金额 === undefined) return [{ ...priced, nature: 'normal' }]
  return [
    { ...priced, nature: 'discounted' },
    { ...common, ...split(-fen(item.折扣金额), rate, gross), nature: 'discount' },
  ]
}

/** Half a fen goes away from zero. */
function split(given: bigint, rate: string, gross: boolean): Pick<Line, 'amount' | 'tax' | 'total'> {
  const { n, d } = exact(rate)
  const whole = d + n
  const net = gross ? nearest(given * d, whole) : given
  const tax = gross ? given - net : nearest(given * n, d)
  return { amount: yuan(net), tax: yuan(tax), total: yuan(net + tax) }
}

const nearest = (a: bigint, b: bigint): bigint => (a < 0n ? -((2n * -a + b) / (2n * b)) : (2n * a + b) / (2n * b))

/** Without tax, 13 decimals. */
function perUnit(net: bigint, quantity: string): string {
  const { n, d } = exact(quantity)
  const units = String((net * d * 10n ** 11n) / n).padStart(14, '0')
  return `${units.slice(0, -13)}.${units.slice(-13)}`
}
