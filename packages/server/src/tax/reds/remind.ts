import {
  allocateRefunds,
  type DocumentRow,
  type Fault,
  frozenOf,
  gapsOf,
  liveBlues,
  type OrderRef,
  type OrderRow,
  owedOf,
  type Store,
  sumFen,
  yuan,
} from '@openfapiao/core'
import { each } from './each.ts'
import type { AskedForms, FormOut } from './forms.ts'

/** Why a refund has no red letter yet. */
export type Why =
  | { readonly is: 'held'; readonly hold: Fault }
  | { readonly is: 'queued' }
  /** Sent, without result; `forms` as the authority has them, where it could be asked. */
  | { readonly is: 'submitted'; readonly since: string; readonly forms?: readonly FormOut[]; readonly unasked?: string }
  | { readonly is: 'rejected'; readonly faults: readonly Fault[] }
  | { readonly is: 'notPlanned' }

export interface Reminder {
  readonly order: OrderRef
  readonly number: string
  /** Of the blues still live. */
  readonly invoices: readonly string[]
  readonly refunded: string
  /** What of it no red letter covers yet. */
  readonly uncovered: string
  readonly why: readonly Why[]
}

export interface Asking {
  readonly rows: Pick<Store, 'orders'>
  /** Asks the authority for the red forms of a blue. undefined: nobody is asked. */
  readonly forms?: (red: DocumentRow, blueNumber: string) => Promise<AskedForms>
  readonly progress?: (orders: number) => void
}

/** Refunded orders whose invoice still stands for more than is owed, and why. */
export async function reminders(
  store: { readonly platform: string; readonly store: string },
  { rows, forms, progress }: Asking,
): Promise<Reminder[]> {
  const found: Reminder[] = []
  let seen = 0
  for await (const row of each(cursor => rows.orders({ store: store.store, limit: 200, cursor }))) {
    if (++seen % 200 === 0) progress?.(seen)
    if (row.order.ref.platform !== store.platform || row.order.refunds.length === 0) continue
    const reminder = await reminderOf(row, forms)
    if (reminder) found.push(reminder)
  }
  return found
}

async function reminderOf(row: OrderRow, forms: Asking['forms']): Promise<Reminder | undefined> {
  const { order, chain } = row
  const issued = chain.documents.filter(d => d.state === 'issued')
  const live = liveBlues(issued)
  const { allocations, faults } = allocateRefunds(order, frozenOf(chain))
  const uncoveredFen = sumFen(gapsOf(owedOf(order, allocations), issued, order).map(g => Math.min(0, g.grossFen)))
  // More refunded than paid cannot be spread: nothing of it is covered, and the chain's hold says so.
  if (live.length === 0 || (uncoveredFen === 0 && faults.length === 0)) return undefined
  return {
    order: order.ref,
    number: order.number,
    invoices: live.flatMap(b => b.number ?? []),
    refunded: yuan(sumFen(order.refunds.map(r => r.amountFen))),
    uncovered: yuan(-uncoveredFen),
    why: await whyOf(row, forms),
  }
}

async function whyOf({ chain }: OrderRow, forms: Asking['forms']): Promise<Why[]> {
  const held: Why[] = chain.hold ? [{ is: 'held', hold: chain.hold }] : []
  const reds = chain.documents.filter(d => d.colour === 'red' && d.state !== 'issued' && d.state !== 'cancelled')
  const ways = await Promise.all(reds.filter(d => d.state !== 'rejected').map(red => wayOf(red, forms)))
  const dead = reds.findLast(d => d.state === 'rejected')
  const rejected: Why[] = dead && ways.length === 0 && !chain.hold ? [{ is: 'rejected', faults: dead.rejectedFaults ?? [] }] : []
  const why = [...held, ...ways, ...rejected]
  return why.length > 0 ? why : [{ is: 'notPlanned' }]
}

async function wayOf(red: DocumentRow, forms: Asking['forms']): Promise<Why> {
  if (red.state === 'submitted') return { is: 'submitted', since: new Date(red.submittedAt ?? 0).toISOString(), ...(await asked(red, forms)) }
  return red.hold ? { is: 'held', hold: red.hold } : { is: 'queued' }
}

async function asked(red: DocumentRow, forms: Asking['forms']): Promise<{ readonly forms?: readonly FormOut[]; readonly unasked?: string }> {
  const blueNumber = red.content.red?.blueNumber
  const answer = blueNumber === undefined ? undefined : await forms?.(red, blueNumber)
  if (answer?.is === 'forms') return { forms: answer.forms }
  return answer?.is === 'failed' ? { unasked: answer.why } : {}
}
