import { fen, yuan } from '../../ledger/exact.ts'
import { redNumberOf, stateOf } from '../../ledger/form.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import { printedBuyer } from '../../ledger/printed-buyer.ts'
import { shanghaiTime } from '../../ledger/shanghai.ts'
import type { Form, Issued } from '../../ledger/state.ts'
import { shownNumber } from '../numbers.ts'
import { KIND_OF } from './issue.ts'

const CODE_OF = new Map(Object.entries(KIND_OF).map(([code, kind]) => [kind, code]))

/** yyyyMMddHHmmss (gateways.md 5.1). */
export const stamp = (at: number): string => shanghaiTime(at).replace(/\D/g, '')

/** An invoice in the answer to an issue. Amounts are JSON numbers. */
export function issuedRow(serialNo: string, issued: Issued) {
  const { amount, tax, total, lines } = issued.invoice
  return {
    serialNo,
    ...shownNumber(issued),
    invoiceDate: stamp(issued.issuedAt),
    invoiceTypeCode: CODE_OF.get(issued.invoice.kind),
    invoiceTotalPrice: Number(amount),
    invoiceTotalTax: Number(tax),
    invoiceTotalPriceTax: Number(total),
    invoiceDetailsList: lines.map(line => ({ goodsLineNo: Number(line.no), goodsName: line.printedName, goodsTotalPrice: Number(line.amount) })),
  }
}

/** The same in the answer to a query. `tooHigh`: the ordered fault that adds a fen to the total. */
export function queriedRow(serialNo: string, issued: Issued, tooHigh: boolean) {
  const row = issuedRow(serialNo, issued)
  return {
    ...row,
    invoiceTotalPriceTax: tooHigh ? Number(yuan(fen(issued.invoice.total) + 1n)) : row.invoiceTotalPriceTax,
    invoiceType: issued.colour === 'blue' ? '0' : '1',
    buyerName: printedBuyer(issued.invoice),
    invoiceStatus: issued.voidedAt === undefined ? '00' : '03',
  }
}

/** A form in the list: without the red that came of it. */
export function formRow(form: Form, ledger: Ledger) {
  const { application, uuid, formNumber } = form
  return {
    redConfirmUuid: uuid,
    redConfirmNo: formNumber,
    redConfirmSerialNo: application.serial,
    entryIdentity: application.enteredBy === 'seller' ? '01' : '02',
    sellerTaxNo: application.seller.taxNumber,
    buyerTaxNo: application.buyer.taxNumber,
    originalInvoiceNo: application.blueNumber,
    invoiceTotalPrice: Number(application.amount),
    invoiceTotalTax: Number(application.tax),
    redInvoiceLabel: application.reason,
    confirmState: stateOf(form, ledger.now()),
    alreadyRedInvoiceFlag: redNumberOf(form, ledger.now()) === undefined ? 'N' : 'Y',
  }
}

/** One form with its lines and its red. */
export function formDetail(form: Form, ledger: Ledger) {
  const number = redNumberOf(form, ledger.now())
  const red = number === undefined ? undefined : ledger.invoice(number)
  return {
    ...formRow(form, ledger),
    ...(red && { redInvoiceNo: red.number, redInvoiceDate: shanghaiTime(red.issuedAt) }),
    electricInvoiceDetails: form.application.lines.map(l => ({ originalInvoiceDetailNo: Number(l.blueNo), goodsName: l.printedName })),
  }
}
