import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { CONTRACT_VERSION, type Connector, type Fault, fault, fieldFaults } from '@openfapiao/core'
import type { ConnectorPart } from '@openfapiao/runtime'
import type { Config } from '../config/index.ts'

export interface Connectors {
  readonly connectors: readonly ConnectorPart[]
  readonly faults: readonly Fault[]
}

type Found = { readonly is: 'connector'; readonly connector: Connector } | { readonly is: 'fault'; readonly fault: Fault }

/** Loads the modules that the configuration file names (never a database or a form) and parses their settings. */
export async function connectorParts({ connectors, stores, folder }: Pick<Config, 'connectors' | 'stores' | 'folder'>): Promise<Connectors> {
  const loaded = await Promise.all(connectors.map(({ module, config }, i) => connectorPart(module, config, folder, `connectors.${i}`)))
  const parts = loaded.flatMap(l => l.part ?? [])
  return {
    connectors: parts,
    faults: [...loaded.flatMap(l => l.faults), ...repeatedFaults(parts), ...(parts.length === loaded.length ? platformFaults(stores, parts) : [])],
  }
}

async function connectorPart(module: string, config: unknown, folder: string, path: string) {
  const found = await connectorOf(module, folder, `${path}.module`)
  if (found.is === 'fault') return { faults: [found.fault] }
  const { connector } = found
  const parsed = connector.configSchema.safeParse(config, { reportInput: true })
  return parsed.success ? { part: { connector, config: parsed.data }, faults: [] } : { faults: fieldFaults(parsed.error, `${path}.config`) }
}

/** One connector by its module's name: a package or a path, seen from `folder`, else one that came with this server. */
export async function connectorOf(module: string, folder: string, setting: string): Promise<Found> {
  try {
    const exported: unknown = await import(addressOf(module, folder))
    return fit(exported, module, setting)
  } catch (error) {
    const why = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
    return { is: 'fault', fault: fault('MODULE_MISSING', setting, { setting, module, why }) }
  }
}

function addressOf(module: string, folder: string): string {
  const from = [pathToFileURL(join(folder, 'from-here.js')).href, import.meta.url]
  const errors: unknown[] = []
  for (const place of from) {
    try {
      return pathToFileURL(createRequire(place).resolve(module)).href
    } catch (error) {
      errors.push(error)
    }
  }
  throw errors[0]
}

/** A module exports one connector, under any name. */
function fit(exported: unknown, module: string, setting: string): Found {
  const values = typeof exported === 'object' && exported !== null ? Object.values(exported) : []
  const [connector, ...more] = new Set(values.filter(isConnector))
  if (!connector || more.length > 0) {
    const why = connector ? 'it exports more than one' : 'nothing that it exports has identifier, contractVersion, configSchema and open'
    return { is: 'fault', fault: fault('MODULE_UNFIT', setting, { setting, module, why }) }
  }
  if (connector.contractVersion === CONTRACT_VERSION) return { is: 'connector', connector }
  return { is: 'fault', fault: fault('CONTRACT_VERSION', setting, { module, theirs: connector.contractVersion, ours: CONTRACT_VERSION }) }
}

function isConnector(value: unknown): value is Connector {
  return (
    typeof value === 'object' &&
    value !== null &&
    'identifier' in value &&
    typeof value.identifier === 'string' &&
    'contractVersion' in value &&
    typeof value.contractVersion === 'number' &&
    'configSchema' in value &&
    'open' in value &&
    typeof value.open === 'function'
  )
}

function repeatedFaults(parts: readonly ConnectorPart[]): Fault[] {
  const identifiers = parts.map(p => p.connector.identifier)
  return identifiers.flatMap((value, i) => {
    const setting = `connectors.${i}.module`
    return identifiers.indexOf(value) === i ? [] : [fault('SETTING_REPEATED', setting, { setting, value })]
  })
}

function platformFaults(stores: Config['stores'], parts: readonly ConnectorPart[]): Fault[] {
  const known = parts.map(p => p.connector.identifier)
  return stores.flatMap(({ platform }, i) => {
    const setting = `stores.${i}.platform`
    return known.includes(platform) ? [] : [fault('SETTING_UNKNOWN', setting, { setting, value: platform, known: known.join(', ') || '-' })]
  })
}
