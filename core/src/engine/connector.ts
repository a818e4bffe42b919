import type { z } from 'zod'
import type { Fault } from '../fault/fault.ts'
import type { Order, OrderRef, Request } from '../order/order.ts'
import type { Io, Vault } from './io.ts'
import type { NewHint } from './rows.ts'

export const CONTRACT_VERSION = 1

/** What a connector can do; decides which battery cases run. */
export interface Capabilities {
  readonly webhooks: boolean
  readonly polling: boolean
  readonly refunds: boolean
  readonly publish: boolean
  /** Orders are pushed to us (POS, ERP) instead of read by us. */
  readonly push: boolean
}

/** An HTTP request as received: exact bytes, lower-case header names. `path` is below the connector's mount point. */
export interface RawRequest {
  readonly method: string
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}
export interface RawAnswer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** Given to a connector's `http`: resolves only when the hint is durable. `duplicate` if its `dedupeKey` was known. */
export interface Intake {
  accept(hint: NewHint): Promise<{ readonly id: string; readonly duplicate: boolean }>
  /** A buyer's request, durable with its hint (`Store.request`). Absent where the host takes none. */
  request?(request: Request, hint: NewHint): Promise<'made' | 'known' | 'conflict'>
}

/** A stored hint, as read back by the worker. */
export interface StoredHint {
  readonly topic: string
  readonly store: string
  readonly body: Uint8Array
  readonly headers: Readonly<Record<string, string>>
}

export type ReadHint =
  | { readonly is: 'orders'; readonly refs: readonly OrderRef[] }
  | { readonly is: 'ignored'; readonly why: string }
  | { readonly is: 'privacy'; readonly duty: 'export' | 'erase' | 'eraseStore'; readonly refs: readonly OrderRef[] }
  | { readonly is: 'removed'; readonly store: string }
  | { readonly is: 'unreadable'; readonly fault: Fault }

export type OrderAnswer =
  | { readonly is: 'order'; readonly order: Order }
  | { readonly is: 'missing' }
  | { readonly is: 'later'; readonly why: string; readonly afterSeconds?: number }
  | { readonly is: 'faulty'; readonly faults: readonly Fault[] }

export interface Changed {
  readonly refs: readonly OrderRef[]
  /** Opaque; stored by the engine and given back next time. */
  readonly cursor: string
  readonly more: boolean
}

/** What the platform may show: the invoice's state and the buyer's link. */
export interface Publication {
  readonly state: 'issued' | 'reversed'
  readonly link: string
  readonly documents: readonly { readonly colour: 'blue' | 'red'; readonly number: string; readonly issuedAt: string; readonly total: string }[]
}

export type SendAnswer =
  | { readonly is: 'sent'; readonly receipt?: string }
  | { readonly is: 'later'; readonly why: string; readonly afterSeconds?: number }
  | { readonly is: 'refused'; readonly why: string }

/** An open connector. Network methods resolve with values; only bugs throw. */
export interface ConnectorSession {
  /** The stores this connector is configured for. */
  stores(): readonly string[]
  check(): Promise<Fault[]>
  /** Everything HTTP: webhooks and, for push connectors, their API. Answers 2xx only after `intake.accept` resolved. */
  http(request: RawRequest, intake: Intake): Promise<RawAnswer>
  /** Pure: what a stored hint is about. */
  read(hint: StoredHint): ReadHint
  /** The order as it is now, with its refunds. */
  order(ref: OrderRef): Promise<OrderAnswer>
  changedSince?(store: string, cursor: string | undefined): Promise<Changed>
  /** Idempotent; also called when a red changes the picture. */
  publish?(ref: OrderRef, publication: Publication): Promise<SendAnswer>
}

/** Offline reading of files, for `fapiao preview`: the very same normalisers that the session uses. */
export interface ConnectorPreview {
  readonly orderSchema: z.ZodType
  readonly refundSchema: z.ZodType
  readonly example: { readonly order: unknown; readonly refund: unknown }
  /** `refunds` are raw files in the platform's shape. */
  order(
    raw: unknown,
    refunds: readonly unknown[],
    config: unknown,
  ): { readonly is: 'order'; readonly order: Order } | { readonly is: 'faulty'; readonly faults: readonly Fault[] }
}

export interface Connector<Config = unknown> {
  readonly identifier: string
  readonly contractVersion: number
  readonly displayName: { readonly zh: string; readonly en: string }
  readonly capabilities: Capabilities
  readonly configSchema: z.ZodType<Config>
  open(config: Config, io: Io, vault: Vault): ConnectorSession
  readonly preview: ConnectorPreview
}
