import { type Change, type Fault, fault, type HintRow, ladderSeconds, type OrderRef } from '@openfapiao/core'
import type { Context, OpenConnector } from '../context.ts'
import { hintEvents } from '../events.ts'
import { jitter } from '../random.ts'
import { planOrder } from './plan-order.ts'

/** One hint: look at the orders it names. What fails is tried again or held; a hint is never lost. */
export async function workHint(row: HintRow, context: Context): Promise<Change<'hint'>> {
  const open = context.open.get(row.connector)
  if (!open) return held(row, context, fault('SETTING_INVALID', '', { setting: 'connectors', why: `no connector "${row.connector}"` }))
  if (row.ref) return workOrders(row, [row.ref], open, context)
  const read = open.session.read({ topic: row.topic, store: row.store, body: row.body, headers: row.headers })
  switch (read.is) {
    case 'orders':
      return workOrders(row, read.refs, open, context)
    case 'ignored':
      return finished(row, context, 'ignored', read.why)
    case 'unreadable':
      return held(row, context, read.fault)
    case 'removed':
      return finished(row, context, 'done', 'store removed')
    case 'privacy':
      return workPrivacy(row, read, context)
  }
}

async function workOrders(row: HintRow, refs: readonly OrderRef[], open: OpenConnector, context: Context): Promise<Change<'hint'>> {
  const notes: string[] = []
  for (const ref of refs) {
    const result = await workOrder(row, ref, open, context)
    if (typeof result !== 'string') return result
    notes.push(result)
  }
  return finished(row, context, 'done', notes.join(', '))
}

async function workOrder(row: HintRow, ref: OrderRef, open: OpenConnector, context: Context): Promise<Change<'hint'> | string> {
  const part = context.storeOf(ref)
  if (!part) return held(row, context, fault('SETTING_INVALID', '', { setting: 'stores', why: `no store "${ref.platform}/${ref.store}"` }))
  const answer = await open.session.order(ref)
  switch (answer.is) {
    case 'later':
      return later(row, context, answer.afterSeconds, answer.why)
    case 'missing':
      return held(row, context, fault('ORDER_MISSING', '', { id: ref.id }))
    case 'faulty':
      return held(row, context, answer.faults[0] ?? fault('ORDER_UNREADABLE', '', { why: '-' }))
    case 'order': {
      const planned = await planOrder(answer.order, part, context)
      return planned === 'contended' ? later(row, context, 1, 'another worker is planning this order') : `${ref.id}: ${planned}`
    }
  }
}

/** PIPL duties: erasing blanks contact data at once; an export is for a person, who has 30 days (platforms.md 1.8). */
async function workPrivacy(
  row: HintRow,
  read: { readonly duty: 'export' | 'erase' | 'eraseStore'; readonly refs: readonly OrderRef[] },
  context: Context,
): Promise<Change<'hint'>> {
  if (read.duty === 'export') return held(row, context, fault('PRIVACY_EXPORT', '', { orders: read.refs.map(r => r.id).join(', ') || '-' }))
  const refs = read.duty === 'erase' ? read.refs : await ordersOf(row, context)
  await context.store.forget(refs, [], context.io.now())
  return {
    ...finished(row, context, 'done', `erased ${refs.length}`),
    events: hintEvents(row, 'privacy.done', context, { duty: read.duty, orders: refs.length }),
  }
}

async function ordersOf(row: HintRow, context: Context): Promise<OrderRef[]> {
  const refs: OrderRef[] = []
  let cursor: string | undefined
  do {
    const page = await context.store.orders({ store: row.store, limit: 500, cursor })
    refs.push(...page.rows.map(r => r.order.ref).filter(r => r.platform === row.connector))
    cursor = page.cursor
  } while (cursor !== undefined)
  return refs
}

function finished(row: HintRow, context: Context, state: 'done' | 'ignored', note: string): Change<'hint'> {
  const events = state === 'ignored' ? hintEvents(row, 'hint.ignored', context, { topic: row.topic, note }) : []
  return { kind: 'hint', id: row.id, fence: row.fence, set: { state, note, hold: null }, events }
}

function held(row: HintRow, context: Context, hold: Fault): Change<'hint'> {
  return {
    kind: 'hint',
    id: row.id,
    fence: row.fence,
    set: { state: 'held', hold },
    events: hintEvents(row, 'hint.held', context, { code: hold.code }),
  }
}

function later(row: HintRow, { io }: Context, afterSeconds: number | undefined, why: string): Change<'hint'> {
  const seconds = afterSeconds ?? ladderSeconds(row.attempts, jitter(io))
  return { kind: 'hint', id: row.id, fence: row.fence, set: { dueAt: io.now() + seconds * 1000, note: why }, events: [] }
}
