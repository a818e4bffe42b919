import type { Connector, Fault } from '@openfapiao/core'
import { connectorOf } from '../wire/connectors.ts'

/**
 * A connector by our short name (`shopify`), by its package (`@acme/connector-shop`) or by a path (`./shop/index.ts`). Packages and paths count from `folder`;
 * what is not installed there is looked for among those that came with the server.
 */
export async function connectorNamed(name: string, folder: string): Promise<Connector | Fault> {
  const isShort = /^[a-z0-9][a-z0-9-]*$/.test(name)
  const found = await connectorOf(isShort ? `@openfapiao/connector-${name}` : name, folder, 'connector')
  return found.is === 'connector' ? found.connector : found.fault
}
