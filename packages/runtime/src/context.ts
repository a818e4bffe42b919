import type { Connector, ConnectorSession, Gateway, OrderRef, Session, Traits } from '@openfapiao/core'
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

/** The parts, opened once: what every piece of work needs. */
export interface Context extends Parts {
  readonly lanes: ReadonlyMap<string, OpenLane>
  readonly open: ReadonlyMap<string, OpenConnector>
  storeOf(ref: Pick<OrderRef, 'platform' | 'store'>): StorePart | undefined
  laneOf(sellerKey: string): OpenLane
}

export const laneName = (sellerKey: string, gateway: string): string => `${sellerKey}/${gateway}`

/** Opens every connector and lane. Throws on wiring that can never work: a store of an unknown seller, two parts of one name. */
export function openParts(parts: Parts): Context {
  const lanes = new Map(parts.sellers.map(part => [laneName(part.key, part.gateway.identifier), openLane(part, parts)]))
  const open = new Map(
    parts.connectors.map(({ connector, config }) => [connector.identifier, { connector, session: connector.open(config, parts.io, parts.vault) }]),
  )
  for (const store of parts.stores) {
    if (!parts.sellers.some(s => s.key === store.seller))
      throw new Error(`store ${store.platform}/${store.store} names the unknown seller "${store.seller}"`)
  }
  const laneOf = (key: string): OpenLane => {
    const lane = [...lanes.values()].find(l => l.part.key === key)
    if (!lane) throw new Error(`no lane for seller "${key}"`)
    return lane
  }
  return { ...parts, lanes, open, laneOf, storeOf: ref => parts.stores.find(s => s.platform === ref.platform && s.store === ref.store) }
}

function openLane(part: SellerPart, { io, vault }: Parts): OpenLane {
  const { gateway, gatewayConfig, seller } = part
  return {
    lane: laneName(part.key, gateway.identifier),
    part,
    gateway,
    traits: gateway.traits(gatewayConfig),
    session: gateway.open(gatewayConfig, { taxNumber: seller.taxNumber }, io, vault),
  }
}
