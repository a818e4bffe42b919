import type { z } from 'zod'
import { exact, yuan } from '../../ledger/exact.ts'
import { KINDS, type RedApplication, type RedLine } from '../../ledger/invoice.ts'
import { type LeftLine, leftOf } from '../../ledger/left.ts'
import { shanghaiTime } from '../../ledger/shanghai.ts'
import type { Issued } from '../../ledger/state.ts'
import { choice, fields, formed } from '../shapes.ts'
import { kindField, serialField, taxpayerField } from './open.ts'

/** `ALLE.INVOICE.RED` (gateways.md 7.1): a blue and a reason, no amounts. */
export const redRequest = fields({
  serialNo: serialField,
  invoiceNum: formed(/^\d{20}$/),
  redReason: choice(['01', '02', '03', '04']),
  invoiceType: kindField,
  sellerTaxpayerId: taxpayerField,
})
export type RedMessage = z.output<typeof redRequest>

/** Everything that was printed on the blue, as an application of its seller. */
export function applicationOf({ serialNo: serial, redReason: reason }: RedMessage, { number, invoice, issuedAt }: Issued): RedApplication {
  const { seller, buyer, kind } = invoice
  const left = leftOf(invoice, [])
  return {
    ...{ serial, reason, enteredBy: 'seller', blueNumber: number, blueIssuedAt: shanghaiTime(issuedAt), blueSpecial: KINDS[kind].special },
    seller: { taxNumber: seller.taxNumber, name: seller.name },
    buyer: { taxNumber: buyer.taxNumber, name: buyer.name },
    blueAmount: invoice.amount,
    blueTax: invoice.tax,
    amount: yuan(left.reduce((all, l) => all - l.amount, 0n)),
    tax: yuan(left.reduce((all, l) => all - l.tax, 0n)),
    lines: left.map((l, at) => redLine(l, String(at + 1), reason !== '04')),
  }
}

/** The price of a discounted line is what is left after its discount. 销售折让 has neither quantity nor price. */
function redLine({ no: blueNo, line, amount, tax, discounted }: LeftLine, no: string, measured: boolean): RedLine {
  const { nature: _, total: __, quantity, unitPrice, ...printed } = line
  const price = discounted && quantity !== undefined ? quotient(amount, quantity) : unitPrice
  const measure = measured && quantity !== undefined ? { quantity: `-${quantity}`, unitPrice: price } : {}
  return { ...printed, ...measure, no, blueNo, amount: yuan(-amount), tax: yuan(-tax) }
}

const SCALE = 10n ** 11n

/** Fen over a quantity, as yuan with 13 decimals. */
function quotient(amount: bigint, quantity: string): string {
  const { n, d } = exact(quantity)
  const all = ((amount * d * SCALE) / n).toString().padStart(14, '0')
  return `${all.slice(0, -13)}.${all.slice(-13)}`
}
