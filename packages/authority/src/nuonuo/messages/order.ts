import { z } from 'zod'
import { fen, yuan } from '../../ledger/exact.ts'
import type { Invoice, Kind, Line } from '../../ledger/invoice.ts'
import { choice, dateTime, maybe, maybeText, measure, rate, shaped, text, yuanText } from './shapes.ts'

/** `invoiceLine` (gateways.md 4.2, domain.md 1.1) → the kinds that this authority issues. */
const KIND_OF = {
  bs: 'special',
  pc: 'ordinary',
  b: 'taxControlSpecial',
  p: 'taxControlOrdinary',
  s: 'paperSpecial',
  c: 'paperOrdinary',
  r: 'paperRoll',
} as const satisfies Record<string, Kind>
const NATURE_OF = { '0': 'normal', '1': 'discount', '2': 'discounted' } as const
const MARKS = ['0', '1', ...Array.from({ length: 18 }, (_, i) => String(i + 1).padStart(2, '0'))] as const

const detail = z.object({
  goodsName: text(90),
  goodsCode: maybeText(19, 'taxCode'),
  selfCode: maybeText(16),
  specType: maybeText(40),
  unit: maybeText(20),
  withTaxFlag: choice(['0', '1']),
  price: measure('priceForm'),
  num: measure('quantityForm'),
  taxRate: rate,
  tax: yuanText('amountsMissing', 'taxForm'),
  taxExcludedAmount: yuanText('amountsMissing', 'netForm'),
  taxIncludedAmount: yuanText('amountsMissing', 'grossForm'),
  invoiceLineProperty: maybe(z.enum(['0', '1', '2'], { error: 'parameter' })).transform(property => property ?? '0'),
  favouredPolicyFlag: maybe(z.enum(MARKS, { error: 'parameter' })),
  favouredPolicyName: maybeText(50),
  zeroRateFlag: maybe(z.enum(['0', '1', '2', '3'], { error: 'parameter' })),
  deduction: measure('deductionForm'),
})
export type Detail = z.infer<typeof detail>

const order = z.object({
  buyerName: text(100),
  buyerTaxNum: maybeText(20),
  buyerTel: maybeText(50),
  buyerAddress: maybeText(80),
  buyerAccount: maybeText(100),
  salerTaxNum: text(20),
  salerTel: maybeText(20),
  salerAddress: maybeText(80),
  salerAccount: maybeText(100),
  orderNo: text(20),
  invoiceDate: dateTime,
  invoiceType: choice(['1', '2'], 'invoiceType'),
  invoiceCode: maybe(shaped(/^\d{10,12}$/, 'blueWrong')),
  invoiceNum: maybe(shaped(/^\d{8}$/, 'blueWrong')),
  redReason: maybe(z.enum(['1', '2', '3', '4'], { error: 'parameter' })),
  billInfoNo: maybeText(24),
  departmentId: maybeText(32),
  clerkId: maybeText(32),
  remark: maybeText(230),
  checker: maybeText(20),
  payee: maybeText(20),
  clerk: text(20),
  listFlag: maybe(z.enum(['0', '1'], { error: 'parameter' })),
  listName: maybeText(92),
  pushMode: maybe(z.enum(['-1', '0', '1', '2'], { error: 'parameter' })).transform(mode => mode ?? '1'),
  buyerPhone: maybeText(20),
  email: maybeText(50, 'mailTooLong'),
  invoiceLine: maybe(z.enum(['bs', 'pc', 'b', 'p', 's', 'c', 'r'], { error: 'parameter' })).transform(line => line ?? 'p'),
  extensionNumber: maybeText(5),
  terminalNumber: maybeText(4),
  machineCode: maybeText(12),
  naturalPersonFlag: maybe(z.enum(['0', '1'], { error: 'parameter' })).transform(flag => flag ?? '0'),
  invoiceDetail: z.preprocess(
    value => (value === '' ? undefined : value),
    z.array(detail, { error: 'noLines' }).min(1, 'noLines').max(2000, 'parameter'),
  ),
})
export type Order = z.infer<typeof order>

/** The body of requestBillingNew. */
export const billingRequest = z.object({ order })

/** `*short*name` is the platform's to write; `shortName` comes from the list of tax codes. */
export function invoiceFrom(o: Order, serial: string, shortNameOf: (code: string) => string, sellerName: string): Invoice {
  const lines = o.invoiceDetail.map((d, i) => lineFrom(d, i, shortNameOf))
  const [amount, tax] = [lines.reduce((all, l) => all + fen(l.amount), 0n), lines.reduce((all, l) => all + fen(l.tax), 0n)]
  return {
    serial,
    kind: KIND_OF[o.invoiceLine],
    seller: { name: sellerName, taxNumber: o.salerTaxNum, address: o.salerAddress, phone: o.salerTel, bank: o.salerAccount },
    buyer: {
      name: o.buyerName,
      person: o.naturalPersonFlag === '1',
      taxNumber: o.buyerTaxNum,
      address: o.buyerAddress,
      phone: o.buyerTel,
      bank: o.buyerAccount,
    },
    amount: yuan(amount),
    tax: yuan(tax),
    total: yuan(amount + tax),
    issuer: o.clerk,
    remark: o.remark,
    suppliedOn: o.invoiceDate.slice(0, 10),
    lines,
  }
}

function lineFrom(d: Detail, index: number, shortNameOf: (code: string) => string): Line {
  const shortName = shortNameOf(d.goodsCode ?? '')
  return {
    no: String(index + 1),
    name: d.goodsName,
    printedName: `*${shortName}*${d.goodsName}`,
    shortName,
    spec: d.specType,
    unit: d.unit,
    quantity: d.num,
    unitPrice: d.withTaxFlag === '0' ? d.price : netPrice(d),
    amount: yuan(fen(d.taxExcludedAmount)),
    rate: d.taxRate,
    tax: yuan(fen(d.tax)),
    total: yuan(fen(d.taxIncludedAmount)),
    taxCode: d.goodsCode ?? '',
    nature: NATURE_OF[d.invoiceLineProperty],
    policyMark: markOf(d),
  }
}

const DECIMALS = 13

/** With tax given, the price without: amount ÷ quantity, cut after 13 decimals. */
function netPrice({ num, price, taxExcludedAmount }: Detail): string | undefined {
  if (num === undefined || price === undefined) return undefined
  const [whole = '0', part = ''] = num.replace('-', '').split('.')
  const quantity = BigInt(`${whole}${part}`)
  if (quantity === 0n) return price
  const amount = fen(taxExcludedAmount)
  const digits = String(((amount < 0n ? -amount : amount) * 10n ** BigInt(DECIMALS - 2 + part.length)) / quantity).padStart(DECIMALS + 1, '0')
  return `${digits.slice(0, -DECIMALS)}.${digits.slice(-DECIMALS)}`
}

/** 数电: the mark itself. 税控: 免税 and 不征税 by their zero rate, others by name are kept as no mark (domain.md 1.6). */
function markOf({ favouredPolicyFlag: flag, zeroRateFlag }: Detail): string | undefined {
  if (flag !== undefined && flag.length === 2) return flag
  if (flag !== '1') return undefined
  return zeroRateFlag === '1' ? '03' : zeroRateFlag === '2' ? '04' : undefined
}
