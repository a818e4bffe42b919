import { canonical, type NewHint, orderKey, type Request } from '@openfapiao/core'
import type { Tables } from './tables.ts'

export function acceptOne(t: Tables, hint: NewHint, now: number): { id: string; duplicate: boolean } {
  const known = [...t.hints.values()].find(h => h.connector === hint.connector && h.store === hint.store && h.dedupeKey === hint.dedupeKey)
  if (known) return { id: known.id, duplicate: true }
  const id = t.nextId()
  const { dueAt = now, headers = {}, body = new Uint8Array(), ...rest } = hint
  t.hints.set(id, { ...rest, id, headers, body, receivedAt: now, state: 'queued', dueAt, attempts: 0, fence: 0 })
  return { id, duplicate: false }
}

/** One key, one input: a repeat is known, the same key for something else is refused. */
export function requestOne(t: Tables, request: Request, hint: NewHint, now: number): 'made' | 'known' | 'conflict' {
  const { at: _, ...input } = request
  const text = canonical(input)
  const known = t.requests.get(request.key)
  if (known !== undefined) return known === text ? 'known' : 'conflict'
  t.requests.set(request.key, text)
  const entry = t.orders.get(orderKey(request.order))
  if (entry) t.orders.set(entry.key, { ...entry, request, version: entry.version + 1, touchedAt: now })
  else t.waitingRequests.set(orderKey(request.order), request)
  acceptOne(t, hint, now)
  return 'made'
}
