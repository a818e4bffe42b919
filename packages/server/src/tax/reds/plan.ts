import { type DocumentRow, type Fen, liveBlues, type OrderRef, orderKey, type Proposed, type Store, sumFen, yuan } from '@openfapiao/core'
import type { Runtime } from '@openfapiao/runtime'
import type { DeskStore } from '../desk.ts'
import { each } from './each.ts'

/** Which invoices a person wants reversed: blues of one store issued from an instant on, that are still live. */
export interface Selection {
  readonly store: DeskStore
  /** Milliseconds, on the authority's instant of issue. */
  readonly since: number
  /** Exclusive. */
  readonly until?: number
  /** Only these orders. */
  readonly orders?: readonly string[]
  /** Only invoices with a line of this code. */
  readonly taxCode?: string
}

export interface PlannedOrder {
  readonly order: OrderRef
  readonly number: string
  /** Numbers of the blues, and what reversing them takes back. */
  readonly invoices: readonly string[]
  readonly amount: string
  readonly tax: string
  readonly total: string
}

export interface Skipped {
  readonly order: OrderRef
  readonly zh: string
  readonly en: string
}

/** What a batch would send. Amounts are negative, in yuan. */
export interface RedPlan {
  readonly reasons: readonly {
    readonly reason: string
    readonly count: number
    readonly amount: string
    readonly tax: string
    readonly total: string
  }[]
  readonly orders: readonly PlannedOrder[]
  /** Orders of the selection that cannot be reversed like this, each with why. */
  readonly skipped: readonly Skipped[]
}

export interface Planning {
  readonly rows: Pick<Store, 'documents' | 'order'>
  readonly runtime: Pick<Runtime, 'reversal'>
  /** Issue anew afterwards. */
  readonly again: boolean
  readonly progress?: (orders: number) => void
}

/** The dry run: every order of the selection with the red letters that the worker would make of it. Changes nothing. */
export async function planReds(selection: Selection, { rows, runtime, again, progress }: Planning): Promise<RedPlan> {
  const orders: PlannedOrder[] = []
  const skipped: Skipped[] = []
  const reds: Proposed[] = []
  const selected = await selectedOrders(selection, rows)
  for (const { order, number, invoices } of selected) {
    progress?.(orders.length + skipped.length)
    const answer = await runtime.reversal(order, again)
    if (answer.is === 'refused') skipped.push({ order, zh: answer.zh, en: answer.en })
    if (answer.is !== 'reds') continue
    reds.push(...answer.reds)
    orders.push({ order, number, invoices, ...sums(answer.reds) })
  }
  const byReason = [...Map.groupBy(reds, red => red.reason ?? '-')]
  return { reasons: byReason.map(([reason, some]) => ({ reason, count: some.length, ...sums(some) })), orders, skipped }
}

interface Selected {
  readonly order: OrderRef
  readonly number: string
  readonly invoices: readonly string[]
}

/** Orders with a live blue that was selected, the newest first. */
async function selectedOrders(selection: Selection, rows: Planning['rows']): Promise<Selected[]> {
  const { store, platform } = selection.store
  const found = new Map<string, Selected>()
  const blues = each(cursor => rows.documents({ store, state: 'issued', colour: 'blue', limit: 200, cursor }))
  for await (const blue of blues) {
    const key = orderKey(blue.order)
    if (blue.order.platform !== platform || found.has(key) || !isSelected(blue, selection)) continue
    const row = await rows.order(blue.order)
    const live = liveBlues(row?.chain.documents.filter(d => d.state === 'issued') ?? [])
    if (!row || !live.some(d => d.id === blue.id)) continue
    found.set(key, { order: blue.order, number: row.order.number, invoices: live.flatMap(d => d.number ?? []) })
  }
  return [...found.values()]
}

function isSelected({ issuedAt = '', order, content }: DocumentRow, { since, until, orders, taxCode }: Selection): boolean {
  const at = Date.parse(issuedAt)
  if (at < since || (until !== undefined && at >= until)) return false
  if (orders && !orders.includes(order.id)) return false
  return taxCode === undefined || content.lines.some(l => l.taxCode === taxCode)
}

function sums(reds: readonly Proposed[]): { readonly amount: string; readonly tax: string; readonly total: string } {
  const of = (field: (content: Proposed['content']) => Fen): string => yuan(sumFen(reds.map(r => field(r.content))))
  return { amount: of(c => c.amountFen), tax: of(c => c.taxFen), total: of(c => c.totalFen) }
}
