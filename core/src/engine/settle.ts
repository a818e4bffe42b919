import { type Fault, fault } from '../fault/fault.ts'
import type { Outcome } from '../gateway/gateway.ts'
import type { Traits } from '../gateway/traits.ts'
import { yuan } from '../money/fen.ts'
import { ladderSeconds } from './ladder.ts'
import type { DocumentRow, Hold } from './rows.ts'
import type { RowPatch } from './store.ts'

/** What an outcome means for the document it is about. The runtime turns it into one `Change` with events and follow-ups. */
export interface Settlement {
  readonly set: RowPatch['document']
  /** Absent beyond the grace: send the same body under the same serial now. */
  readonly resend?: boolean
  readonly issued?: Extract<Outcome, { is: 'issued' }>
  readonly rejected?: readonly Fault[]
  /** The chain is held too: a person must look although the document itself is settled. */
  readonly chainHold?: Hold
  /** The lane stops for a person or for time. */
  readonly blocked?: Extract<Outcome, { is: 'blocked' }>
  /** The order is planned again. */
  readonly replan: boolean
  /** Counts against the lane: a lane that only fails slows itself down. */
  readonly failed: boolean
}

export interface SettleContext {
  readonly traits: Traits
  readonly now: number
  /** [0, 1) from the caller's randomness. */
  readonly jitter: number
  /** The outcome answers a submit (`sent`) or a question. */
  readonly of: 'submit' | 'find'
}

/**
 * Outcome → next (design section 7). From *submitted* there is no way back: the row is asked for, or the same body is sent again, until the authority says
 * issued or dead. Codes that no list knows are `unknown` and asked for; endless asking ends at a person, never at a guess.
 */
export function settle(row: DocumentRow, outcome: Outcome, context: SettleContext): Settlement {
  switch (outcome.is) {
    case 'issued':
      return issued(row, outcome)
    case 'rejected':
      return rejected(outcome.faults)
    case 'pending':
      return again(row, context, outcome.askAfterSeconds ?? context.traits.askAfterSeconds, false)
    case 'unknown':
      return again(row, context, Math.max(context.traits.askAfterSeconds, ladderSeconds(row.attempts, context.jitter)), true)
    case 'unsent':
      return notSent(row, again(row, context, ladderSeconds(row.attempts, context.jitter), true), context)
    case 'absent':
      return outcome.proven ? { ...again(row, context, context.jitter, false), resend: true } : absent(row, context)
    case 'blocked':
      return notSent(row, { set: { dueAt: context.now }, blocked: outcome, replan: false, failed: false }, context)
  }
}

/** Nothing left the house this time, so the grace counts from the send before (0: never), and asking may resend at once. */
function notSent(row: DocumentRow, settlement: Settlement, { of }: SettleContext): Settlement {
  return of === 'find' ? settlement : { ...settlement, set: { ...settlement.set, lastSubmittedAt: row.lastSubmittedAt ?? 0 } }
}

/** Dead, whatever the gateway could say of why: the chain never stands without a reason. */
function rejected(given: readonly Fault[]): Settlement {
  const [why = fault('REJECTED', '', { code: '-', message: '-' }), ...others] = given
  const faults = [why, ...others]
  return { set: { state: 'rejected', rejectedFaults: faults, hold: why }, rejected: faults, chainHold: why, replan: false, failed: false }
}

function issued(row: DocumentRow, outcome: Extract<Outcome, { is: 'issued' }>): Settlement {
  const set = { state: 'issued', number: outcome.number, issuedAt: outcome.issuedAt, hold: null } as const
  return { set, issued: outcome, chainHold: differs(row, outcome), replan: true, failed: false }
}

/** The authority's invoice stands whatever we composed; a difference is for a person (design section 7). */
function differs({ content }: DocumentRow, outcome: Extract<Outcome, { is: 'issued' }>): Fault | undefined {
  if (outcome.totalFen !== content.totalFen)
    return fault('ANSWER_DIFFERS', 'totalFen', { what: 'totalFen', theirs: yuan(outcome.totalFen), ours: yuan(content.totalFen) })
  if (outcome.taxFen !== content.taxFen)
    return fault('ANSWER_DIFFERS', 'taxFen', { what: 'taxFen', theirs: yuan(outcome.taxFen), ours: yuan(content.taxFen) })
  if (outcome.buyerName !== undefined && !sameBuyer(outcome.buyerName, content.buyer))
    return fault('ANSWER_DIFFERS', 'buyer.name', { what: 'buyer.name', theirs: outcome.buyerName, ours: content.buyer.name })
  return undefined
}

/** The bureau prints （个人） after a natural person's name (gateways.md 1.4). */
const sameBuyer = (theirs: string, ours: { readonly name: string; readonly person: boolean }): boolean =>
  theirs === ours.name || (ours.person && theirs === `${ours.name}（个人）`)

function again(row: DocumentRow, { traits, now }: SettleContext, seconds: number, failed: boolean): Settlement {
  if (row.attempts < traits.askMax) return { set: { dueAt: now + seconds * 1000 }, replan: false, failed }
  return { set: { hold: fault('ENDLESS', '', { serial: row.serial ?? '', attempts: row.attempts }) }, replan: false, failed }
}

/** Every send so far failed before a byte was out, so there is nothing that a second one could double. */
const neverLeft = (row: DocumentRow): boolean => row.lastSubmittedAt === 0

/** "Not found" means "not yet" within the grace; after it the same body goes again where the gateway is proven to deduplicate, else a person decides. */
function absent(row: DocumentRow, context: SettleContext): Settlement {
  const { traits, now, jitter } = context
  const sinceLast = (now - (row.lastSubmittedAt ?? row.submittedAt ?? now)) / 1000
  if (sinceLast < traits.absentGraceSeconds)
    return again(row, context, Math.max(traits.askAfterSeconds, traits.absentGraceSeconds - sinceLast), false)
  const sinceFirst = (now - (row.submittedAt ?? now)) / 1000
  const inTime = traits.resendUntilSeconds === undefined || sinceFirst < traits.resendUntilSeconds
  const mayResend = neverLeft(row) || (traits.dedupesBySerial && inTime)
  if (!mayResend) return { set: { hold: fault('ABSENT', '', { serial: row.serial ?? '' }) }, replan: false, failed: false }
  return { ...again(row, context, jitter, false), resend: true }
}
