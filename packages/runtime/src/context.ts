import {
  CONTRACT_VERSION,
  type Connector,
  type ConnectorSession,
  type Gateway,
  type OrderRef,
  type Session,
  serialOf,
  type Traits,
} from '@openfapiao/core'
import type { Parts, SellerPart, StorePart } from './parts.ts'

/** A gateway opened for one seller: one lane. */
export interface OpenLane {
  readonly lane: string
  readonly part: SellerPart
  readonly gateway: Gateway
  readonly traits: Traits
  readonly session: Session
}

export interface OpenConnector {
  readonly connector: Connector
  readonly session: ConnectorSession
}

/** What threw in this process: row id → how often in a row, and the changes that only say so. */
export interface Strikes {
  readonly counts: Map<string, number>
  readonly changes: WeakSet<object>
}

/** The parts, opened once: what every piece of work needs. */
export interface Context extends Parts {
  readonly lanes: ReadonlyMap<string, OpenLane>
  readonly open: ReadonlyMap<string, OpenConnector>
  readonly strikes: Strikes
  storeOf(ref: Pick<OrderRef, 'platform' | 'store'>): StorePart | undefined
  laneOf(sellerKey: string): OpenLane
}

const laneName = (sellerKey: string, gateway: string): string => `${sellerKey}/${gateway}`

/** Opens every connector and lane. Throws on wiring that can never work; the message says which part and why. */
export function openParts(parts: Parts): Context {
  refuseWrongWiring(parts)
  const lanes = new Map(parts.sellers.map(part => [laneName(part.key, part.gateway.identifier), openLane(part, parts)]))
  const open = new Map(
    parts.connectors.map(({ connector, config }) => [connector.identifier, { connector, session: connector.open(config, parts.io, parts.vault) }]),
  )
  const laneOf = (key: string): OpenLane => {
    const lane = [...lanes.values()].find(l => l.part.key === key)
    if (!lane) throw new Error(`no lane for seller "${key}"`)
    return lane
  }
  const storeOf: Context['storeOf'] = ref => parts.stores.find(s => s.platform === ref.platform && s.store === ref.store)
  return { ...parts, lanes, open, strikes: { counts: new Map(), changes: new WeakSet() }, laneOf, storeOf }
}

function openLane(part: SellerPart, { io, vault }: Parts): OpenLane {
  const { gateway, gatewayConfig, seller } = part
  const traits = gateway.traits(gatewayConfig)
  const session = gateway.open(gatewayConfig, { taxNumber: seller.taxNumber }, io, vault)
  refuseTraits(gateway.identifier, traits, session)
  return { lane: laneName(part.key, gateway.identifier), part, gateway, traits, session }
}

function refuseWrongWiring({ sellers, stores, connectors, channels }: Parts): void {
  refuseTwice(
    sellers.map(s => s.key),
    'sellers',
  )
  refuseTwice(
    stores.map(s => `${s.platform}/${s.store}`),
    'stores',
  )
  refuseTwice(
    connectors.map(c => c.connector.identifier),
    'connectors',
  )
  refuseTwice(
    channels.map(c => c.identifier),
    'channels',
  )
  for (const { platform, store, seller } of stores) {
    if (!sellers.some(s => s.key === seller)) throw new Error(`store ${platform}/${store} names the unknown seller "${seller}"`)
  }
  for (const { connector } of connectors) {
    if (connector.contractVersion !== CONTRACT_VERSION)
      throw new Error(`connector "${connector.identifier}" speaks contract ${connector.contractVersion}, this engine ${CONTRACT_VERSION}`)
  }
}

function refuseTwice(names: readonly string[], what: string): void {
  const twice = names.find((name, i) => names.indexOf(name) !== i)
  if (twice !== undefined) throw new Error(`two ${what} are called "${twice}"`)
}

const SERIAL_LENGTH = serialOf(new Uint8Array(10)).length

/** What cannot work is refused before the first document, not at it. */
function refuseTraits(gateway: string, { numbering, serialMaxLength, batchMax }: Traits, { reserve }: Session): void {
  if (numbering === 'ours' && !reserve) throw new Error(`gateway "${gateway}" wants us to number invoices and has no numbers to give`)
  if (serialMaxLength < SERIAL_LENGTH)
    throw new Error(`gateway "${gateway}" takes serials of ${serialMaxLength} characters, ours have ${SERIAL_LENGTH}`)
  if (batchMax < 1) throw new Error(`gateway "${gateway}" takes batches of ${batchMax}`)
}
