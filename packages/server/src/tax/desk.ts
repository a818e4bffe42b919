import { type Fault, type MapContext, type Order, type Seller, supplyDate } from '@openfapiao/core'
import type { Parts } from '@openfapiao/runtime'
import type { Config } from '../config/index.ts'
import { type OpenEditions, openEditions } from './editions/index.ts'

/** What mapping is asked with: stores with their rules, sellers, editions by supply date. The very parts that the worker has. */
export interface TaxDesk {
  readonly stores: Parts['stores']
  readonly sellers: readonly { readonly key: string; readonly seller: Seller }[]
  readonly editions: OpenEditions
}

export type DeskStore = TaxDesk['stores'][number]

/** The desk of a configuration whose database nobody needs to open. `tell` hears of editions that are broken. */
export const deskOf = ({ stores, sellers, directory }: Config, tell: (fault: Fault) => void): TaxDesk => ({
  stores,
  sellers,
  editions: openEditions(directory, tell),
})

/** How a store's lines are mapped on one supply date. */
export function mapContext(store: DeskStore, date: string, { sellers, editions }: TaxDesk): MapContext {
  const seller = sellers.find(s => s.key === store.seller)
  if (!seller) throw new Error(`store ${store.platform}/${store.store} names the unknown seller "${store.seller}"`)
  return { taxMap: store.taxMap, edition: editions.on(date), taxpayer: seller.seller.kind, date }
}

export const contextOf = (order: Order, store: DeskStore, desk: TaxDesk): MapContext => mapContext(store, supplyDate(order), desk)
