import { coverageOf, type DocumentRow, fenOf, GENESIS, type OrderRow, type Store } from '@openfapiao/core'
import type { Bureau } from './bureau.ts'
import type { Platform } from './platform.ts'

interface End {
  readonly store: Store
  readonly platform: Platform
  readonly bureau: Bureau
  readonly digest: (text: string) => string
}

/** What must hold at the end of every world (design section 11), each breach in words. */
export async function broken(end: End): Promise<string[]> {
  const rows = await allOrders(end.store)
  return [
    ...forgotten(end, rows),
    ...ghosts(end, rows),
    ...rows.flatMap(overReversed),
    ...(await unworked(end.store)),
    ...rows.flatMap(bugs),
    ...(await unchained(end)),
  ]
}

async function allOrders(store: Store): Promise<OrderRow[]> {
  const rows: OrderRow[] = []
  let cursor: string | undefined
  do {
    const page = await store.orders({ limit: 200, cursor })
    rows.push(...page.rows)
    cursor = page.cursor
  } while (cursor !== undefined)
  return rows
}

/** Every paid order is covered to the fen, or held with a reason. */
function forgotten({ platform }: End, rows: readonly OrderRow[]): string[] {
  return [...platform.orders.values()].flatMap(order => {
    const row = rows.find(r => r.order.ref.id === order.ref.id)
    if (!row) return order.paidFen > 0 ? [`${order.ref.id}: paid and never heard of`] : []
    const { owedFen, issuedFen } = coverageOf(order, row.chain)
    const excess = issuedFen > order.paidFen ? [`${order.ref.id}: invoiced ${issuedFen} of ${order.paidFen} paid`] : []
    return row.chain.hold !== undefined || owedFen === issuedFen
      ? excess
      : [
          ...excess,
          `${order.ref.id}: owed ${owedFen}, issued ${issuedFen}, ${row.chain.documents.map(d => `${d.colour} ${d.state} ${d.hold?.code ?? ''}`).join('; ')}`,
        ]
  })
}

/** The authority has exactly the invoices that our rows know, number by number and fen by fen. */
function ghosts({ bureau }: End, rows: readonly OrderRow[]): string[] {
  const known = new Map(
    rows
      .flatMap(r => r.chain.documents)
      .filter(d => d.state === 'issued')
      .map(d => [d.number, d]),
  )
  const there = bureau.ledger.invoices()
  const unknown = there
    .filter(i => known.get(i.number)?.content.totalFen !== fenOf(i.invoice.total))
    .map(i => `authority has ${i.colour} ${i.number} of ${i.invoice.total} that no row knows`)
  const missing = [...known.keys()].filter(n => !there.some(i => i.number === n)).map(n => `row says ${n} is issued, the authority does not know it`)
  return [...unknown, ...missing]
}

/** Reds never take more than their blue has. */
function overReversed({ chain }: OrderRow): string[] {
  const issued = chain.documents.filter(d => d.state === 'issued')
  const left = (blue: DocumentRow) => issued.filter(d => d.of === blue.id).reduce((sum, d) => sum + d.content.totalFen, blue.content.totalFen)
  return issued.filter(d => d.colour === 'blue' && left(d) < 0).map(d => `${d.number}: reversed beyond its total`)
}

async function unworked(store: Store): Promise<string[]> {
  const backlog = await store.backlog()
  const left = Object.entries(backlog)
    .filter(([kind, n]) => n > 0 && kind !== 'delivery')
    .map(([kind, n]) => `${n} ${kind} rows are still due`)
  const held = await store.held('hint')
  return [...left, ...held.map(h => `hint held: ${h.hold?.code} ${h.hold?.en}`)]
}

const bugs = ({ chain }: OrderRow): string[] => chain.documents.filter(d => d.hold?.code === 'BUG').map(d => `${d.id}: ${d.hold?.en}`)

async function unchained({ store, digest }: End): Promise<string[]> {
  const wrong: string[] = []
  for (const seller of await store.sellers()) {
    let before = GENESIS
    for (const e of await store.events(seller, 0, 100_000)) {
      if (e.prev !== before || e.hash !== digest(before + e.bytes)) wrong.push(`event ${e.seq} of ${seller} does not follow the one before`)
      before = e.hash
    }
  }
  return wrong
}
