import type { FileFormat } from '../gateway/traits.ts'
import type { OrderRef } from '../order/order.ts'
import type { SendAnswer } from './connector.ts'

/** 交付: what a buyer, or the merchant's own system, is told. Amounts are yuan strings. `id` is the idempotency key towards the channel. */
export interface Letter {
  readonly id: string
  readonly to: string
  readonly locale: 'zh' | 'en'
  readonly sellerName: string
  readonly buyerName: string
  /** The order at its platform, for systems; `orderNumber` is for people. */
  readonly order: OrderRef
  readonly orderNumber: string
  readonly colour: 'blue' | 'red'
  readonly number: string
  readonly issuedOn: string
  readonly total: string
  readonly link: string
}
export interface LetterFile {
  readonly name: string
  readonly format: FileFormat
  readonly bytes: Uint8Array
}

/** A way to reach the buyer, or the merchant's own system. Sending the same letter id twice must be harmless where the channel allows it. */
export interface Channel {
  readonly identifier: string
  /** Which part of a buyer's contact it writes to; `house`: a system of the merchant's own, told of every document, with `to` empty. Default: email. */
  readonly reaches?: 'email' | 'mobile' | 'openId' | 'house'
  /** Formats to attach; empty: the link is enough. */
  readonly attaches: readonly FileFormat[]
  send(letter: Letter, files: readonly LetterFile[]): Promise<SendAnswer>
}
