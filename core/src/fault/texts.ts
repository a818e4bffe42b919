import { audit } from './texts/audit.ts'
import { catalogue } from './texts/catalogue.ts'
import { connector } from './texts/connector.ts'
import { gateway } from './texts/gateway.ts'
import { installation } from './texts/installation.ts'
import { invoice } from './texts/invoice.ts'
import { order } from './texts/order.ts'
import { party } from './texts/party.ts'
import { push } from './texts/push.ts'
import { settings } from './texts/settings.ts'
import { special } from './texts/special.ts'
import { tax } from './texts/tax.ts'

/** Every fault there is. A code is never renamed, reused or removed: it stands in audit trails for years. */
export const texts = {
  ...party,
  ...order,
  ...tax,
  ...invoice,
  ...gateway,
  ...catalogue,
  ...connector,
  ...push,
  ...settings,
  ...special,
  ...installation,
  ...audit,
} as const
