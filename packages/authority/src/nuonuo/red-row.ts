import { redNumberOf, stateOf } from '../ledger/form.ts'
import { shanghaiTime } from '../ledger/shanghai.ts'
import type { Form } from '../ledger/state.ts'
import { billIdOf, entryOf, type FormEntry, formEntryOf, keepForm, serialNoOf } from './book.ts'
import type { Office } from './method.ts'

/** A red form of this enterprise, as Nuonuo knows it. */
export interface Known {
  readonly entry: FormEntry
  readonly form?: Form
}

const REASONS = { '01': '2', '02': '1', '03': '3', '04': '4' } as const

/** The side on which `identity` stands, and whether the form is theirs. */
export const isSideOf = ({ application }: Form, identity: '0' | '1', taxNumber: string): boolean =>
  (identity === '0' ? application.seller.taxNumber : application.buyer.taxNumber) === taxNumber

/** By its own id. A form that is not visible yet is not known. */
export function byBillId(billId: string, { ledger, taxNumber }: Office): Known | undefined {
  const entry = formEntryOf(ledger, taxNumber, billId)
  const form = entry?.uuid === undefined ? undefined : formOf(entry.uuid, ledger)
  return entry && (entry.uuid === undefined || (form && ledger.now() >= form.visibleAt)) ? { entry, form } : undefined
}

export function byUuid(uuid: string, office: Office): Known | undefined {
  const billId = billIdOf(office.ledger, uuid)
  return billId === undefined ? undefined : byBillId(billId, office)
}

const formOf = (uuid: string, ledger: Office['ledger']): Form | undefined => {
  const answer = ledger.form(uuid)
  return answer?.is === 'form' ? answer.form : undefined
}

/** Pulls a form from the bureau: its state now, and itself where Nuonuo did not know it. */
export function pull(form: Form, { ledger, taxNumber }: Office): void {
  const billId = billIdOf(ledger, form.uuid)
  const known = billId === undefined ? undefined : formEntryOf(ledger, taxNumber, billId)
  const { application } = form
  const fresh: FormEntry = {
    billId: form.formNumber,
    at: 0,
    state: '',
    uuid: form.uuid,
    blueNumber: application.blueNumber,
    blueInvoiceLine: application.blueSpecial ? 'bs' : 'pc',
    orderNo: form.formNumber,
    redReason: REASONS[application.reason],
  }
  keepForm(ledger, taxNumber, { ...(known ?? fresh), state: stateOf(form, ledger.now()) })
}

/** A member of `list` (gateways.md 4.5). Applying takes a moment; what was refused has no number at the bureau. */
export function redRow({ entry, form }: Known, { ledger, taxNumber, settings }: Office): Readonly<Record<string, unknown>> {
  const applying = ledger.now() < entry.at + settings.applySeconds * 1000
  const head = { billId: entry.billId, billStatus: applying ? '15' : entry.state, blueInvoiceLine: entry.blueInvoiceLine, redReason: entry.redReason }
  const blank = { billNo: '', billUuid: '', invoiceSerialNum: '', orderNo: '', openStatus: '0', requestStatus: '' }
  const blue = { blueElecInvoiceNumber: entry.blueNumber, applySource: '0', taxExcludedAmount: '0.00', taxAmount: '0.00', detail: [] }
  if (!form) return { ...head, ...blank, ...blue, billMessage: applying ? '' : (entry.failed ?? '') }
  const number = redNumberOf(form, ledger.now())
  const order = number === undefined ? undefined : entryOf(ledger, taxNumber, entry.orderNo)
  const known = order?.fetched ? { invoiceSerialNum: serialNoOf(taxNumber, entry.orderNo), orderNo: entry.orderNo } : {}
  return {
    ...head,
    ...blank,
    ...(!applying && { billNo: form.formNumber, billUuid: form.uuid }),
    ...known,
    ...printed(form),
    billMessage: '',
    openStatus: number === undefined ? '0' : '1',
  }
}

function printed({ application, openedAt }: Form) {
  return {
    blueElecInvoiceNumber: application.blueNumber,
    applySource: application.enteredBy === 'seller' ? '0' : '1',
    billTime: shanghaiTime(openedAt),
    sellerTaxNo: application.seller.taxNumber,
    sellerName: application.seller.name,
    buyerTaxNo: application.buyer.taxNumber ?? '',
    buyerName: application.buyer.name,
    taxExcludedAmount: application.amount,
    taxAmount: application.tax,
    detail: application.lines.map(line => ({
      blueDetailIndex: line.blueNo,
      goodsName: line.name,
      num: line.quantity ?? '',
      taxExcludedPrice: line.unitPrice ?? '',
      taxExcludedAmount: line.amount,
      taxAmount: line.tax,
      taxRate: line.rate,
      goodsCode: line.taxCode,
    })),
  }
}
