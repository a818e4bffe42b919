import { GOODS } from '../goods.ts'
import type { Kept } from '../house/kept.ts'
import type { Urls } from '../house/places.ts'
import type { DemoStore } from '../house/settings.ts'

export const SHOP = 'demo-shop.myshopify.com'
const TOKEN = 'shpat_demo_of_a_made_up_shop'

/** Its owner has chosen: no title means a person, and prices contain tax where the platform computed none. */
export const shopStore: DemoStore = { platform: 'shopify', store: SHOP, policy: { withoutTitle: 'person', pricesContainTax: true }, taxMap: GOODS }

export const shopConnector = ({ secrets }: Kept, { shop }: Urls) => ({
  module: '@openfapiao/connector-shopify',
  config: { stores: [{ shop: SHOP, secrets: [secrets.webhook], access: { type: 'token', token: TOKEN }, adminUrl: `${shop}/admin` }] },
})

/** Settings of the stand-in: the other end of the same wire. Failed webhooks come again within seconds instead of hours. */
export const shopSettings = ({ secrets, ports }: Kept, { server }: Urls, directory: string) => ({
  port: ports.shop,
  directory,
  webhookUrl: `${server}/connectors/shopify`,
  secret: secrets.webhook,
  token: TOKEN,
  shop: SHOP,
  hurry: 200,
})
