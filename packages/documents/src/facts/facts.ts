import type { Fen } from '@openfapiao/core'
import type { EInvoice } from '../einvoice.ts'

/** What any file of an invoice tells, whatever its format: enough to know that it is the file of this invoice. */
export interface Facts {
  /** 20 digits. */
  readonly number: string
  /** `2026-10-01` in Shanghai. */
  readonly issuedOn: string
  readonly amountFen: Fen
  readonly taxFen: Fen
  readonly totalFen: Fen
  readonly sellerTaxNumber?: string
  readonly buyerTaxNumber?: string
}

export const factsOf = ({ number, issuedAt, amountFen, taxFen, totalFen, seller, buyer }: EInvoice): Facts => ({
  number,
  issuedOn: issuedAt.slice(0, 10),
  amountFen,
  taxFen,
  totalFen,
  sellerTaxNumber: seller.taxNumber,
  buyerTaxNumber: buyer.taxNumber,
})
