import type { EventType, NewEvent } from '@openfapiao/core'
import type { Wrote } from './facts.ts'

/** Rows that a write touched, under the subject whose events tell of them: a document and all that belongs to it, or an order. */
export interface Told {
  readonly seller: string
  readonly subject: string
  readonly wrote: readonly Wrote[]
  /** Type of the event if the caller gave none about this subject. Default `row.written`. */
  readonly type?: EventType
}

/**
 * Every audited write is in the chain: its facts go into `data.wrote` of the caller's first event about the same subject, or, where there is none, of an
 * event of the store's own. So rows can be held against the chain whatever the caller chose to tell. Throws if a caller uses `wrote` itself.
 */
export function explained(events: readonly NewEvent[], told: readonly Told[], at: number): NewEvent[] {
  if (events.some(e => 'wrote' in e.data)) throw new Error('`data.wrote` of an event is written by the store alone')
  const result = [...events]
  for (const { seller, subject, wrote, type = 'row.written' } of told) {
    if (wrote.length === 0) continue
    const found = result.findIndex(e => e.subject === subject && e.seller === seller)
    const event = result[found]
    if (event) result[found] = { ...event, data: { ...event.data, wrote: [...earlier(event), ...wrote] } }
    else result.push({ seller, type, subject, at, actor: 'store', data: { wrote } })
  }
  return result
}

const earlier = ({ data }: NewEvent): readonly unknown[] => (Array.isArray(data.wrote) ? data.wrote : [])
