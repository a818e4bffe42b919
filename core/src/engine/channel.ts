import type { FileFormat } from '../gateway/traits.ts'
import type { SendAnswer } from './connector.ts'

/** 交付: what a buyer is told. Amounts are yuan strings. `id` is the idempotency key towards the channel. */
export interface Letter {
  readonly id: string
  readonly to: string
  readonly locale: 'zh' | 'en'
  readonly sellerName: string
  readonly buyerName: string
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

/** A way to reach the buyer. Sending the same letter id twice must be harmless where the channel allows it. */
export interface Channel {
  readonly identifier: string
  /** Which part of a buyer's contact it writes to. Default: email. */
  readonly reaches?: 'email' | 'mobile'
  /** Formats to attach; empty: the link is enough. */
  readonly attaches: readonly FileFormat[]
  send(letter: Letter, files: readonly LetterFile[]): Promise<SendAnswer>
}
