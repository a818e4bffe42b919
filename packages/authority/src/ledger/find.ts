import { stateOf } from './form.ts'
import { type FormState, isLive } from './form-states.ts'
import type { Desk } from './parts.ts'
import type { Problem } from './problem.ts'
import { type Accepted, entryKey, type Form, type Issued } from './state.ts'

/** What has become of a serial by now. `form` where it is a red's. */
export type Found =
  | { readonly is: 'unknown' }
  | { readonly is: 'processing'; readonly form?: FormNote }
  | { readonly is: 'failed'; readonly problems: readonly Problem[]; readonly form?: FormNote }
  | { readonly is: 'issued'; readonly issued: Issued; readonly form?: FormNote }

export interface FormNote {
  readonly formNumber: string
  readonly state: FormState
}

/** A serial that is not visible yet answers like one that was never sent. */
export function find(desk: Desk, taxNumber: string, serial: string): Found {
  const entry = desk.state.entries.get(entryKey(taxNumber, serial))
  if (!entry) return { is: 'unknown' }
  if (entry.is === 'void') return issuedAs(desk, entry.number)
  if (desk.now() < entry.visibleAt) return { is: 'unknown' }
  return entry.is === 'blue' ? blue(desk, entry) : red(desk, entry)
}

function blue(desk: Desk, { fate }: Accepted): Found {
  if (desk.now() < fate.at) return { is: 'processing' }
  return fate.is === 'failed' ? { is: 'failed', problems: fate.problems } : issuedAs(desk, fate.number)
}

function red(desk: Desk, entry: Form): Found {
  const state = stateOf(entry, desk.now())
  const form = { formNumber: entry.formNumber, state }
  if (!isLive(state)) return { is: 'failed', problems: [], form }
  if (!entry.fate || desk.now() < entry.fate.at) return { is: 'processing', form }
  return { ...issuedAs(desk, entry.fate.number), form }
}

function issuedAs({ state }: Desk, number: string): Extract<Found, { is: 'issued' }> {
  const issued = state.invoices.get(number)
  if (!issued) throw new Error(`the ledger has no invoice ${number}`)
  return { is: 'issued', issued }
}

/** An invoice that exists by now. */
export function invoiceOf({ state, now }: Desk, number: string): Issued | undefined {
  const issued = state.invoices.get(number)
  return issued && issued.existsAt <= now() ? issued : undefined
}
