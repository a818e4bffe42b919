import type { Store } from '@openfapiao/core'
import { Counter, type Registry } from 'prom-client'
import { z } from 'zod'

/** Events read at once; a scrape reads at most `PAGES` such pages per seller and goes on at the next one. */
const BATCH = 1000
const PAGES = 20

const eventSchema = z.object({ type: z.string() })

/**
 * Counts what the audit chain says happened since this process began to count: issued, rejected, delivered … Several servers on one database count
 * the same events, so take their maximum, not their sum.
 */
export function eventCounts(registry: Registry, store: Pick<Store, 'sellers' | 'events' | 'head'>): void {
  const seen = new Map<string, number>()
  let running: Promise<void> | undefined
  const counter = new Counter({
    name: 'fapiao_events_total',
    help: 'Events of the audit chain, by seller and type',
    labelNames: ['seller', 'type'],
    registers: [registry],
    async collect() {
      running ??= countAll().finally(() => {
        running = undefined
      })
      await running
    },
  })

  async function countAll(): Promise<void> {
    for (const seller of await store.sellers()) await countSeller(seller)
  }

  async function countSeller(seller: string): Promise<void> {
    for (let page = 0; page < PAGES; page++) {
      const after = seen.get(seller)
      if (after === undefined) return begin(seller)
      const events = await store.events(seller, after, BATCH)
      for (const { bytes } of events) counter.inc({ seller, type: eventSchema.parse(JSON.parse(bytes)).type })
      seen.set(seller, events.at(-1)?.seq ?? after)
      if (events.length < BATCH) return
    }
  }

  /** Years of events are not read again at each start. */
  async function begin(seller: string): Promise<void> {
    seen.set(seller, (await store.head(seller))?.seq ?? 0)
  }
}
