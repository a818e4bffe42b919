import { type ChainedEvent, GENESIS, type Store } from '@openfapiao/core'
import { sm3 } from '@openfapiao/gm'
import { z } from 'zod'

const sealedSchema = z.object({
  type: z.enum(['document.submitted', 'document.resubmitted']),
  data: z.object({ serial: z.string(), bodyHash: z.string() }),
})

/** Every event of every seller, oldest first. */
export async function eventsOf(store: Store): Promise<ChainedEvent[]> {
  const all: ChainedEvent[] = []
  for (const seller of await store.sellers()) {
    let page: ChainedEvent[]
    do {
      page = await store.events(seller, all.filter(e => e.seller === seller).at(-1)?.seq ?? 0, 500)
      all.push(...page)
    } while (page.length > 0)
  }
  return all
}

/** Where a chain does not follow from what is before it: computed here from the stored bytes alone. */
export function brokenLinks(events: readonly ChainedEvent[]): string[] {
  return events.flatMap((event, i) => {
    const before = events.slice(0, i).findLast(e => e.seller === event.seller)
    const follows = event.seq === (before?.seq ?? 0) + 1 && event.prev === (before?.hash ?? GENESIS) && event.hash === sm3(event.prev + event.bytes)
    return follows ? [] : [`${event.seller} #${event.seq}`]
  })
}

/** Serials that were sent with more than one body. */
export function twoBodied(events: readonly ChainedEvent[]): string[] {
  const bodies = Map.groupBy(
    events.flatMap(e => sealedSchema.safeParse(JSON.parse(e.bytes)).data ?? []),
    e => e.data.serial,
  )
  return [...bodies].filter(([, sent]) => new Set(sent.map(s => s.data.bodyHash)).size > 1).map(([serial]) => serial)
}
