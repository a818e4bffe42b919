import type { Edition, TaxpayerKind } from '@openfapiao/core'
import type { PartialRed } from '../rules/red/rule.ts'
import type { FilesAt, IssueFate, LedgerEvent } from './event.ts'
import type { Numbered } from './invoice.ts'
import { type Instant, shanghaiDay } from './shanghai.ts'
import type { LedgerState } from './state.ts'

/** A taxpayer whom this authority knows. */
export interface SellerAccount {
  readonly taxNumber: string
  readonly name: string
  readonly kind: TaxpayerKind
  /** 授信额度 of a calendar month (Asia/Shanghai), tax included, in fen. */
  readonly monthlyQuotaFen: number
  /** Digits 3 and 4 of its invoice numbers: the province or separately planned city. */
  readonly region: string
}

/** Seconds until something shows. All may be 0. */
export interface Delays {
  /** An accepted serial is unknown to queries for so long. */
  readonly visibleSeconds: number
  /** From acceptance to the number (or the refusal). */
  readonly issueSeconds: number
  /** From the red form's state 01 or 04 to the red invoice. */
  readonly redSeconds: number
  /** From the number to the file. */
  readonly pdfSeconds: number
  readonly xmlSeconds: number
}
export const DEFAULT_DELAYS: Delays = { visibleSeconds: 0, issueSeconds: 2, redSeconds: 2, pdfSeconds: 1, xmlSeconds: 0 }

/** What the ledger is made of. `record` gets every fact before the answer is given. */
export interface LedgerParts {
  readonly clock: () => Instant
  readonly edition: Edition
  readonly sellers: readonly SellerAccount[]
  readonly delays?: Partial<Delays>
  readonly partialRed?: PartialRed
  /** Fifth digit of the numbers. 0 was never seen on a real one (2 bureau page, 7 乐企, 9 railway; domain.md 1.2), so it marks ours. */
  readonly channel?: string
  readonly record?: (event: LedgerEvent) => void
}

/** The parts, the state and the present, as every operation of the ledger takes them. */
export interface Desk {
  readonly parts: LedgerParts
  readonly state: LedgerState
  readonly delays: Delays
  readonly now: () => Instant
  readonly record: (event: LedgerEvent) => void
}

export const sellerOf = ({ parts }: Desk, taxNumber: string): SellerAccount | undefined => parts.sellers.find(s => s.taxNumber === taxNumber)

/** Issued at `at`, under the next number: year 2, region 2, channel 1, sequence 15 digits (domain.md 1.2). */
export function issueFate({ parts, state, delays }: Desk, seller: SellerAccount, at: Instant): IssueFate {
  const sequence = String(state.sequence + 1).padStart(15, '0')
  const number = `${shanghaiDay(at).slice(2, 4)}${seller.region}${parts.channel ?? '0'}${sequence}`
  return { is: 'issued', at, number, filesAt: filesAt(delays, at) }
}

/** Exists from `at` on, under the number and time that the seller's system gave it. */
export function numberedFate({ delays }: Desk, { number, at: dated }: Numbered, at: Instant): IssueFate {
  return { is: 'issued', at, number, dated, filesAt: filesAt(delays, at) }
}

function filesAt({ pdfSeconds, xmlSeconds }: Delays, at: Instant): FilesAt {
  return { pdf: at + pdfSeconds * 1000, xml: at + xmlSeconds * 1000 }
}

/** 红字确认单编号, 20 digits: region 6, yyMMdd, sequence 8 (the shape of the one seen, domain.md 6 pub-24). */
export function formNumberOf({ state, now }: Desk, seller: SellerAccount): string {
  const day = shanghaiDay(now()).slice(2).replaceAll('-', '')
  return `${seller.region}0000${day}${String(state.sequence + 1).padStart(8, '0')}`
}
