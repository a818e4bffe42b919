import { z } from 'zod'
import { fen, yuan } from '../../ledger/exact.ts'
import { KINDS, type RedApplication, type RedLine } from '../../ledger/invoice.ts'
import { type LeftLine, leftOf } from '../../ledger/left.ts'
import { shanghaiTime } from '../../ledger/shanghai.ts'
import type { Issued } from '../../ledger/state.ts'
import { REASON_OF } from '../reverse-order.ts'
import { choice, dateTime, maybe, maybeText, measure, rate, shaped, text, yuanText } from './shapes.ts'

const detail = z.object({
  blueDetailIndex: shaped(/^[1-9]\d{0,3}$/),
  goodsName: text(90),
  unit: maybeText(22),
  specType: maybeText(40),
  num: measure('quantityForm'),
  taxExcludedPrice: measure('priceForm'),
  taxExcludedAmount: yuanText('amountsMissing', 'netForm'),
  taxAmount: yuanText('amountsMissing', 'taxForm'),
  taxRate: rate,
  goodsCode: shaped(/^\d{19}$/),
  favouredPolicyFlag: maybe(shaped(/^(0[1-9]|1[0-8])$/)),
})

/** The body of saveInvoiceRedConfirm (gateways.md 4.5). */
export const redConfirmRequest = z.object({
  billId: maybeText(32),
  blueInvoiceLine: choice(['bs', 'pc']),
  applySource: choice(['0', '1']),
  blueElecInvoiceNumber: shaped(/^\d{20}$/, 'blueWrong'),
  billTime: maybe(dateTime),
  sellerTaxNo: text(20),
  sellerName: text(100),
  buyerTaxNo: maybeText(20),
  buyerName: text(100),
  redReason: choice(['1', '2', '3', '4']),
  extensionNumber: maybeText(5),
  clerkId: maybeText(32),
  deptId: maybeText(32),
  orderNo: maybeText(20),
  phone: maybeText(20),
  email: maybeText(50, 'mailTooLong'),
  callbackUrl: maybeText(225),
  detail: maybe(z.array(detail, { error: 'parameter' }).min(1, 'parameter').max(2000, 'parameter')),
})
export type RedConfirm = z.infer<typeof redConfirmRequest>

/** Without `detail` everything that is left of the blue. Sums and the blue's own data are the platform's to know. */
export function applicationOf(r: RedConfirm, billId: string, blue: Issued, taken: readonly RedApplication[]): RedApplication {
  const { invoice } = blue
  const left = leftOf(invoice, taken)
  const lines = r.detail?.map((d, i) => partial(d, i, blue)) ?? left.filter(l => l.leftAmount !== 0n).map((l, i) => whole(l, i, r.redReason))
  return {
    serial: billId,
    enteredBy: r.applySource === '0' ? 'seller' : 'buyer',
    seller: { taxNumber: r.sellerTaxNo, name: r.sellerName },
    buyer: { name: r.buyerName, taxNumber: r.buyerTaxNo },
    blueNumber: blue.number,
    blueIssuedAt: shanghaiTime(blue.issuedAt),
    blueAmount: invoice.amount,
    blueTax: invoice.tax,
    blueSpecial: r.blueInvoiceLine === 'bs' && KINDS[invoice.kind].special,
    amount: yuan(lines.reduce((all, l) => all + fen(l.amount), 0n)),
    tax: yuan(lines.reduce((all, l) => all + fen(l.tax), 0n)),
    reason: REASON_OF[r.redReason],
    lines,
  }
}

/** The short name is the blue's: the wire does not carry it. */
function partial(d: z.infer<typeof detail>, index: number, { invoice }: Issued): RedLine {
  const printed = invoice.lines.find(line => line.no === d.blueDetailIndex)
  const shortName = printed?.shortName ?? ''
  return {
    blueNo: d.blueDetailIndex,
    no: String(index + 1),
    name: d.goodsName,
    printedName: `*${shortName}*${d.goodsName}`,
    shortName,
    spec: d.specType,
    unit: d.unit,
    quantity: d.num,
    unitPrice: d.taxExcludedPrice,
    amount: yuan(fen(d.taxExcludedAmount)),
    rate: d.taxRate,
    tax: yuan(fen(d.taxAmount)),
    taxCode: d.goodsCode,
    policyMark: d.favouredPolicyFlag,
  }
}

function whole(
  { line, leftAmount, leftTax, leftQuantity, discounted, amount }: LeftLine,
  index: number,
  redReason: RedConfirm['redReason'],
): RedLine {
  const measured = redReason !== '4' && leftQuantity !== undefined && line.unitPrice !== undefined && leftQuantity.n > 0n
  const { no: blueNo, total: _, nature: __, quantity: ___, unitPrice, ...printed } = line
  const quantity = measured
    ? { quantity: negative(leftQuantity), unitPrice: discounted ? priceAfterDiscount(amount, line.quantity ?? '1') : unitPrice }
    : {}
  return { ...printed, no: String(index + 1), blueNo, amount: yuan(-leftAmount), tax: yuan(-leftTax), ...quantity }
}

const DIGITS = 13

/** n ÷ d with d a power of ten, as a negative decimal. */
function negative({ n, d }: { readonly n: bigint; readonly d: bigint }): string {
  const decimals = String(d).length - 1
  const digits = String(n).padStart(decimals + 1, '0')
  const part = digits.slice(digits.length - decimals).replace(/0+$/, '')
  return `-${digits.slice(0, digits.length - decimals)}${decimals > 0 && part !== '' ? `.${part}` : ''}`
}

/** The merged amount ÷ the blue's quantity, cut after 13 decimals. */
function priceAfterDiscount(amount: bigint, quantity: string): string {
  const [units = '0', part = ''] = quantity.split('.')
  const digits = String((amount * 10n ** BigInt(DIGITS - 2 + part.length)) / BigInt(`${units}${part}`)).padStart(DIGITS + 1, '0')
  return `${digits.slice(0, -DIGITS)}.${digits.slice(-DIGITS)}`
}
