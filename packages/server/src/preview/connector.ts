import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { CONTRACT_VERSION, type Connector, type Fault, fault } from '@openfapiao/core'

/** Connectors that come along with the server. */
export const OWN_CONNECTORS: readonly string[] = ['shopify', 'rest']

export type FoundConnector = { readonly is: 'connector'; readonly connector: Connector } | { readonly is: 'missing'; readonly fault: Fault }

/**
 * A connector by the name of ours (`shopify`), by its package (`@acme/connector-shop`) or by a path (`./shop/index.ts`); packages and paths count from `folder`,
 * a short name is looked for there first. The module exports it by default or under any name.
 */
export async function connectorNamed(name: string, folder: string): Promise<FoundConnector> {
  const short = /^[a-z0-9][a-z0-9-]*$/.test(name)
  const specifier = short ? `@openfapiao/connector-${name}` : name
  const place = resolveFrom(folder, specifier) ?? (short ? resolveFrom(import.meta.dirname, specifier) : undefined)
  if (place === undefined) return missing(name, 'not installed')
  const exported: unknown = await import(pathToFileURL(place).href)
  const connector = connectorIn(exported)
  if (!connector) return missing(name, 'the module exports no connector')
  if (connector.contractVersion !== CONTRACT_VERSION) return missing(name, `contract version ${connector.contractVersion}, not ${CONTRACT_VERSION}`)
  return { is: 'connector', connector }
}

function missing(connector: string, why: string): FoundConnector {
  return { is: 'missing', fault: fault('CONNECTOR_MISSING', 'connector', { connector, why, known: OWN_CONNECTORS.join(', ') }) }
}

function resolveFrom(folder: string, specifier: string): string | undefined {
  try {
    return createRequire(path.join(folder, 'from.js')).resolve(specifier)
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined
    throw error
  }
}

function connectorIn(exported: unknown): Connector | undefined {
  if (typeof exported !== 'object' || exported === null) return undefined
  return Object.values(exported).find(isConnector)
}

function isConnector(value: unknown): value is Connector {
  return typeof value === 'object' && value !== null && 'identifier' in value && 'contractVersion' in value && 'open' in value && 'preview' in value
}
