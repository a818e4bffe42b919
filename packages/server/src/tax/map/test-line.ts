import type { MapLine, MapTested } from '@openfapiao/api'
import { explainCode, type MapContext, type OrderLine, type Store } from '@openfapiao/core'
import type { DeskStore } from '../desk.ts'

/** "Which code would this line get, and why": the mapping of an invoice of that day, and every rule that fits. */
export function testLine(line: MapLine, { platform, store }: DeskStore, context: MapContext): MapTested {
  const { coded, fitting } = explainCode(orderLine(line), context)
  return {
    ...{ platform, store, date: context.date, edition: context.edition.version, line },
    ...(coded.is === 'coded' ? { coding: coded.coding } : { fault: coded.fault }),
    fitting: fitting.flatMap(rule => {
      const found = context.taxMap[rule]
      if (!found) return []
      const { match, taxCode, rate, from, by } = found
      return [{ rule, match, taxCode, rate, from, by }]
    }),
  }
}

const orderLine = ({ product, ...same }: MapLine): OrderLine => ({ id: '-', ...same, productId: product, valueFen: 0, discountFen: 0 })

const mapLine = ({ title, role, sku, productId: product, category, collections, vendor, tags, taxCode, rate, policyMark }: OrderLine): MapLine => ({
  ...{ title, role, sku, product, category, collections, vendor, tags, taxCode, rate, policyMark },
})

/** So many of the newest orders are looked through for a SKU. */
const ORDERS = 2_000
const PAGE = 200

/** The line of the newest order that sold this SKU, with the category, vendor and tags that rules match on. undefined: it was not sold lately. */
export async function soldLine(sku: string, { platform, store }: DeskStore, rows: Pick<Store, 'orders'>): Promise<MapLine | undefined> {
  let cursor: string | undefined
  for (let seen = 0; seen < ORDERS; seen += PAGE) {
    const page = await rows.orders({ store, limit: PAGE, cursor })
    const lines = page.rows.filter(r => r.order.ref.platform === platform).flatMap(r => r.order.lines)
    const found = lines.find(line => line.sku === sku)
    if (found) return mapLine(found)
    cursor = page.cursor
    if (cursor === undefined) return undefined
  }
  return undefined
}
