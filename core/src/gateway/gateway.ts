import type { z } from 'zod'
import type { Io, Vault } from '../engine/io.ts'
import type { Fault } from '../fault/fault.ts'
import type { Content, Reason } from '../invoice/content.ts'
import type { Decimal } from '../money/decimal.ts'
import type { Fen } from '../money/fen.ts'
import type { CodeEntry } from '../tax/tax-code.ts'
import type { FileFormat, Traits } from './traits.ts'

/** 开票流水号: one letter and 16 base32 characters; made once, stored, never cut, never made again. */
export type Serial = string

/** What is frozen before the first byte leaves: the plaintext business body. The envelope is made afresh by each `submit`. */
export interface Sealed {
  readonly serial: Serial
  readonly colour: 'blue' | 'red' | 'void'
  readonly body: string
}

/** What `find` needs: the serial, and for a red the blue it reverses (forms are looked up by blue number before applying again). */
export interface Sought {
  readonly serial: Serial
  readonly colour: 'blue' | 'red' | 'void'
  readonly blueNumber?: string
}

/** What the authority made of one serial, classed by what happens next (design section 7). */
export type Outcome =
  | {
      readonly is: 'issued'
      readonly number: string
      readonly issuedAt: string
      readonly amountFen: Fen
      readonly taxFen: Fen
      readonly totalFen: Fen
      readonly buyerName?: string
      readonly formNumber?: string
    }
  | { readonly is: 'pending'; readonly why: string; readonly askAfterSeconds?: number }
  | { readonly is: 'unsent'; readonly why: string }
  /** `proven`: the authority's own record shows that it never took this document (a granted red form not used yet); it may go at once, whatever the grace says. */
  | { readonly is: 'absent'; readonly proven?: true }
  | { readonly is: 'rejected'; readonly faults: readonly Fault[] }
  | { readonly is: 'unknown'; readonly why: string }
  | { readonly is: 'blocked'; readonly need: Need; readonly detail: string }

/** What a person (or time) must do before the lane goes on. */
export type Need = 'login' | 'faceCheck' | 'quota' | 'credential' | 'certificate' | 'entitlement'

export type Reservation =
  /** `at`: the instant of issue to be printed, ISO with offset; it fits the number's year. Asked again before sealing, the number stays and the instant is new. */
  | { readonly is: 'reserved'; readonly number: string; readonly at: string }
  | { readonly is: 'later'; readonly why: string; readonly askAfterSeconds?: number }
  | { readonly is: 'blocked'; readonly need: Need; readonly detail: string }

export type FileAnswer =
  | { readonly is: 'file'; readonly bytes: Uint8Array }
  | { readonly is: 'later'; readonly why: string; readonly askAfterSeconds?: number }
  | { readonly is: 'never'; readonly why: string }

export type QuotaAnswer =
  | { readonly is: 'quota'; readonly totalFen: Fen; readonly usedFen: Fen; readonly leftFen: Fen; readonly month: string }
  | { readonly is: 'failed'; readonly why: string }

export type CodesAnswer =
  | {
      readonly is: 'codes'
      readonly version: string
      readonly entries: readonly CodeEntry[] /** Opaque; given back as `since` next time. */
      readonly cursor?: string
    }
  | { readonly is: 'failed'; readonly why: string }

export type RatesAnswer =
  | {
      readonly is: 'rates'
      readonly rates: readonly { readonly rate: Decimal; readonly levy: boolean; readonly from?: string; readonly until?: string }[]
    }
  | { readonly is: 'failed'; readonly why: string }

/** 红字确认单 as the gateway knows it; `state` is hzqrxxztDm 01–13 (domain.md 4.2). */
export interface RedForm {
  readonly uuid: string
  readonly formNumber: string
  readonly state: string
  readonly blueNumber: string
  readonly enteredBy: 'seller' | 'buyer'
  /** Amounts to be reversed, negative. */
  readonly amountFen: Fen
  readonly taxFen: Fen
  readonly redNumber?: string
  /** Where the gateway tells them: when the red was issued (ISO with offset), and why. */
  readonly redIssuedAt?: string
  readonly reason?: Reason
}
export type FormsAnswer = { readonly is: 'forms'; readonly forms: readonly RedForm[] } | { readonly is: 'failed'; readonly why: string }

/** An open gateway of one seller. Every method resolves: what fails comes back as a value; only bugs throw. */
export interface Session {
  /** Sends; answers one outcome per serial, in the same order. */
  submit(sealed: readonly Sealed[]): Promise<Outcome[]>
  /** Asks; answers one outcome per serial, in the same order. */
  find(sought: readonly Sought[]): Promise<Outcome[]>
  file(invoiceNumber: string, format: FileFormat): Promise<FileAnswer>
  /**
   * Where we number (`traits.numbering` is `ours`): one number for each document, durable before this resolves, the same when asked again for the same id,
   * and never given to another. What is needed to issue besides (downloaded quota) is made sure of here too.
   */
  reserve?(ids: readonly string[]): Promise<Reservation[]>
  /** Is the lane usable? Read only, also in production. */
  check(): Promise<Fault[]>
  quota(): Promise<QuotaAnswer>
  taxCodes?(since?: string): Promise<CodesAnswer>
  rates?(): Promise<RatesAnswer>
  forms?(blueNumber: string): Promise<FormsAnswer>
  decideForm?(uuid: string, decision: 'confirm' | 'refuse' | 'revoke'): Promise<FormsAnswer>
}

/** What is to be sealed. A void names the invoice it voids and has no content. */
export type Sealable =
  | {
      readonly colour: 'blue' | 'red'
      readonly serial: Serial
      readonly content: Content
      /** Number and instant of a `Reservation`, where we number. */
      readonly reserved?: string
      readonly reservedAt?: string
    }
  | { readonly colour: 'void'; readonly serial: Serial; readonly sellerTaxNumber: string; readonly number: string; readonly issuedAt: string }

/** 开票通道: `configSchema` gives validation, form, env sample and docs; `traits` may depend on the configuration (sandbox). */
export interface Gateway<Config = unknown> {
  readonly identifier: string
  readonly configSchema: z.ZodType<Config>
  traits(config: Config): Traits
  /** Pure: the frozen business body of a document. Field order and text are fixed, so the same document gives the same bytes. */
  encode(sealable: Sealable, config: Config): string
  open(config: Config, seller: { readonly taxNumber: string }, io: Io, vault: Vault): Session
}
