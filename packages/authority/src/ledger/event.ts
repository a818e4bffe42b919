import type { FormState } from './form-states.ts'
import type { Invoice, RedApplication, Side } from './invoice.ts'
import type { Problem } from './problem.ts'
import type { Instant } from './shanghai.ts'

/** What will become of an accepted document at an instant that is fixed when it is accepted: nothing is decided later by a timer. */
export type Fate =
  /** `at`: from then on it exists. `dated`: the time that is printed, where the seller's system gave it with the number. */
  | { readonly is: 'issued'; readonly at: Instant; readonly number: string; readonly filesAt: FilesAt; readonly dated?: Instant }
  | { readonly is: 'failed'; readonly at: Instant; readonly problems: readonly Problem[] }
export type IssueFate = Extract<Fate, { is: 'issued' }>

/** From when on each file can be fetched. */
export interface FilesAt {
  readonly pdf: Instant
  readonly xml: Instant
}
export type FileFormat = keyof FilesAt

/** What the buyer, or the authority, has done with an invoice: 勾选确认, 入账, 异常凭证, 已开具退税申请单 (domain.md 4.2). */
export type Mark = 'used' | 'booked' | 'abnormal' | 'refundApplied'

/** Facts, one JSON line each in the journal. The state is their fold; no rule runs again when they are replayed. */
export type LedgerEvent =
  | {
      readonly is: 'accepted'
      readonly at: Instant
      readonly print: string
      readonly batch: string
      readonly visibleAt: Instant
      readonly invoice: Invoice
      readonly fate: Fate
    }
  | {
      readonly is: 'formOpened'
      readonly at: Instant
      readonly print: string
      readonly visibleAt: Instant
      readonly uuid: string
      readonly formNumber: string
      readonly application: RedApplication
      readonly state: FormState
      readonly fate?: IssueFate
    }
  | {
      readonly is: 'formMoved'
      readonly at: Instant
      readonly uuid: string
      readonly by: Side | 'authority'
      readonly state: FormState
      readonly fate?: IssueFate
    }
  | { readonly is: 'voided'; readonly at: Instant; readonly print: string; readonly seller: string; readonly serial: string; readonly number: string }
  | { readonly is: 'marked'; readonly at: Instant; readonly number: string; readonly mark: Mark; readonly on: boolean }
  | { readonly is: 'sellerChanged'; readonly at: Instant; readonly taxNumber: string; readonly monthlyQuotaFen?: number; readonly abnormal?: boolean }
  | { readonly is: 'clockAdvanced'; readonly at: Instant; readonly seconds: number }
  /** A front's own fact (numbers handed out, quota moved, receipts): the ledger keeps it and never looks inside. */
  | { readonly is: 'noted'; readonly at: Instant; readonly key: string; readonly value: unknown }
