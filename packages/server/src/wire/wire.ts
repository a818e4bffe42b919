import { hostname } from 'node:os'
import { commonEdition } from '@openfapiao/catalogue'
import type { Fault } from '@openfapiao/core'
import { sm3 } from '@openfapiao/gm'
import type { Parts, StorePart } from '@openfapiao/runtime'
import { channelParts, type OpenStore, openBlobs, openStore, sellerParts } from '@openfapiao/runtime/embed'
import { type OpenIo, openIo } from '@openfapiao/runtime/io'
import { storeVault } from '@openfapiao/store'
import type { Config } from '../config/index.ts'
import type { TaxDesk } from '../tax/desk.ts'
import { openEditions, readEditions } from '../tax/editions/index.ts'
import { liveMap } from '../tax/live-map.ts'
import { connectorParts } from './connectors.ts'

/** An opened installation: everything that the engine is made of, and how to close it again. */
export interface Wired {
  readonly config: Config
  readonly parts: Parts
  readonly store: OpenStore
  readonly desk: TaxDesk
  close(): Promise<void>
}

export type WireAnswer = { readonly is: 'wired'; readonly wired: Wired } | { readonly is: 'faulty'; readonly faults: readonly Fault[] }

export interface WireOptions {
  /** Where log lines go, one JSON text each. */
  readonly write: (line: string) => void
}

/** Configuration → parts. Loads what it names and parses its settings; every fault at once. The database is opened, not migrated: see installation.ts. */
export async function wire(config: Config, { write }: WireOptions): Promise<WireAnswer> {
  const [sellers, channels, connectors] = await Promise.all([sellerParts(config), channelParts(config), connectorParts(config)])
  const faults = [...sellers.faults, ...channels.faults, ...connectors.faults, ...readEditions(config.directory).faults]
  if (faults.length > 0) return { is: 'faulty', faults }
  const store = openStore(config)
  const io = openIo({ write, secrets: config.secrets, record: interaction => store.record(interaction) })
  const told = ({ code, zh, en }: Fault): void => io.log.error(en, { code, zh })
  const editions = openEditions(config.directory, told)
  const vault = storeVault(store, io)
  const parts: Parts = {
    ...{ store, io, digest: sm3, edition: commonEdition, editions, portalUrl: config.publicUrl },
    ...{ sellers: sellers.sellers, channels: channels.open({ io, vault }), connectors: connectors.connectors },
    stores: config.stores.map(one => storePart(one, told)),
    blobs: openBlobs(config),
    vault,
    worker: { name: workerName(), ...config.worker },
  }
  return {
    is: 'wired',
    wired: { config, parts, store, desk: { stores: parts.stores, sellers: parts.sellers, editions }, close: () => closeAll(store, io) },
  }
}

/** Rules that stand in a file of their own are those of the file as it is now. */
function storePart(store: Config['stores'][number], tell: (fault: Fault) => void): StorePart {
  const { platform, store: name, seller, policy, taxMap, taxMapFile } = store
  const fixed = { platform, store: name, seller, policy }
  if (taxMapFile === undefined) return { ...fixed, taxMap }
  const rules = liveMap(taxMapFile, taxMap, tell)
  return {
    ...fixed,
    get taxMap() {
      return rules()
    },
  }
}

async function closeAll(store: OpenStore, io: OpenIo): Promise<void> {
  await io.close()
  await store.close()
}

const workerName = (): string => `${hostname()}-${process.pid}`
