import type { FileFormat, InvoiceKind, Reason } from '@openfapiao/core'

/**
 * Everything a buyer's page shows, and nothing else: no row id, no serial, no setting, no other order. Amounts are yuan strings
 * with two decimals, dates ISO dates in Asia/Shanghai.
 */
export interface InvoiceView {
  readonly link: string
  readonly sandbox: boolean
  readonly sellerName: string
  readonly orderNumber: string
  readonly orderedOn: string
  readonly state: PageState
  /** Why nothing more happens by itself yet, in the buyer's words. */
  readonly reason?: WaitReason
  /** With reason `window`: the day after which it goes on. */
  readonly until?: string
  /** Issued and not reversed. */
  readonly inForce: string
  readonly documents: readonly DocumentView[]
  /** What the buyer may ask for now. */
  readonly ask: Ask
  /** Asked for and not yet fulfilled. */
  readonly asked?: { readonly name: string; readonly kind: InvoiceKind; readonly on: string }
  /** Masked; where letters about this order go. */
  readonly mail?: string
}

/** `title`: the buyer must say something. `none`: nothing to invoice. */
export type PageState = 'title' | 'issuing' | 'asked' | 'waiting' | 'issued' | 'reversed' | 'none'

export type WaitReason = 'notPaid' | 'partlyPaid' | 'window' | 'person' | 'noTitle' | 'onRequest' | 'checkTitle' | 'barred' | 'notHere' | 'shop'

/** `first`: a first invoice. `again`: another title. `barred`: no longer by itself, the shop must help. */
export type Ask = 'no' | 'first' | 'again' | 'barred'

export interface DocumentView {
  readonly colour: 'blue' | 'red' | 'void'
  readonly kind: InvoiceKind
  readonly state: 'issued' | 'issuing' | 'waiting'
  /** Blue: how much of it red letters have taken back. */
  readonly reversed: 'no' | 'partly' | 'fully'
  readonly number?: string
  readonly issuedOn?: string
  readonly buyerName: string
  readonly buyerTaxNumber?: string
  readonly amount: string
  readonly tax: string
  readonly total: string
  /** Red: why, and the number of the blue it reverses. */
  readonly reason?: Reason
  readonly blueNumber?: string
  readonly lines: readonly LineView[]
  readonly files: readonly FileView[]
  /** The authority makes some formats later. */
  readonly filesComing: boolean
}

export interface LineView {
  readonly name: string
  readonly discount: boolean
  readonly quantity?: string
  readonly unit?: string
  readonly unitPrice?: string
  /** `13%`, or the mark printed instead. */
  readonly rate: string | { readonly mark: 'exempt' | 'untaxed' }
  readonly amount: string
  readonly tax: string
}

export interface FileView {
  readonly format: FileFormat
  readonly href: string
  readonly bytes?: number
}
