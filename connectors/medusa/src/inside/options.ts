import { type Fault, fieldFaults } from '@openfapiao/core'
import { type EmbedSettingsInput, embedSchema } from '@openfapiao/runtime/embed'
import { z } from 'zod'
import { type InsideConfig, insideSchema } from '../config.ts'

/** Medusa puts the connection of its own database among a module's options. */
const hostsOwn = { database: z.unknown().optional() }

const storeShape = embedSchema.shape.stores.element.shape

/** The engine inside the host: what `runtime` wants, less the database, which is the host's, and with the one store flattened. */
const insideOptions = z.strictObject({
  ...hostsOwn,
  mode: z.literal('inside').describe('引擎在 Medusa 进程内 the engine runs inside Medusa'),
  ...embedSchema.omit({ database: true, stores: true }).shape,
  ...insideSchema.shape,
  schema: z
    .string()
    .regex(/^[a-z_][a-z0-9_]{0,62}$/)
    .default('openfapiao')
    .describe('Medusa 数据库中的 schema the schema in Medusa’s database'),
  connections: z.number().int().min(1).max(50).default(5).describe('connections of one process'),
  seller: storeShape.seller,
  policy: storeShape.policy,
  taxMap: storeShape.taxMap,
})

/** A server beside the host: it is told what happens, and asks this plugin for the orders. */
const serverOptions = z.strictObject({
  ...hostsOwn,
  mode: z.literal('server').describe('引擎在独立的服务中 the engine runs in a server of its own'),
  store: insideSchema.shape.store,
  url: z.url({ protocol: /^https?$/ }).describe('服务上本连接器的地址 the connector’s address at the server: https://…/connectors/medusa'),
  secret: z.string().min(16).describe('签名密钥，与服务端 secrets 之一相同 the signing secret, one of the server’s `secrets`'),
})

const optionsSchema = z.discriminatedUnion('mode', [insideOptions, serverOptions])
export type InsideOptions = z.output<typeof insideOptions>
export type ServerOptions = z.output<typeof serverOptions>

export type ReadOptions =
  | { readonly is: 'inside'; readonly options: InsideOptions }
  | { readonly is: 'server'; readonly options: ServerOptions }
  | { readonly is: 'faulty'; readonly faults: readonly Fault[] }

export function readOptions(raw: unknown): ReadOptions {
  const read = optionsSchema.safeParse(raw, { reportInput: true })
  if (!read.success) return { is: 'faulty', faults: fieldFaults(read.error, 'options') }
  return read.data.mode === 'inside' ? { is: 'inside', options: read.data } : { is: 'server', options: read.data }
}

/** Plugin options → the settings of `embed` and the connector's own. */
export function embedOf(options: InsideOptions, databaseUrl: string, platform: string): { settings: EmbedSettingsInput; config: InsideConfig } {
  const { store, firstSweepDays, title, product, seller, policy, taxMap } = options
  const { environment, installation, encryption, directory, portalUrl, sellers, channels, worker } = options
  return {
    settings: {
      ...{ environment, installation, encryption, directory, portalUrl, sellers, channels, worker },
      database: { client: 'pg', url: databaseUrl, schema: options.schema, connections: options.connections },
      stores: [{ platform, store, seller, policy, ...(taxMap ? { taxMap } : {}) }],
    },
    config: { store, firstSweepDays, title, product },
  }
}
