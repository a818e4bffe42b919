import { coverageOf, type DocumentRow, fenOf, GENESIS, type Order, type OrderRow } from '@openfapiao/core'
import type { World } from './house.ts'
import { digest } from './house.ts'
import { pages } from './people.ts'

/** Reasons a person can read and nobody but that person can clear. Anything else at the end of a world is a breach. */
const READABLE = new Set([
  'CURRENCY_NOT_CNY',
  'NOT_PAID',
  'PARTLY_PAID',
  'TITLE_UNKNOWN',
  'TITLE_AFTER_PARTIAL_RED',
  'REVERSE_AFTER_PARTIAL_RED',
  'UNMAPPED',
  'WITHDRAWN',
  'ELSEWHERE_DIFFERENCE',
])

/** What must hold at the end of every world (design section 11), each breach in words. */
export async function broken(world: World): Promise<string[]> {
  const rows = await pages(cursor => world.store.orders({ limit: 200, cursor }))
  return [
    ...world.bureau.breaches,
    ...[...world.platform.orders.values()].flatMap(order =>
      forgotten(
        order,
        rows.find(r => r.order.ref.id === order.ref.id),
        world,
      ),
    ),
    ...ghosts(world, rows),
    ...rows.flatMap(overReversed),
    ...(await unworked(world)),
    ...(await undelivered(world, rows)),
    ...(await unchained(world)),
  ]
}

/** Every paid order is covered to the fen, in our books and in the authority's, or held with a reason. */
function forgotten(order: Order, row: OrderRow | undefined, { bureau }: World): string[] {
  const { id } = order.ref
  if (!row) return order.paidFen > 0 ? [`${id}: paid and never heard of`] : []
  const { issuedFen } = coverageOf(order, row.chain)
  const stands = bureau.standingFen(order.number)
  const hold = holdOf(row)
  return [
    ...(stands === issuedFen ? [] : [`${id}: ${stands} fen stand at the authority, ${issuedFen} in our books`]),
    ...(stands > order.paidFen ? [`${id}: ${stands} fen stand of ${order.paidFen} paid`] : []),
    ...(hold === undefined && stands !== owedFen(order) ? [`${id}: owed ${owedFen(order)}, ${stands} stand; ${told(row)}`] : []),
    ...(hold === undefined || READABLE.has(hold) || hold.startsWith('WAITS_') ? [] : [`${id}: held for ${hold}; ${told(row)}`]),
  ]
}

/** The chain's own hold, or that of a document that waits or is parked. */
const holdOf = ({ chain }: OrderRow): string | undefined =>
  chain.hold?.code ?? chain.documents.find(d => d.hold !== undefined && d.state !== 'cancelled' && d.state !== 'rejected')?.hold?.code

/** Paid less refunded, counted here and not by the code under test. */
function owedFen({ paidFen, totalFen, refunds }: Order): number {
  return paidFen < totalFen ? 0 : totalFen - refunds.reduce((sum, r) => sum + r.amountFen, 0)
}

const told = ({ chain }: OrderRow): string =>
  chain.documents.map(d => `${d.colour} ${d.content.totalFen} ${d.state}${d.hold ? ` (${d.hold.code}: ${d.hold.en})` : ''}`).join('; ')

/** The authority has exactly the invoices that our rows know: number, colour, amount, tax, buyer. */
function ghosts({ bureau }: World, rows: readonly OrderRow[]): string[] {
  const issued = rows.flatMap(r => r.chain.documents).filter(d => d.state === 'issued')
  const known = new Map(issued.map(d => [d.number, d]))
  const there = bureau.ledger.invoices()
  const numbers = new Set(there.map(i => i.number))
  const strangers = there.flatMap(({ number, colour, invoice }) => {
    const row = known.get(number)
    if (!row) return [`the authority has ${colour} ${number} of ${invoice.total} that no row knows`]
    const same = row.colour === colour && row.content.amountFen === fenOf(invoice.amount) && row.content.taxFen === fenOf(invoice.tax)
    return same && row.content.buyer.name === invoice.buyer.name ? [] : [`the authority's ${number} differs from ours`]
  })
  const twice = issued.length === known.size ? [] : ['two rows have one number']
  return [
    ...strangers,
    ...twice,
    ...issued.filter(d => !numbers.has(d.number ?? '')).map(d => `row says ${d.number} is issued, the authority does not know it`),
  ]
}

/** Reds never take more than their blue has. */
function overReversed({ chain }: OrderRow): string[] {
  const issued = chain.documents.filter(d => d.state === 'issued')
  const left = (blue: DocumentRow): number => issued.filter(d => d.of === blue.id).reduce((sum, d) => sum + d.content.totalFen, blue.content.totalFen)
  return issued.filter(d => d.colour === 'blue' && left(d) < 0).map(d => `${d.number}: reversed beyond its total`)
}

/** Nothing is stuck: no row is due, none parked, no lane shut. */
async function unworked({ store }: World): Promise<string[]> {
  const left = Object.entries(await store.backlog()).filter(([, n]) => n > 0)
  const kinds = ['hint', 'file', 'delivery'] as const
  const held = await Promise.all(kinds.map(async kind => (await store.held(kind)).map(r => `${kind} held: ${r.hold?.code} ${r.hold?.en}`)))
  const shut = (await store.lanes()).filter(l => l.need !== undefined).map(l => `lane ${l.lane} is shut: ${l.need}`)
  return [...left.map(([kind, n]) => `${n} ${kind} rows are still due`), ...held.flat(), ...shut]
}

/** Files of every document are kept as the authority made them; every buyer with an address was written to; the order's page shows what there is. */
async function undelivered({ store, blobs, scene, mailbox, platform }: World, rows: readonly OrderRow[]): Promise<string[]> {
  const issued = rows.flatMap(r => r.chain.documents).filter(d => d.state === 'issued')
  const ids = issued.map(d => d.id)
  const [files, deliveries] = [await store.files(ids), await store.deliveries(ids)]
  const letters = new Set([...mailbox.values()].map(l => l.number))
  const missing = await Promise.all(
    issued.flatMap(d =>
      scene.traits.formats.map(async format => {
        const file = files.find(f => f.documentId === d.id && f.format === format)
        const bytes = file?.hash === undefined ? undefined : await blobs.get(file.hash)
        return new TextDecoder().decode(bytes) === `${format} ${d.number}` ? [] : [`${d.number}: no ${format}`]
      }),
    ),
  )
  const unwritten = issued.filter(d => deliveries.some(x => x.documentId === d.id && x.channel === 'mail') && !letters.has(d.number ?? ''))
  const unshown = rows.filter(({ order, chain }) => {
    const numbers = chain.documents.filter(d => d.state === 'issued').map(d => d.number)
    const shown = platform.published.get(order.ref.id)?.documents.map(d => d.number) ?? []
    return numbers.length !== shown.length || numbers.some(n => !shown.includes(n ?? ''))
  })
  return [
    ...missing.flat(),
    ...unwritten.map(d => `${d.number}: its buyer was not told`),
    ...unshown.map(r => `${r.order.ref.id}: its page does not show what there is`),
  ]
}

async function unchained({ store }: World): Promise<string[]> {
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
