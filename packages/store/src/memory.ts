import type { ChainedEvent, Digest, DocumentRow, NewEvent, Store } from '@openfapiao/core'
import { admitOne, retryOne } from './memory/admit.ts'
import { applyOne, merged } from './memory/apply.ts'
import { claimFrom, intendOne } from './memory/claim.ts'
import { acceptOne, requestOne } from './memory/intake.ts'
import { keyset } from './memory/page.ts'
import { freshTables, orderRowOf, type Tables } from './memory/tables.ts'

/**
 * The readable definition of what a store does: plain maps, one thread, no durability. The batteries hold every other store to it, and the simulated
 * world runs on it by the thousand.
 */
export function memoryStore({ digest }: { readonly digest: Digest }): Store {
  const t = freshTables(digest)
  const none = async (): Promise<void> => undefined
  return {
    migrate: none,
    close: none,
    accept: async (hint, now) => acceptOne(t, hint, now),
    order: async ref => orderRowOf(t, ref),
    orderByLink: async link => [...t.orders.values()].filter(o => o.link === link).map(o => orderRowOf(t, o.order.ref))[0],
    orders: async f =>
      keyset(
        [...t.orders.values()].filter(
          o => (f.store ?? o.order.ref.store) === o.order.ref.store && (f.held === undefined || (o.hold !== undefined) === f.held),
        ),
        o => [o.touchedAt, o.key],
        f,
        o => orderRowOf(t, o.order.ref),
      ),
    admit: async (admission, now) => admitOne(t, admission, now),
    request: async (request, hint, now) => requestOne(t, request, hint, now),
    retryOrder: async (ref, hint, events, now) => retryOne(t, ref, hint, events, now),
    claim: async (kind, ask) => claimFrom(t, kind, ask),
    intend: async intents => intents.map(i => intendOne(t, i)),
    apply: async (changes, now) => changes.map(c => applyOne(t, c, now)),
    rearm: async (kind, ids, events, now) => rearm(t, kind, ids, events, now),
    forget: async (refs, events, now) => forget(t, refs, events, now),
    documents: async f =>
      keyset(
        [...t.documents.values()].filter(d => matches(d, f)),
        d => [d.createdAt, d.id],
        f,
        d => d,
      ),
    document: async id => t.documents.get(id),
    files: async ids => [...t.files.values()].filter(f => ids.includes(f.documentId)),
    deliveries: async ids => [...t.deliveries.values()].filter(d => ids.includes(d.documentId)),
    held: async kind => [...t[kind === 'hint' ? 'hints' : kind === 'file' ? 'files' : 'deliveries'].values()].filter(r => r.hold !== undefined),
    lanes: async () => [...t.lanes.values()],
    setLane: async (lane, events) => {
      t.lanes.set(lane.lane, lane)
      t.append(events)
    },
    backlog: async () => backlog(t),
    record: async interaction => {
      t.interactions.push(interaction)
    },
    interactions: async subject => t.interactions.filter(i => i.subjects.includes(subject)),
    sellers: async () => [...t.events.keys()],
    events: async (seller, afterSeq, limit) => (t.events.get(seller) ?? []).slice(afterSeq, afterSeq + limit),
    head: async seller => headOf(t.events.get(seller)),
    vaultGet: async key => t.vault.get(key),
    vaultSet: async (key, value) => {
      if (value === undefined) t.vault.delete(key)
      else t.vault.set(key, value)
    },
    vaultKeys: async prefix => [...t.vault.keys()].filter(k => k.startsWith(prefix)).sort(),
    lock: async (key, leaseSeconds, now) => lock(t, key, leaseSeconds, now),
    unlock: async (key, token) => {
      if (t.locks.get(key)?.token === token) t.locks.delete(key)
    },
  }
}

function matches(d: DocumentRow, f: Parameters<Store['documents']>[0]): boolean {
  const wanted = [
    [f.store, d.order.store],
    [f.state, d.state],
    [f.colour, d.colour],
    [f.number, d.number],
  ] as const
  return wanted.every(([want, have]) => want === undefined || want === have) && d.createdAt >= (f.since ?? 0)
}

function headOf(events: readonly ChainedEvent[] | undefined) {
  const last = events?.at(-1)
  if (!last) return undefined
  const { at }: { at: number } = JSON.parse(last.bytes)
  return { seller: last.seller, seq: last.seq, hash: last.hash, at }
}

function rearm(t: Tables, kind: Parameters<Store['rearm']>[0], ids: readonly string[], events: readonly NewEvent[], now: number): number {
  const table = t.tableOf(kind)
  const rows = ids.flatMap(id => table.get(id) ?? [])
  const back = { hint: 'queued', file: 'due', delivery: 'queued', document: undefined }[kind]
  for (const row of rows) table.set(row.id, merged(row, { hold: undefined, dueAt: now, attempts: 0, ...(back ? { state: back } : {}) }))
  t.append(events)
  return rows.length
}

function forget(t: Tables, refs: readonly { platform: string; store: string; id: string }[], events: readonly NewEvent[], now: number): void {
  const same = (a: { platform: string; store: string; id: string }) =>
    refs.some(r => r.platform === a.platform && r.store === a.store && r.id === a.id)
  for (const o of t.orders.values()) {
    if (!same(o.order.ref)) continue
    const { contact: _, ...order } = o.order
    const request = o.request ? { ...o.request, contact: undefined } : undefined
    t.orders.set(o.key, { ...o, order, request, touchedAt: now })
  }
  for (const d of t.deliveries.values()) if (same(d.order)) t.deliveries.set(d.id, { ...d, to: '' })
  for (const h of t.hints.values()) if (h.ref && same(h.ref)) t.hints.set(h.id, { ...h, body: new Uint8Array(), headers: {} })
  t.append(events)
}

function backlog(t: Tables) {
  const count = <R>(rows: Iterable<R>, open: (row: R) => boolean) => [...rows].filter(open).length
  return {
    hint: count(t.hints.values(), h => h.state === 'queued'),
    document: count(t.documents.values(), d => (d.state === 'queued' || d.state === 'submitted') && d.hold === undefined),
    file: count(t.files.values(), f => f.state === 'due'),
    delivery: count(t.deliveries.values(), d => d.state === 'queued'),
  }
}

function lock(t: Tables, key: string, leaseSeconds: number, now: number): string | undefined {
  const held = t.locks.get(key)
  if (held && held.until > now) return undefined
  const token = t.nextId()
  t.locks.set(key, { token, until: now + leaseSeconds * 1000 })
  return token
}
