import type { HoldsOut, OrderOut } from '@openfapiao/api'
import type { LedgerInvoice } from '../outside/authority.ts'

/** What a run must have shown, and what it did show. Everything comes from outside the engine: its API, the authority's ledger, the mailbox. */
export interface Facts {
  /** Orders whose webhooks were sent. */
  readonly sent: readonly SentOrder[]
  readonly orders: readonly OrderOut[]
  readonly holds: HoldsOut['rows']
  /** The authority's own ledger. */
  readonly ledger: readonly LedgerInvoice[]
  readonly mailed: readonly MailedFile[]
  /** SM3 of the PDF of each number, as the authority gives it. */
  readonly hashes: ReadonlyMap<string, string>
  readonly wanted: Wanted
}

/** Hold codes, and the order whose title was changed, by id. */
export interface Wanted {
  readonly holds: readonly string[]
  /** The order whose first answer was lost. */
  readonly lost: string
  readonly retitled: { readonly id: string; readonly title: string }
}

/** `scope` none: nothing is made of it, for instance of a test order. */
export interface SentOrder {
  readonly id: string
  readonly number: string
  readonly scope?: 'none'
}

/** A PDF that came by mail. `number` is the invoice's, from the file's name. */
export interface MailedFile {
  readonly number: string
  readonly sm3: string
}

/** One promise of the run. `found` names what breaks it, in both languages; nothing found: it is kept. */
export interface Check {
  readonly zh: string
  readonly en: string
  readonly found: (facts: Facts) => readonly Finding[]
}
export interface Finding {
  readonly zh: string
  readonly en: string
}
