import { type Change, type DeliveryRow, type FileRow, isDocumentState, mayGo, orderKey, type Rows, type WorkKind } from '@openfapiao/core'
import { acceptOne } from './intake.ts'
import type { Tables } from './tables.ts'

/** One change, whole or not at all: false if the fence is no longer the caller's; an arrow that does not exist throws before anything moved. */
export function applyOne(t: Tables, change: Change, now: number): boolean {
  const table = t.tableOf(change.kind)
  const row = table.get(change.id)
  if (row?.fence !== change.fence) return false
  refuseWrongArrow(change, row)
  refuseKnownNumber(t, change)
  const { hold, ...set } = change.set
  table.set(change.id, merged(row, { ...defined(set), hold: hold === undefined ? row.hold : (hold ?? undefined) }))
  t.leases.delete(change.id)
  follow(t, change, now)
  t.append(change.events)
  return true
}

/** Throws on a step that `state.ts` does not have. */
export function refuseWrongArrow(change: Change, row: Rows[WorkKind]): void {
  const to = change.set.state
  if (change.kind !== 'document' || to === undefined || !isDocumentState(to) || !isDocumentState(row.state)) return
  if (to !== row.state && !mayGo(row.state, to)) throw new Error(`document ${row.id} may not go from ${row.state} to ${to}`)
}

function refuseKnownNumber(t: Tables, change: Change): void {
  if (change.kind !== 'document' || !('number' in change.set) || change.set.number === undefined) return
  const { number } = change.set
  const seller = t.documents.get(change.id)?.seller
  if ([...t.documents.values()].some(d => d.id !== change.id && d.number === number && d.seller === seller))
    throw new Error(`invoice number ${number} is another document's`)
}

function follow(t: Tables, change: Change, now: number): void {
  if (change.chainHold) holdChain(t, change.chainHold, now)
  for (const hint of change.hints ?? []) acceptOne(t, hint, now)
  for (const f of change.files ?? []) t.files.set(f.id, { ...f, state: 'due', attempts: 0, fence: 0 } satisfies FileRow)
  for (const d of change.deliveries ?? []) t.deliveries.set(d.id, { ...d, state: 'queued', attempts: 0, fence: 0 } satisfies DeliveryRow)
  if (change.wakeDeliveriesOf !== undefined) wake(t, change.wakeDeliveriesOf, now)
  if (change.lane) t.lanes.set(change.lane.lane, change.lane)
}

function holdChain(t: Tables, { ref, hold }: NonNullable<Change['chainHold']>, now: number): void {
  const entry = t.orders.get(orderKey(ref))
  if (entry) t.orders.set(entry.key, { ...entry, hold: hold ?? undefined, version: entry.version + 1, touchedAt: now })
}

/** Deliveries whose wanted formats are all stored become due. */
function wake(t: Tables, documentId: string, now: number): void {
  const stored = new Set([...t.files.values()].filter(f => f.documentId === documentId && f.state === 'stored').map(f => f.format))
  for (const d of t.deliveries.values()) {
    if (d.documentId === documentId && d.state === 'queued' && d.dueAt > now && d.wants.every(w => stored.has(w)))
      t.deliveries.set(d.id, { ...d, dueAt: now })
  }
}

const defined = (set: object): object => Object.fromEntries(Object.entries(set).filter(([, v]) => v !== undefined))

/** A row with some columns changed. */
export const merged = <R extends object>(row: R, set: object): R => Object.assign({}, row, set)
