import { applyRed } from './apply-red.ts'
import type { LedgerEvent, Mark } from './event.ts'
import { type Found, find, invoiceOf } from './find.ts'
import { type FormAnswer, formAnswer, formsOf } from './form.ts'
import type { FormAction } from './form-states.ts'
import type { Invoice, Numbered, RedApplication, Side } from './invoice.ts'
import { type IssueAnswer, issue } from './issue.ts'
import { changeSeller, mark } from './mark.ts'
import { moveForm, uploadRed } from './move-form.ts'
import { DEFAULT_DELAYS, type Delays, type Desk, type LedgerParts, type SellerAccount, sellerOf } from './parts.ts'
import { type Quota, quotaOf } from './quota.ts'
import type { Instant } from './shanghai.ts'
import { apply, type Entry, emptyState, entryKey, type Form, type Issued } from './state.ts'
import type { Twist } from './twist.ts'
import { type VoidAnswer, type VoidRequest, voidInvoice } from './void.ts'

/**
 * The authority's ledger: pure rules over facts. It never waits and has no timers: what comes later (numbers, reds, files, lapses) is fixed when something
 * is accepted and shows when the clock gets there.
 */
export interface Ledger {
  /** The real clock and what it was put forward by. */
  now(): Instant
  issue(taxNumber: string, invoices: readonly Invoice[], twist?: Twist): IssueAnswer
  find(taxNumber: string, serial: string): Found
  /** An invoice that exists by now, blue or red. */
  invoice(number: string): Issued | undefined
  invoices(): Issued[]
  /** Everything accepted, by seller and serial. */
  entry(taxNumber: string, serial: string): Entry | undefined
  applyRed(application: RedApplication, twist?: Twist): FormAnswer
  form(uuid: string): FormAnswer | undefined
  forms(): Form[]
  formsOf(blueNumber: string): Form[]
  moveForm(uuid: string, by: Side, does: FormAction): FormAnswer | undefined
  /** The red of a form whose seller uploads it (`RedApplication.uploads`). */
  uploadRed(uuid: string, numbered: Numbered): FormAnswer | undefined
  voidInvoice(taxNumber: string, request: VoidRequest): VoidAnswer
  quota(taxNumber: string): Quota
  seller(taxNumber: string): SellerAccount | undefined
  sellers(): readonly SellerAccount[]
  /** 纳税人状态异常: it issues nothing. */
  isAbnormal(taxNumber: string): boolean
  mark(number: string, kind: Mark, on: boolean): boolean
  changeSeller(taxNumber: string, change: { readonly monthlyQuotaFen?: number; readonly abnormal?: boolean }): void
  /** Facts of a front's own; values are JSON. */
  noted(key: string): unknown
  note(key: string, value: unknown): void
  delays(): Delays
  setDelays(delays: Partial<Delays>): void
  /** Puts the clock forward, for good: 72 hours of a form or the end of a month need not be waited for. */
  advance(seconds: number): void
}

/** A ledger over the facts of `past`, oldest first; every new fact goes to `parts.record` as it happens. */
export function createLedger(parts: LedgerParts, past: Iterable<LedgerEvent> = []): Ledger {
  const state = emptyState()
  for (const event of past) apply(state, event)
  let delays: Delays = { ...DEFAULT_DELAYS, ...parts.delays }
  const now = (): Instant => parts.clock() + state.aheadMs
  const record = (event: LedgerEvent): void => {
    parts.record?.(event)
    apply(state, event)
  }
  const desk = (): Desk => ({ parts, state, delays, now, record })
  return {
    now,
    issue: (taxNumber, invoices, twist) => issue(desk(), taxNumber, invoices, twist),
    find: (taxNumber, serial) => find(desk(), taxNumber, serial),
    invoice: number => invoiceOf(desk(), number),
    invoices: () => [...state.invoices.values()].filter(i => i.existsAt <= now()),
    entry: (taxNumber, serial) => state.entries.get(entryKey(taxNumber, serial)),
    applyRed: (application, twist) => applyRed(desk(), application, twist),
    form: uuid => {
      const form = state.forms.get(uuid)
      return form && formAnswer(form, now())
    },
    forms: () => [...state.forms.values()],
    formsOf: blueNumber => formsOf(desk(), blueNumber),
    moveForm: (uuid, by, does) => moveForm(desk(), uuid, by, does),
    uploadRed: (uuid, numbered) => uploadRed(desk(), uuid, numbered),
    voidInvoice: (taxNumber, request) => voidInvoice(desk(), taxNumber, request),
    quota: taxNumber => quotaOf(desk(), taxNumber),
    seller: taxNumber => sellerOf(desk(), taxNumber),
    sellers: () => parts.sellers,
    isAbnormal: taxNumber => state.sellers.get(taxNumber)?.abnormal ?? false,
    mark: (number, kind, on) => mark(desk(), number, kind, on),
    changeSeller: (taxNumber, change) => changeSeller(desk(), taxNumber, change),
    noted: key => state.notes.get(key),
    note: (key, value) => record({ is: 'noted', at: now(), key, value }),
    delays: () => delays,
    setDelays: changed => {
      delays = { ...delays, ...changed }
    },
    advance: seconds => record({ is: 'clockAdvanced', at: now(), seconds }),
  }
}
