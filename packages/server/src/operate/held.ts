import type { DocumentRow, DocumentState, Hold, OrderRef, Page, Store } from '@openfapiao/core'

/** Something that waits for a person, and what to name when retrying it. */
export interface HeldThing {
  readonly kind: 'order' | 'document' | 'hint' | 'file' | 'delivery'
  /** Row id; for an order its key `platform/store/id`. */
  readonly id: string
  readonly order?: OrderRef
  readonly hold: Hold
}

/** More than a person reads at once; `more` says that there are others. */
const MOST = 500

/** Everything that waits for a person, orders first. */
export async function heldThings(store: Store): Promise<{ readonly rows: readonly HeldThing[]; readonly more: boolean }> {
  const orders = await pagesOf(cursor => store.orders({ held: true, limit: 200, cursor }))
  const documents = await heldDocuments(store)
  const [hints, files, deliveries] = await Promise.all([store.held('hint'), store.held('file'), store.held('delivery')])
  const rows: HeldThing[] = [
    ...orders.flatMap(({ chain: { ref, hold } }) =>
      hold ? [{ kind: 'order' as const, id: `${ref.platform}/${ref.store}/${ref.id}`, order: ref, hold }] : [],
    ),
    ...documents.flatMap(({ id, order, hold }) => (hold ? [{ kind: 'document' as const, id, order, hold }] : [])),
    ...hints.flatMap(r => thing('hint', r, 'ref' in r ? r.ref : undefined)),
    ...files.flatMap(r => thing('file', r, undefined)),
    ...deliveries.flatMap(r => thing('delivery', r, 'order' in r ? r.order : undefined)),
  ]
  return { rows: rows.slice(0, MOST), more: rows.length > MOST }
}

function thing(kind: HeldThing['kind'], { id, hold }: { readonly id: string; readonly hold?: Hold }, order: OrderRef | undefined): HeldThing[] {
  return hold ? [{ kind, id, ...(order ? { order } : {}), hold }] : []
}

/** Parked on their way: those that wait with their order are told by the order's own hold. */
async function heldDocuments(store: Store): Promise<DocumentRow[]> {
  const states: readonly DocumentState[] = ['queued', 'submitted']
  const rows = await Promise.all(states.map(state => pagesOf(cursor => store.documents({ state, limit: 200, cursor }))))
  return rows.flat().filter(d => d.hold !== undefined)
}

async function pagesOf<T>(page: (cursor: string | undefined) => Promise<Page<T>>): Promise<T[]> {
  const rows: T[] = []
  let cursor: string | undefined
  do {
    const next = await page(cursor)
    rows.push(...next.rows)
    cursor = next.cursor
  } while (cursor !== undefined && rows.length <= MOST)
  return rows
}
