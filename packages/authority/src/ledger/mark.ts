import { ENDINGS } from './apply-red.ts'
import type { Mark } from './event.ts'
import { invoiceOf } from './find.ts'
import { formsOf, isInProgress } from './form.ts'
import { record } from './move-form.ts'
import type { Desk } from './parts.ts'

/** The buyer uses or books an invoice, or the authority finds it abnormal; false: no such invoice. Live forms end where the mark says so. */
export function mark(desk: Desk, number: string, kind: Mark, on: boolean): boolean {
  if (!invoiceOf(desk, number)) return false
  desk.record({ is: 'marked', at: desk.now(), number, mark: kind, on })
  const ending = on ? ENDINGS.find(e => e.mark === kind) : undefined
  const live = ending ? formsOf(desk, number).filter(f => isInProgress(f, desk.now())) : []
  for (const form of live) if (ending) record(desk, form, 'authority', ending.state)
  return true
}

/** Changes a taxpayer's standing; an abnormal one issues nothing and its live forms end (state 11). */
export function changeSeller(desk: Desk, taxNumber: string, change: { readonly monthlyQuotaFen?: number; readonly abnormal?: boolean }): void {
  desk.record({ is: 'sellerChanged', at: desk.now(), taxNumber, ...change })
  if (!change.abnormal) return
  const live = [...desk.state.forms.values()].filter(f => f.application.seller.taxNumber === taxNumber && isInProgress(f, desk.now()))
  for (const form of live) record(desk, form, 'authority', '11')
}
