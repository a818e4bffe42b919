import { type Anchor, canonical, GENESIS } from '@openfapiao/core'
import { type Finding, finding } from './finding.ts'
import type { Tally } from './verify.ts'
import type { View } from './view.ts'

const PAGE = 2000

interface Link {
  readonly seq: number
  readonly bytes: string
  readonly prev: string
  readonly hash: string
  readonly type: string
  readonly subject: string
}

/** Where a walk along one chain stands: the last number, and the hash that the next link must build on. */
interface Walk {
  readonly seq: number
  readonly hash: string
  readonly at: number
}

/** Walks every seller's chain from its first event, against its head and against all anchors. */
export async function* chainFindings(view: View, anchors: readonly Anchor[], tally: Tally): AsyncGenerator<Finding> {
  const known = await view.select('SELECT seller FROM heads UNION SELECT seller FROM events', [])
  const sellers = new Set([...known.map(r => String(r.seller)), ...anchors.map(a => a.seller)])
  for (const seller of [...sellers].sort()) {
    const mine = anchors.filter(a => a.seller === seller)
    yield* sellerFindings(view, seller, mine, tally)
  }
}

async function* sellerFindings(view: View, seller: string, anchors: readonly Anchor[], tally: Tally): AsyncGenerator<Finding> {
  const head = await headOf(view, seller)
  const anchored = new Map(anchors.map(a => [a.seq, a]))
  let walk: Walk = { seq: 0, hash: GENESIS, at: 0 }
  for await (const { link, next } of links(view, seller, head?.hash)) {
    if (link.seq !== walk.seq + 1) yield missing(seller, walk.seq + 1)
    const hash = view.digest(walk.hash + link.bytes)
    yield* linkFindings(seller, link, { before: walk.hash, hash, next })
    // Which of the two is right where bytes and hash disagree is what the successor says.
    const trusted = next === hash ? hash : link.hash
    const anchor = anchored.get(link.seq)
    if (anchor && anchor.hash !== trusted) yield finding('AUDIT_REWRITTEN', at(seller, link.seq, 'hash'), { seller, seq: link.seq })
    walk = { seq: link.seq, hash: trusted, at: instantOf(link.bytes) }
    tally.events++
  }
  yield* headFindings(seller, head, walk)
  yield* anchors.filter(a => a.seq > walk.seq).map(a => finding('AUDIT_TRUNCATED', at(seller, a.seq), { seller, seq: a.seq, last: walk.seq }))
}

const at = (seller: string, seq: number, column?: string) => ({
  table: 'events',
  id: `${seller}#${seq}`,
  ...(column === undefined ? {} : { column }),
})
const missing = (seller: string, seq: number): Finding => finding('AUDIT_EVENT_MISSING', at(seller, seq), { seller, seq })
const changed = (seller: string, seq: number, column: string): Finding => finding('AUDIT_EVENT_CHANGED', at(seller, seq, column), { seller, seq })

/** Every link with the hash that its successor (the next link, or the head) says it has. */
async function* links(view: View, seller: string, head: string | undefined): AsyncGenerator<{ link: Link; next: string | undefined }> {
  let before: Link | undefined
  for (let after = 0; ; ) {
    const rows = await view.select('SELECT * FROM events WHERE seller = ? AND seq > ? ORDER BY seq LIMIT ?', [seller, after, PAGE])
    for (const row of rows) {
      const link = linkOf(row)
      if (before) yield { link: before, next: link.prev }
      before = link
      after = link.seq
    }
    if (rows.length === 0) break
  }
  if (before) yield { link: before, next: head }
}

interface Around {
  /** Hash of the link before. */
  readonly before: string
  /** Of `before` and the bytes as they are. */
  readonly hash: string
  /** What the successor says that the hash is. */
  readonly next: string | undefined
}

/** The link is checked as it is written: never serialised again, only hashed. */
function* linkFindings(seller: string, link: Link, { before, hash, next }: Around): Generator<Finding> {
  if (link.prev !== before) yield changed(seller, link.seq, 'prev')
  if (hash !== link.hash) yield changed(seller, link.seq, next === hash ? 'hash' : 'bytes')
  else yield* namesFindings(seller, link)
}

/** Type and subject have columns of their own, for look-ups; canonical bytes end with them. */
function* namesFindings(seller: string, link: Link): Generator<Finding> {
  const { seq, subject, type } = link
  if (link.bytes.endsWith(`,${canonical({ seller, seq, subject, type }).slice(1)}`)) return
  const event: Readonly<Record<string, unknown>> = JSON.parse(link.bytes)
  for (const [column, value] of Object.entries({ seller, seq, subject, type })) if (event[column] !== value) yield changed(seller, seq, column)
}

function* headFindings(seller: string, head: Walk | undefined, walk: Walk): Generator<Finding> {
  const where = (column: string) => ({ table: 'heads', id: seller, column })
  if (!head && walk.seq === 0) return
  if (head && head.seq > walk.seq) yield missing(seller, walk.seq + 1)
  for (const column of ['seq', 'hash', 'at'] as const)
    if (head?.[column] !== walk[column]) yield finding('AUDIT_HEAD_CHANGED', where(column), { seller })
}

async function headOf(view: View, seller: string): Promise<Walk | undefined> {
  const [row] = await view.select('SELECT seq, hash, at FROM heads WHERE seller = ?', [seller])
  return row && { seq: Number(row.seq), hash: String(row.hash), at: Number(row.at) }
}

function linkOf(row: Readonly<Record<string, unknown>>): Link {
  const text = (column: string) => String(row[column])
  return { seq: Number(row.seq), bytes: text('bytes'), prev: text('prev'), hash: text('hash'), type: text('type'), subject: text('subject') }
}

/** `"at"` comes second in canonical bytes, before anything a caller can choose but the actor's name. */
function instantOf(bytes: string): number {
  return Number(/^\{"actor":"(?:[^"\\]|\\.)*","at":(\d+)/.exec(bytes)?.[1])
}
