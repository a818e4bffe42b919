import type { Decimal } from '../money/decimal.ts'
import type { Fen } from '../money/fen.ts'
import type { InvoiceKind, Title } from '../party/title.ts'
import type { Reason } from './content.ts'

/** A blue that should exist: what is owed of each order line and not covered yet. */
export interface BlueDraft {
  readonly colour: 'blue'
  readonly title: Title
  readonly kind: InvoiceKind
  readonly lines: readonly DraftLine[]
}

export interface DraftLine {
  readonly lineId: string
  readonly quantity?: Decimal
  readonly grossFen: Fen
}

/** A red that should exist: for one blue and one reason, what of it to reverse. `full`: everything that is left of the blue. */
export interface RedDraft {
  readonly colour: 'red'
  /** Row id of the blue. */
  readonly of: string
  readonly reason: Reason
  readonly full: boolean
  readonly lines: readonly RedDraftLine[]
}

/** `line`: number (from 1) of the blue's line that covers the order line. */
export interface RedDraftLine extends DraftLine {
  readonly line: number
}
