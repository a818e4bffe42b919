import type { Change, DeliveryRow, FileRow, NewEvent, Rows, WorkKind } from '@openfapiao/core'
import { refuseWrongArrow } from '../arrows.ts'
import type { Told } from '../audit/explained.ts'
import { type Wrote, wrote, wroteNew } from '../audit/facts.ts'
import { type Columns, deliveryColumns, fileColumns, patchColumns } from '../columns.ts'
import { rearmed } from '../rearm.ts'
import { acceptOne, entryOf, raised } from './intake.ts'
import type { Tables } from './tables.ts'

/** One change, whole or not at all: false if the fence is no longer the caller's; an arrow that does not exist throws. */
export function applyOne(t: Tables, change: Change, now: number): boolean {
  const row = t.tableOf(change.kind).get(change.id)
  if (row?.fence !== change.fence) return false
  refuseWrongArrow(change, row.state)
  refuseKnownNumber(t, change)
  patch(t, change.kind, row, change.set)
  t.leases.delete(`${change.kind}/${change.id}`)
  t.append(change.events, [...rowTold(t, change.kind, row, patchColumns(change.set)), ...follow(t, change, now)], now)
  return true
}

function patch(t: Tables, kind: WorkKind, row: Rows[WorkKind], set: Change['set']): void {
  const { hold, ...rest } = set
  const defined = Object.fromEntries(Object.entries(rest).filter(([, v]) => v !== undefined))
  t.tableOf(kind).set(row.id, Object.assign({}, row, defined, hold === undefined ? {} : { hold: hold ?? undefined }))
}

const TABLE = { document: 'documents', file: 'files', delivery: 'deliveries' } as const

/** What the chain is told of a work row: nothing of hints, nothing when only its schedule moved. */
function rowTold(t: Tables, kind: WorkKind, row: Rows[WorkKind], columns: Columns): Told[] {
  if (kind === 'hint') return []
  const facts = wrote(TABLE[kind], row.id, columns, t.ink)
  return Object.keys(facts.set).length === 0 ? [] : documentTold(t, 'documentId' in row ? row.documentId : row.id, [facts])
}

function documentTold(t: Tables, id: string, facts: readonly Wrote[]): Told[] {
  const document = t.documents.get(id)
  if (!document) throw new Error(`no document ${id}`)
  return facts.length === 0 ? [] : [{ seller: document.seller, subject: id, wrote: facts }]
}

function refuseKnownNumber(t: Tables, change: Change): void {
  if (change.kind !== 'document' || !('number' in change.set) || change.set.number === undefined) return
  refuseTakenNumber(t, change.id, t.documents.get(change.id)?.seller, change.set.number)
}

export function refuseTakenNumber(t: Tables, id: string, seller: string | undefined, number: string): void {
  if ([...t.documents.values()].some(d => d.id !== id && d.number === number && d.seller === seller))
    throw new Error(`invoice number ${number} is another document's`)
}

function follow(t: Tables, change: Change, now: number): Told[] {
  for (const hint of change.hints ?? []) acceptOne(t, hint, now)
  const told = [
    ...holdChain(t, change),
    ...(change.files ?? []).flatMap(f => addFile(t, f)),
    ...(change.deliveries ?? []).flatMap(d => addDelivery(t, d)),
  ]
  if (change.wakeDeliveriesOf !== undefined) wake(t, change.wakeDeliveriesOf, now)
  if (change.lane) t.lanes.set(change.lane.lane, change.lane)
  return told
}

function holdChain(t: Tables, { chainHold }: Change): Told[] {
  const entry = chainHold && entryOf(t, chainHold.ref)
  if (!entry) return []
  const { version } = raised(t, entry, { hold: chainHold.hold ?? undefined })
  const columns = { ...patchColumns({ hold: chainHold.hold }), version }
  const type = chainHold.hold ? 'order.held' : 'order.released'
  return [{ seller: entry.seller, subject: entry.key, wrote: [wrote('orders', entry.key, columns, t.ink)], type }]
}

/** One file per document and format; a second one is already there. */
export function addFile(t: Tables, f: NonNullable<Change['files']>[number]): Told[] {
  if ([...t.files.values()].some(known => known.documentId === f.documentId && known.format === f.format)) return []
  if (t.files.has(f.id)) throw new Error(`file ${f.id} is there already`)
  t.files.set(f.id, { ...f, state: 'due', attempts: 0, fence: 0 } satisfies FileRow)
  return documentTold(t, f.documentId, [wroteNew('files', f.id, fileColumns(f), t.ink)])
}

export function addDelivery(t: Tables, d: NonNullable<Change['deliveries']>[number]): Told[] {
  if (t.deliveries.has(d.id)) throw new Error(`delivery ${d.id} is there already`)
  t.deliveries.set(d.id, { ...d, state: 'queued', attempts: 0, fence: 0 } satisfies DeliveryRow)
  return documentTold(t, d.documentId, [wroteNew('deliveries', d.id, deliveryColumns(d), t.ink)])
}

/** Deliveries whose wanted formats are all stored become due. */
function wake(t: Tables, documentId: string, now: number): void {
  const stored = new Set([...t.files.values()].filter(f => f.documentId === documentId && f.state === 'stored').map(f => f.format))
  for (const d of t.deliveries.values()) {
    if (d.documentId === documentId && d.state === 'queued' && d.dueAt > now && d.wants.every(w => stored.has(w)))
      t.deliveries.set(d.id, { ...d, dueAt: now })
  }
}

export function rearm(t: Tables, kind: WorkKind, ids: readonly string[], events: readonly NewEvent[], now: number): number {
  const rows = [...new Set(ids)].sort().flatMap(id => t.tableOf(kind).get(id) ?? [])
  const told = rows.map(row => {
    const set = rearmed(kind, row)
    if (!set) return undefined
    patch(t, kind, row, { ...set, dueAt: now })
    const next = t.tableOf(kind).get(row.id)
    if (next) t.tableOf(kind).set(row.id, Object.assign({}, next, { attempts: 0 }))
    return rowTold(t, kind, row, patchColumns(set)).map(r => (kind === 'document' ? { ...r, type: 'document.released' as const } : r))
  })
  t.append(
    events,
    told.flatMap(r => r ?? []),
    now,
  )
  return told.filter(r => r !== undefined).length
}
