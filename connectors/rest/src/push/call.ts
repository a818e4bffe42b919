import { type Fault, fault, type Intake, type Io, type NewHint, type OrderRef } from '@openfapiao/core'
import type { RestConfig } from '../config.ts'
import type { StoreKey } from '../keys.ts'
import { PLATFORM } from '../normalise/order.ts'
import { hintBody } from '../read.ts'
import type { Shelf } from '../shelf.ts'

/** What an open connector is made of. */
export interface Parts {
  readonly config: RestConfig
  readonly io: Io
  readonly shelf: Shelf
}

/** One request that has been let in: whose it is, which order its address names, and what it brought. */
export interface Call extends Parts {
  readonly key: StoreKey
  /** The order id in the address; empty where the body alone names it. */
  readonly id: string
  readonly json: unknown
  readonly intake: Intake
}

export const refOf = ({ key }: Call, id: string): OrderRef => ({ platform: PLATFORM, store: key.store, id })

/** A hint carries the order's reference alone. A repeat of the same push has the same `dedupeKey`, so it is known. */
export function hintFor(ref: OrderRef, topic: 'order' | 'refund' | 'request' | 'erase', dedupeKey: string): NewHint {
  const source = topic === 'request' ? 'request' : 'push'
  const hint = { source, connector: PLATFORM, store: ref.store, topic, dedupeKey, body: hintBody(ref.id) } as const
  return topic === 'erase' ? hint : { ...hint, ref }
}

export const notPushed = ({ store, id }: OrderRef): Fault => fault('ORDER_NOT_PUSHED', '', { store, id })
