import type { Fen, Io, Outcome, Reservation, Sealed, Session, Vault } from '@openfapiao/core'
import { callerOf } from './caller.ts'
import type { LeqiConfig } from './config.ts'
import { type Desk, deskOf } from './desk.ts'
import { find } from './find.ts'
import { decideForm, formsOf } from './forms.ts'
import { keepOf } from './keep.ts'
import { rates, taxCodes } from './listings.ts'
import { numbersLeft, reserveNumbers } from './numbers.ts'
import { adjustQuota, keepStocked, moveQuota, type QuotaChange, quotaLeft } from './quota.ts'
import { submitRed } from './red.ts'
import {
  cancelMonth,
  confirmMonth,
  type Done,
  type MarginCode,
  type MonthSums,
  marginCodes,
  monthSummaries,
  type RowsAnswer,
  type VirtualEnterprise,
  virtualEnterprise,
} from './summary.ts'
import { check, type RiskAnswer, risk, type TaxpayerAnswer, taxpayer } from './taxpayer.ts'
import { uploadBlues } from './upload.ts'

/**
 * What a connected enterprise has to do besides issuing: by hand, or by its own calendar. Months are `yyyy-MM`. Every method resolves and can be called again:
 * a question changes nothing, and a lost answer is got back by the same call.
 */
export interface LeqiSession extends Session {
  reserve(ids: readonly string[]): Promise<Reservation[]>
  /** Invoice numbers of this year that are at hand. */
  numbersLeft(): Promise<number>
  /** Takes quota beyond what issuing takes by itself. */
  downloadQuota(fen: Fen): Promise<QuotaChange>
  /** Gives unused quota back, for instance before the end of the month or when another platform needs it. */
  returnQuota(fen: Fen): Promise<QuotaChange>
  /** After the return is filed: the quota of this month gets new dates. Until then the lane is blocked (`quota`). */
  adjustQuota(month: string): Promise<QuotaChange>
  /** Before the 13th of the next month. On the 13th the authority sums by itself; invoices it does not have must then be issued anew. */
  confirmMonth(month: string, sums: { readonly blue: MonthSums; readonly red: MonthSums }): Promise<Done>
  cancelMonth(month: string): Promise<Done>
  monthSummaries(month: string): Promise<RowsAnswer<Readonly<Record<string, unknown>>>>
  /** Daily: a taxpayer at risk may not issue. */
  risk(): Promise<RiskAnswer>
  taxpayer(): Promise<TaxpayerAnswer>
  marginCodes(): Promise<RowsAnswer<MarginCode>>
  /** Sandbox only: looks at the virtual enterprise, or resets it. `bureau` is `ssjswjgDm`. */
  virtualEnterprise(does: 'find' | 'reset', bureau: string): Promise<VirtualEnterprise>
}

interface Opening {
  readonly config: LeqiConfig
  readonly seller: { readonly taxNumber: string }
  readonly io: Io
  readonly vault: Vault
}

/** The open gateway of one seller. What it must remember is in the vault, so any number of processes may have it open at once. */
export function openSession({ config, seller: { taxNumber }, io, vault }: Opening): LeqiSession {
  const desk = deskOf({ ask: callerOf(config, io), keep: keepOf(vault, config, taxNumber), config, taxNumber, io })
  return {
    submit: sealed => submitAll(sealed, desk),
    find: sought => find(sought, desk),
    file: async () => ({ is: 'never', why: '乐企开票能力不提供版式文件 the issuing ability has no files' }),
    reserve: ids => reserve(ids, desk),
    check: () => check(desk),
    quota: () => quotaLeft(desk),
    taxCodes: (since = '') => taxCodes(since, desk),
    rates: () => rates(desk),
    forms: blueNumber => formsOf(blueNumber, desk),
    decideForm: (uuid, decision) => decideForm(uuid, decision, desk),
    ...byHand(desk),
  }
}

const byHand = (desk: Desk): Omit<LeqiSession, keyof Session> => ({
  numbersLeft: () => numbersLeft(desk),
  downloadQuota: fen => moveQuota('download', fen, desk),
  returnQuota: fen => moveQuota('return', fen, desk),
  adjustQuota: month => adjustQuota(month, desk),
  confirmMonth: (month, sums) => confirmMonth(month, sums, desk),
  cancelMonth: month => cancelMonth(month, desk),
  monthSummaries: month => monthSummaries(month, desk),
  risk: () => risk(desk),
  taxpayer: () => taxpayer(desk),
  marginCodes: () => marginCodes(desk),
  virtualEnterprise: (does, bureau) => virtualEnterprise(does, bureau, desk),
})

/** Quota first: a lane that has none parks before a number is given. */
async function reserve(ids: readonly string[], desk: Desk): Promise<Reservation[]> {
  const short = await keepStocked(desk)
  return short ? ids.map(() => short) : reserveNumbers(ids, desk)
}

/** Blues share calls; reds go one by one, each through its form. What needs a person, or a connection that is down, stops the rest, unsent. */
async function submitAll(sealed: readonly Sealed[], desk: Desk): Promise<Outcome[]> {
  const blues = sealed.filter(s => s.colour === 'blue')
  const outcomes = new Map((await uploadBlues(blues, desk)).map((outcome, i) => [blues[i]?.serial, outcome]))
  let stopped = [...outcomes.values()].find(stops)
  for (const one of sealed.filter(s => s.colour !== 'blue')) {
    const outcome: Outcome = stopped ?? (await submitRed(one, desk))
    outcomes.set(one.serial, outcome)
    stopped ??= stops(outcome) ? outcome : undefined
  }
  return sealed.map(({ serial }) => outcomes.get(serial) ?? { is: 'unknown', why: 'not sent' })
}

const stops = ({ is }: Outcome): boolean => is === 'blocked' || is === 'unsent'
