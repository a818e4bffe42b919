import { type Change, type Fault, fault, type HintRow, ladderSeconds, type OrderRef } from '@openfapiao/core'
import type { Context, OpenConnector } from '../context.ts'
import { hintEvents } from '../events.ts'
import { jitter } from '../random.ts'
import { type Looked, planOrder } from './plan-order.ts'
import { workPrivacy } from './privacy.ts'

/** A platform that does not answer for two days is told to a person; the hint stays and can be retried. */
const TRIES = 200

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
      return finished(row, 'ignored', read.why, hintEvents(row, 'hint.ignored', context, { topic: row.topic, note: read.why }))
    case 'unreadable':
      return held(row, context, read.fault)
    case 'removed':
      return finished(row, 'done', 'store removed')
    case 'privacy':
      return workPrivacy(row, read, context)
  }
}

/** Every order is looked at, whatever becomes of the others; then the hint waits for the slowest, or for a person. */
async function workOrders(row: HintRow, refs: readonly OrderRef[], { session }: OpenConnector, context: Context): Promise<Change<'hint'>> {
  const looked: Looked[] = []
  for (const ref of refs) looked.push(await planOrder(ref, { session, context, asked: row.source === 'request' }))
  const waits = looked.find(l => l.is === 'later')
  if (waits) return later(row, context, waits)
  const stops = looked.find(l => l.is === 'held')
  if (stops) return withRef(held(row, context, stops.hold), refs)
  return withRef(finished(row, 'done', looked.map(l => (l.is === 'planned' ? l.note : '')).join(', ')), refs)
}

/** A hint that named one order is kept with it: its body goes when the order's buyer is forgotten. */
function withRef(change: Change<'hint'>, [ref, ...others]: readonly OrderRef[]): Change<'hint'> {
  return ref && others.length === 0 ? { ...change, set: { ...change.set, ref } } : change
}

export function finished(row: HintRow, state: 'done' | 'ignored', note: string, events: Change['events'] = []): Change<'hint'> {
  return { kind: 'hint', id: row.id, fence: row.fence, set: { state, note, hold: null }, events }
}

export function held(row: HintRow, context: Context, hold: Fault): Change<'hint'> {
  const events = hintEvents(row, 'hint.held', context, { code: hold.code })
  return { kind: 'hint', id: row.id, fence: row.fence, set: { state: 'held', hold }, events }
}

function later(row: HintRow, context: Context, { why, afterSeconds }: Extract<Looked, { is: 'later' }>): Change<'hint'> {
  if (row.attempts >= TRIES) return held(row, context, fault('PLATFORM_UNREACHABLE', '', { why }))
  const seconds = afterSeconds ?? ladderSeconds(row.attempts, jitter(context.io))
  return { kind: 'hint', id: row.id, fence: row.fence, set: { dueAt: context.io.now() + seconds * 1000, note: why }, events: [] }
}
