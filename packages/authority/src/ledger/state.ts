import type { Fate, FilesAt, IssueFate, LedgerEvent, Mark } from './event.ts'
import { fen } from './exact.ts'
import type { FormState } from './form-states.ts'
import type { Invoice, RedApplication, Side } from './invoice.ts'
import { redInvoice } from './red-invoice.ts'
import { type Instant, shanghaiMonth } from './shanghai.ts'

/** What one serial of a seller stands for. `print` is the hash of its fields: the same serial with another one is refused. */
export type Entry = Accepted | Form | Voiding

export interface Accepted {
  readonly is: 'blue'
  readonly print: string
  readonly batch: string
  readonly visibleAt: Instant
  readonly invoice: Invoice
  readonly fate: Fate
}

/** 红字确认单 and, in states 01 and 04, the red invoice that comes of it. */
export interface Form {
  readonly is: 'red'
  readonly print: string
  readonly visibleAt: Instant
  readonly uuid: string
  readonly formNumber: string
  readonly openedAt: Instant
  readonly movedAt?: Instant
  readonly application: RedApplication
  /** As last recorded; `stateOf` adds the lapse. */
  readonly state: FormState
  readonly movedBy?: Side | 'authority'
  readonly fate?: IssueFate
}

export interface Voiding {
  readonly is: 'void'
  readonly print: string
  readonly number: string
  readonly at: Instant
}

/** A numbered invoice; it exists for the world from `existsAt` on. */
export interface Issued {
  readonly number: string
  readonly colour: 'blue' | 'red'
  readonly invoice: Invoice
  readonly issuedAt: Instant
  /** From then on the world sees it; later than `issuedAt` where the seller's system gave the time. */
  readonly existsAt: Instant
  readonly filesAt: FilesAt
  readonly marks: ReadonlySet<Mark>
  readonly voidedAt?: Instant
  readonly red?: { readonly blueNumber: string; readonly formNumber: string }
}

export interface SellerChange {
  readonly monthlyQuotaFen?: number
  readonly abnormal?: boolean
}

/** All of it lives in maps that only `apply` changes. */
export interface LedgerState {
  readonly entries: Map<string, Entry>
  readonly invoices: Map<string, Issued>
  readonly forms: Map<string, Form>
  /** Forms of each blue, oldest first. */
  readonly formsOf: Map<string, string[]>
  /** Fen of the blues of a seller and month, `taxNumber/yyyy-MM`, voided ones taken off. */
  readonly blueFen: Map<string, bigint>
  readonly sellers: Map<string, SellerChange>
  /** Facts of the fronts' own, by key. */
  readonly notes: Map<string, unknown>
  /** Numbers and forms given out so far. */
  sequence: number
  /** How far the ledger's clock is ahead of the real one. */
  aheadMs: number
}

export const emptyState = (): LedgerState => ({
  entries: new Map(),
  invoices: new Map(),
  forms: new Map(),
  formsOf: new Map(),
  blueFen: new Map(),
  sellers: new Map(),
  notes: new Map(),
  sequence: 0,
  aheadMs: 0,
})

export const entryKey = (seller: string, serial: string): string => `${seller}/${serial}`
export const quotaKey = (seller: string, at: Instant): string => `${seller}/${shanghaiMonth(at)}`

/** Takes one fact in. Facts are never refused here: what is recorded has been judged. */
export function apply(state: LedgerState, event: LedgerEvent): void {
  switch (event.is) {
    case 'accepted':
      accepted(state, event)
      break
    case 'formOpened':
      formOpened(state, event)
      break
    case 'formMoved':
      formMoved(state, event)
      break
    case 'voided':
      voided(state, event)
      break
    case 'marked':
      marked(state, event)
      break
    case 'sellerChanged':
      sellerChanged(state, event)
      break
    case 'clockAdvanced':
      state.aheadMs += event.seconds * 1000
      break
    case 'noted':
      state.notes.set(event.key, event.value)
  }
}

type Of<Is extends LedgerEvent['is']> = Extract<LedgerEvent, { is: Is }>

function accepted(state: LedgerState, { print, batch, visibleAt, invoice, fate }: Of<'accepted'>): void {
  state.entries.set(entryKey(invoice.seller.taxNumber, invoice.serial), { is: 'blue', print, batch, visibleAt, invoice, fate })
  if (fate.is === 'failed') return
  state.sequence++
  const { number, at: existsAt, dated: issuedAt = existsAt, filesAt } = fate
  state.invoices.set(number, { number, colour: 'blue', invoice, issuedAt, existsAt, filesAt, marks: new Set() })
  addBlueFen(state, quotaKey(invoice.seller.taxNumber, issuedAt), fen(invoice.total))
}

function formOpened(state: LedgerState, event: Of<'formOpened'>): void {
  const { print, visibleAt, uuid, formNumber, at: openedAt, application, state: formState, fate } = event
  state.sequence++
  const ofBlue = state.formsOf.get(application.blueNumber) ?? []
  state.formsOf.set(application.blueNumber, [...ofBlue, uuid])
  save(state, { is: 'red', print, visibleAt, uuid, formNumber, openedAt, application, state: formState, fate })
}

function formMoved(state: LedgerState, { uuid, by, state: formState, fate, at }: Of<'formMoved'>): void {
  const form = known(state.forms.get(uuid), `form ${uuid}`)
  if (form.fate) state.invoices.delete(form.fate.number)
  save(state, { ...form, state: formState, movedBy: by, movedAt: at, fate })
}

function save(state: LedgerState, form: Form): void {
  state.forms.set(form.uuid, form)
  state.entries.set(entryKey(form.application.seller.taxNumber, form.application.serial), form)
  if (!form.fate) return
  state.sequence++
  const { blueNumber } = form.application
  const blue = known(state.invoices.get(blueNumber), `invoice ${blueNumber}`)
  const { number, at: existsAt, dated: issuedAt = existsAt, filesAt } = form.fate
  const red = { blueNumber, formNumber: form.formNumber }
  const invoice = redInvoice(blue.invoice, form.application)
  state.invoices.set(number, { number, colour: 'red', invoice, issuedAt, existsAt, filesAt, marks: new Set(), red })
}

function voided(state: LedgerState, { print, seller, serial, number, at }: Of<'voided'>): void {
  const blue = known(state.invoices.get(number), `invoice ${number}`)
  state.entries.set(entryKey(seller, serial), { is: 'void', print, number, at })
  state.invoices.set(number, { ...blue, voidedAt: at })
  addBlueFen(state, quotaKey(seller, blue.issuedAt), -fen(blue.invoice.total))
}

function marked(state: LedgerState, { number, mark, on }: Of<'marked'>): void {
  const invoice = known(state.invoices.get(number), `invoice ${number}`)
  const others = [...invoice.marks].filter(m => m !== mark)
  state.invoices.set(number, { ...invoice, marks: new Set(on ? [...others, mark] : others) })
}

function sellerChanged(state: LedgerState, { taxNumber, monthlyQuotaFen, abnormal }: Of<'sellerChanged'>): void {
  const before = state.sellers.get(taxNumber)
  state.sellers.set(taxNumber, {
    monthlyQuotaFen: monthlyQuotaFen ?? before?.monthlyQuotaFen,
    abnormal: abnormal ?? before?.abnormal,
  })
}

function addBlueFen(state: LedgerState, key: string, amount: bigint): void {
  state.blueFen.set(key, (state.blueFen.get(key) ?? 0n) + amount)
}

function known<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`the journal speaks of an unknown ${what}`)
  return value
}
