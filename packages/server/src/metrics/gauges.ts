import type { LaneRow, Store } from '@openfapiao/core'
import { Gauge, type Registry } from 'prom-client'

/** Held orders are read in pages; beyond this many the gauge says "at least". */
const HELD_MAX = 1000
/** The store is asked at most this often, however many scrapers come. */
const FRESH_MS = 10_000

/** What the store says at the moment of the scrape. */
export function storeGauges(registry: Registry, store: Store, now: () => number): void {
  const registers = [registry]
  const rows = fresh(() => heldRows(store), now)
  const lanes = fresh(() => store.lanes(), now)
  const backlog = fresh(() => store.backlog(), now)

  new Gauge({
    name: 'fapiao_backlog',
    help: 'Work still to do, by kind',
    labelNames: ['kind'],
    registers,
    async collect() {
      for (const [kind, count] of Object.entries(await backlog())) this.set({ kind }, count)
    },
  })
  new Gauge({
    name: 'fapiao_held',
    help: `Waiting for a person, by kind and reason (orders: at most ${HELD_MAX} are counted)`,
    labelNames: ['kind', 'code'],
    registers,
    async collect() {
      this.reset()
      for (const { kind, code } of await rows()) this.inc({ kind, code })
    },
  })
  new Gauge({
    name: 'fapiao_lane_blocked',
    help: '1 while a lane waits for a person or for time',
    labelNames: ['lane', 'need'],
    registers,
    async collect() {
      this.reset()
      for (const { lane, need } of (await lanes()).filter(isBlocked)) this.set({ lane, need }, 1)
    },
  })
  new Gauge({
    name: 'fapiao_lane_failures',
    help: 'Calls of a lane that failed in a row',
    labelNames: ['lane'],
    registers,
    async collect() {
      this.reset()
      for (const { lane, failures } of await lanes()) this.set({ lane }, failures)
    },
  })
}

const isBlocked = (lane: LaneRow): lane is LaneRow & { need: string } => lane.need !== undefined

interface Held {
  readonly kind: string
  readonly code: string
}

async function heldRows(store: Store): Promise<Held[]> {
  const kinds = ['hint', 'file', 'delivery'] as const
  const rows = await Promise.all(kinds.map(async kind => (await store.held(kind)).map(row => ({ kind, code: row.hold?.code ?? 'UNKNOWN' }))))
  return [...rows.flat(), ...(await heldOrders(store))]
}

async function heldOrders(store: Store): Promise<Held[]> {
  const found: Held[] = []
  let cursor: string | undefined
  do {
    const page = await store.orders({ held: true, limit: 200, cursor })
    found.push(...page.rows.map(row => ({ kind: 'order', code: row.chain.hold?.code ?? 'UNKNOWN' })))
    cursor = page.cursor
  } while (cursor !== undefined && found.length < HELD_MAX)
  return found
}

/** One answer serves all who ask within a short time, also while it is still on the way. A failure is not kept. */
function fresh<T>(ask: () => Promise<T>, now: () => number): () => Promise<T> {
  let kept: { readonly at: number; readonly answer: Promise<T> } | undefined
  return () => {
    if (kept && now() - kept.at < FRESH_MS) return kept.answer
    const answer = ask()
    kept = { at: now(), answer }
    answer.catch(() => {
      kept = undefined
    })
    return answer
  }
}
