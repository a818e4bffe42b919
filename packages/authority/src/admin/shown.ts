import type { BureauParts } from '../bureau/front.ts'
import { yuan } from '../ledger/exact.ts'
import { redNumberOf, stateOf } from '../ledger/form.ts'
import { FORM_STATES } from '../ledger/form-states.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { printedBuyer } from '../ledger/printed-buyer.ts'
import { shanghaiTime } from '../ledger/shanghai.ts'
import type { Form, Issued } from '../ledger/state.ts'

/** The ledger in texts that people read: on the status page, and as JSON under `/admin`. */
export const shownInvoice = ({ number, colour, invoice, issuedAt, voidedAt, marks, red }: Issued) => ({
  number,
  colour,
  kind: invoice.kind,
  serial: invoice.serial,
  seller: invoice.seller.taxNumber,
  buyer: printedBuyer(invoice),
  amount: invoice.amount,
  tax: invoice.tax,
  total: invoice.total,
  issuedAt: shanghaiTime(issuedAt),
  voidedAt: voidedAt === undefined ? undefined : shanghaiTime(voidedAt),
  marks: [...marks],
  blueNumber: red?.blueNumber,
})

export function shownForm(form: Form, ledger: Ledger) {
  const { uuid, formNumber, openedAt, application } = form
  const state = stateOf(form, ledger.now())
  return {
    uuid,
    formNumber,
    state,
    stateName: FORM_STATES[state],
    enteredBy: application.enteredBy,
    serial: application.serial,
    blueNumber: application.blueNumber,
    amount: application.amount,
    tax: application.tax,
    reason: application.reason,
    openedAt: shanghaiTime(openedAt),
    redNumber: redNumberOf(form, ledger.now()),
  }
}

export function shownState({ ledger, faults }: BureauParts) {
  return {
    now: shanghaiTime(ledger.now()),
    delays: ledger.delays(),
    sellers: ledger.sellers().map(seller => shownSeller(seller.taxNumber, ledger)),
    invoices: ledger.invoices().length,
    forms: ledger.forms().length,
    armed: faults.pending(),
  }
}

export function shownSeller(taxNumber: string, ledger: Ledger) {
  const { month, total, used, left } = ledger.quota(taxNumber)
  const abnormal = ledger.isAbnormal(taxNumber)
  return { taxNumber, name: ledger.seller(taxNumber)?.name, abnormal, quota: { month, total: yuan(total), used: yuan(used), left: yuan(left) } }
}
