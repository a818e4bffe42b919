import type { Decimal, Fen, OrderLine } from '@openfapiao/core'

/**
 * What an order says, in one shape for both of Shopify's (GraphQL node, REST webhook). Money is in the currency the buyer paid in
 * (presentment), quantities and amounts as they were before returns (`quantity`, `taxLines` and allocations include refunded and removed units).
 */
export interface Facts {
  readonly id: string
  readonly name: string
  readonly currency: string
  readonly createdAt: string
  readonly updatedAt: string
  readonly cancelled: boolean
  readonly test: boolean
  readonly taxesIncluded: boolean
  /** Everything the buyer owed before returns, tax included; `totalField` is what the platform calls it. */
  readonly totalFen: Fen
  readonly totalField: string
  /** Goods, gift cards, shipping, duties, fees. */
  readonly lines: readonly LineFact[]
  readonly tipFen: Fen
  readonly cashRoundingFen: Fen
  readonly payments: readonly Payment[]
  readonly refunds: readonly RefundFact[]
  readonly attributes: readonly Attribute[]
  readonly email?: string
  readonly phone?: string
  readonly locale?: string
}

/** Taxes of one line, one entry per tax line. `channelLiable`: the marketplace remits it. */
export interface TaxFact {
  readonly fen: Fen
  readonly rate?: Decimal
  readonly channelLiable: boolean
}

type Named = Pick<
  OrderLine,
  'id' | 'role' | 'title' | 'sku' | 'productId' | 'category' | 'collections' | 'vendor' | 'tags' | 'spec' | 'quantity' | 'taxCode'
>

export interface LineFact extends Named {
  readonly valueFen: Fen
  readonly discountFen: Fen
  readonly taxes: readonly TaxFact[]
}

/** Money received: a successful sale or capture. */
export interface Payment {
  readonly fen: Fen
  readonly at: string
}

/** `pending`: some of its money is still on the way, so nothing is known yet. `netFen` and `taxFen` in the order's price basis. */
export interface RefundFact {
  readonly id: string
  readonly createdAt: string
  readonly note?: string
  readonly pending: boolean
  /** No money was ever to move: units were only taken off the order. */
  readonly moneyless: boolean
  readonly moneyFen: Fen
  /** What the platform says it added up to; compared with the money. */
  readonly statedFen?: Fen
  readonly lines: readonly RefundLineFact[]
}

export interface RefundLineFact {
  readonly lineId: string
  readonly quantity?: number
  readonly netFen: Fen
  readonly taxFen: Fen
}

export interface Attribute {
  readonly name: string
  readonly value: string
}

export const shippingId = (id: string): string => `shipping/${id}`
export const feeId = (id: string): string => `fee/${id}`
export const DUTIES = 'duties'
export const TIP = 'tip'
