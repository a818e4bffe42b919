import { hostname } from 'node:os'
import { commonEdition } from '@openfapiao/catalogue'
import { type Fault, fieldFaults } from '@openfapiao/core'
import { sm3 } from '@openfapiao/gm'
import { storeVault } from '@openfapiao/store'
import { type OpenIo, openIo } from '../io/index.ts'
import type { ConnectorPart, Parts, Runtime } from '../parts.ts'
import { createRuntime } from '../runtime.ts'
import { channelParts } from './channels.ts'
import { sellerParts } from './gateways.ts'
import { prepareDatabase } from './installation.ts'
import { type EmbedSettings, type EmbedSettingsInput, embedSchema } from './settings.ts'
import { type OpenStore, openBlobs, openStore } from './store.ts'

/** The engine inside a host. `runtime.start()` begins work; nothing runs before. */
export interface Embedded {
  readonly runtime: Runtime
  readonly parts: Parts
  readonly store: OpenStore
  readonly settings: EmbedSettings
  /** Finishes the rows in hand and closes database and connections. */
  close(): Promise<void>
}

export type EmbedAnswer = { readonly is: 'embedded'; readonly embedded: Embedded } | { readonly is: 'faulty'; readonly faults: readonly Fault[] }

export interface EmbedOptions {
  /** Where log lines go, one JSON text each. */
  readonly write: (line: string) => void
  /** Texts that must never stand in a log. */
  readonly secrets?: readonly string[]
}

/**
 * Settings and the host's own connector → the engine, its database migrated under a lock and marked as this installation's. Every fault at once, with path
 * and remedy; then nothing stays open.
 */
export async function embed(settings: EmbedSettingsInput, connector: ConnectorPart, { write, secrets = [] }: EmbedOptions): Promise<EmbedAnswer> {
  const read = embedSchema.safeParse(settings, { reportInput: true })
  if (!read.success) return { is: 'faulty', faults: fieldFaults(read.error) }
  const [sellers, channels] = await Promise.all([sellerParts(read.data), channelParts(read.data)])
  const faults = [...sellers.faults, ...channels.faults]
  if (faults.length > 0) return { is: 'faulty', faults }
  const store = openStore(read.data)
  const io = openIo({ write, secrets: [...secrets, ...ownSecrets(read.data)], record: interaction => store.record(interaction) })
  const unready = await prepareDatabase(store, read.data.installation)
  if (unready.length > 0) return closeAll(store, io).then(() => ({ is: 'faulty', faults: unready }))
  const rest = partsOf(read.data, store, io)
  const parts = { ...rest, sellers: sellers.sellers, channels: channels.open(rest), connectors: [connector] }
  return { is: 'embedded', embedded: embeddedOf(parts, { store, io, settings: read.data }) }
}

function embeddedOf(parts: Parts, { store, io, settings }: { store: OpenStore; io: OpenIo; settings: EmbedSettings }): Embedded {
  const runtime = createRuntime(parts)
  const watching = store.onWork?.(() => runtime.wake())
  const close = async (): Promise<void> => {
    await runtime.stop()
    const unwatch = await watching
    await unwatch?.()
    await closeAll(store, io)
  }
  return { runtime, parts, store, settings, close }
}

function partsOf(settings: EmbedSettings, store: OpenStore, io: OpenIo): Omit<Parts, 'sellers' | 'channels' | 'connectors'> {
  return {
    ...{ store, io, digest: sm3, edition: commonEdition, portalUrl: settings.portalUrl },
    stores: settings.stores.map(({ taxMap = [], ...one }) => ({ ...one, taxMap })),
    blobs: openBlobs(settings),
    vault: storeVault(store, io),
    worker: { name: `${hostname()}-${process.pid}`, ...settings.worker },
  }
}

const ownSecrets = ({ installation, encryption }: EmbedSettings): string[] => [
  installation,
  encryption.indexSecret,
  ...encryption.keys.map(k => k.secret),
]

async function closeAll(store: OpenStore, io: OpenIo): Promise<void> {
  await io.close()
  await store.close()
}
