import { type Connector, type Settings, settingsSchema, type Traits } from '@openfapiao/core'
import { type FileFault, type ReadJson, readJsonFile } from './json-file.ts'
import { missingOption } from './options.ts'
import { traitsNamed } from './traits.ts'

/** What the caller named; files count from `folder`. */
export interface Named {
  readonly connector: string
  readonly order?: string
  readonly refund: readonly string[]
  readonly settings?: string
  readonly gateway: string
  readonly environment: string
}

/** The files as they were read, and the limits to compose for. Orders and refunds stay as their platform writes them. */
export interface Inputs {
  readonly order: unknown
  readonly refunds: readonly unknown[]
  readonly settings: Settings
  readonly traits: Traits
}

export type ReadInputs = { readonly is: 'inputs'; readonly inputs: Inputs } | { readonly is: 'bad'; readonly faults: readonly FileFault[] }

export const schemaCommandOf = (connector: string): string => `fapiao preview --connector ${connector} --schema`

/** Reads everything before anything is judged, so that one answer names every bad file. */
export async function readInputs(named: Named, { preview }: Connector, folder: string): Promise<ReadInputs> {
  const { order: orderFile, settings: settingsFile } = named
  if (orderFile === undefined || settingsFile === undefined)
    return bad([...(orderFile ? [] : [missingOption('order')]), ...(settingsFile ? [] : [missingOption('settings')])])
  const traits = await traitsNamed(named.gateway, named.environment)
  if (!('linesMax' in traits)) return bad(traits)
  const place = { folder, schemaCommand: schemaCommandOf(named.connector) }
  const settings = await readJsonFile({ ...place, file: settingsFile, schema: settingsSchema })
  const order = await readJsonFile({ ...place, file: orderFile, schema: preview.orderSchema })
  const refunds = await Promise.all(named.refund.map(file => readJsonFile({ ...place, file, schema: preview.refundSchema })))
  const faults = [settings, order, ...refunds].flatMap(faultsOf)
  if (settings.is === 'bad' || order.is === 'bad' || faults.length > 0) return bad(faults)
  return { is: 'inputs', inputs: { order: order.raw, refunds: refunds.flatMap(rawOf), settings: settings.value, traits } }
}

const bad = (faults: readonly FileFault[]): ReadInputs => ({ is: 'bad', faults })
const faultsOf = (read: ReadJson<unknown>): readonly FileFault[] => (read.is === 'bad' ? read.faults : [])
const rawOf = (read: ReadJson<unknown>): unknown[] => (read.is === 'read' ? [read.raw] : [])
