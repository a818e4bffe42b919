import type { Blobs, Digest, FileRow, Gateway, Instant, Io, OrderRow, Seller, Store } from '@openfapiao/core'
import type { StoredFile } from '../view/document-view.ts'
import type { InvoiceView } from '../view/view.ts'
import { viewOf } from '../view/view-of.ts'

const DAY_MS = 86_400_000
const LINK = /^[A-Za-z0-9_-]{16,128}$/
/** Sizes of files known by hash, so that a page need not read each file again. */
const SIZES_MAX = 10_000

export type Opened = { readonly is: 'order'; readonly row: OrderRow } | { readonly is: 'unknown' } | { readonly is: 'expired' }

/** What the buyer's pages are made of: parts of the engine that they belong to. */
export interface BuyerParts {
  readonly store: Store
  readonly blobs: Blobs
  readonly io: Io
  readonly digest: Digest
  readonly sellers: readonly { readonly key: string; readonly seller: Seller; readonly gateway: Gateway; readonly gatewayConfig: unknown }[]
  /** Address under which buyers reach the pages, without trailing slash. */
  readonly portalUrl: string
}

/** Link → the one order it opens. */
export function orderOpener({ store, io }: BuyerParts, linkDays: number) {
  return async (link: string): Promise<Opened> => {
    const row = LINK.test(link) ? await store.orderByLink(link) : undefined
    if (!row) return { is: 'unknown' }
    return lastTouched(row) + linkDays * DAY_MS < io.now() ? { is: 'expired' } : { is: 'order', row }
  }
}

/** A refund or a new title makes a link live again: its days count from the last thing that happened. */
function lastTouched({ order, chain }: OrderRow): Instant {
  const instants = [order.updatedAt, chain.request?.at ?? order.updatedAt, ...chain.documents.flatMap(d => d.issuedAt ?? [])].map(Date.parse)
  return Math.max(...instants, ...chain.documents.map(d => d.createdAt))
}

/** Order row → the view of its page, with the files that are there. */
export function viewer(parts: BuyerParts) {
  const sizes = new Map<string, number>()
  return async (row: OrderRow): Promise<InvoiceView> => {
    const part = parts.sellers.find(s => s.key === row.seller)
    const rows = await parts.store.files(row.chain.documents.map(d => d.id))
    const files = await Promise.all(rows.map(file => withSize(file, parts, sizes)))
    const sellerName = part?.seller.name ?? row.chain.documents[0]?.content.seller.name ?? ''
    return viewOf(row, { files, sellerName, sandbox: isSandbox(row, parts) })
  }
}

export function isSandbox(row: OrderRow, { sellers }: BuyerParts): boolean {
  const part = sellers.find(s => s.key === row.seller)
  return part?.gateway.traits(part.gatewayConfig).sandbox ?? false
}

/** A file that cannot be read leaves the page whole; its download says so. */
async function withSize(row: FileRow, { blobs, io }: BuyerParts, sizes: Map<string, number>): Promise<StoredFile> {
  if (row.state !== 'stored' || row.hash === undefined) return { row }
  try {
    const bytes = sizes.get(row.hash) ?? (await sizeOf(row.hash, blobs))
    if (bytes === undefined) return { row }
    if (sizes.size >= SIZES_MAX) sizes.clear()
    sizes.set(row.hash, bytes)
    return { row, bytes }
  } catch (error) {
    io.log.error('a stored file cannot be read', { hash: row.hash, why: error instanceof Error ? error.message : String(error) })
    return { row }
  }
}

const sizeOf = async (hash: string, blobs: Blobs): Promise<number | undefined> => (await blobs.get(hash))?.length
