import type { HttpRequest } from '@openfapiao/core'
import type { Fact } from '../template/facts.ts'

/** One message to one phone, in words of no provider. */
export interface Message {
  /** Eleven digits. */
  readonly mobile: string
  readonly facts: Readonly<Record<Fact, string>>
  readonly colour: 'blue' | 'red'
  readonly locale: 'zh' | 'en'
  readonly identity: string
}

/** Made afresh for each try. `now` is in milliseconds since 1970, `nonce` is hex. */
export interface Moment {
  readonly now: number
  readonly nonce: string
}

/** A provider is how it is asked, how its answer is read, and what its codes mean; everything else is the same for all. */
export interface Provider {
  request(message: Message, moment: Moment): Pick<HttpRequest, 'method' | 'url' | 'headers' | 'body'>
  /** undefined: not an answer of this provider. */
  read(body: unknown): Told | undefined
  readonly codes: Codes
}

export interface Told {
  readonly code: string
  /** The provider's number of the message. */
  readonly receipt?: string
}

/** Codes by what happens next. A code in no list is about our settings: template, signature, balance, permission. */
export interface Codes {
  readonly sent: string
  /** This number or this text will never be taken. */
  readonly refused: readonly string[]
  /** Enough for this hour or day. */
  readonly limited: readonly string[]
  /** Passes by itself; nothing was sent. */
  readonly passing: readonly string[]
  /** May have been sent. */
  readonly unsure: readonly string[]
}
