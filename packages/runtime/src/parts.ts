import type {
  Blobs,
  Channel,
  Connector,
  Digest,
  Edition,
  Editions,
  Gateway,
  Intake,
  Io,
  OrderRef,
  Policy,
  Proposed,
  RawAnswer,
  RawRequest,
  Seller,
  Store,
  TaxMap,
  Vault,
} from '@openfapiao/core'

/** A seller and the one gateway it issues through. `key` names it in rows and events and never changes. */
export interface SellerPart {
  readonly key: string
  readonly seller: Seller
  readonly gateway: Gateway
  readonly gatewayConfig: unknown
}

/** One store of one platform: whose invoices, by which policy and map. */
export interface StorePart {
  readonly platform: string
  readonly store: string
  readonly seller: string
  readonly policy: Policy
  readonly taxMap: TaxMap
}

export interface ConnectorPart {
  readonly connector: Connector
  readonly config: unknown
}

/** Everything the engine is made of; nothing else reaches it. */
export interface Parts {
  readonly store: Store
  readonly blobs: Blobs
  readonly vault: Vault
  readonly io: Io
  readonly digest: Digest
  /** The code list of every supply date, unless `editions` knows better. */
  readonly edition: Edition
  /** Code lists by supply date; asked anew for each order, so that an imported list counts at once. */
  readonly editions?: Editions
  readonly sellers: readonly SellerPart[]
  readonly stores: readonly StorePart[]
  readonly connectors: readonly ConnectorPart[]
  readonly channels: readonly Channel[]
  /** Address under which buyers reach the portal, without trailing slash: `{portalUrl}/i/{link}`. */
  readonly portalUrl: string
  readonly worker?: WorkerOptions
}

export interface WorkerOptions {
  /** Name of this worker in leases and logs. */
  readonly name?: string
  /** Rows claimed at once per kind. Default 32. */
  readonly batch?: number
  /** Turns over the documents that may be under way at once: a gateway that hangs then stops no other. Default 4. */
  readonly turns?: number
  /** Rest between turns that found nothing, milliseconds. Default 500. */
  readonly restMs?: number
  /** Seconds between sweeps of each store. Default 600. 0: no sweeps. */
  readonly sweepSeconds?: number
  /** Blues issued within so many days are looked at, a few each sweep, for reds that were made elsewhere. Default 90. 0: only before a red of ours is sent. */
  readonly formsDays?: number
  /** Default 180. Longer than a gateway's slowest call; after a crash the rows in hand wait so long. */
  readonly leaseSeconds?: number
}

/** Which orders are to be looked at again. */
export interface ReplanFilter {
  readonly platform?: string
  readonly store?: string
}

/** Who decides over a document in doubt, and on what grounds; both stand in the audit event. */
export interface Decision {
  readonly actor: string
  readonly evidence: string
}
export type Decided = { readonly is: 'done' } | { readonly is: 'missing' } | { readonly is: 'refused'; readonly zh: string; readonly en: string }

/** What a person's order to reverse would send: full reds 01, composed and checked as the worker does it. */
export type Reversal =
  | { readonly is: 'reds'; readonly reds: readonly Proposed[] }
  | { readonly is: 'missing' }
  | { readonly is: 'refused'; readonly zh: string; readonly en: string }

export interface ReverseOrder extends Decision {
  /** Issue anew after the red letters; else nothing more until somebody asks for an invoice. */
  readonly again: boolean
}

/** The embeddable engine: no HTTP server, no environment. */
export interface Runtime {
  /** Opens nothing that `parts` has not; starts the worker's loops and the sweeps. Orders that wait are planned anew where their store's settings changed. */
  start(): void
  /** Finishes the rows in hand, then rests. Resolves when nothing is running. */
  stop(): Promise<void>
  /** Work may have come (`PostgresStore.onWork`): looks now instead of at the end of its rest. */
  wake(): void
  /** One turn of the worker over all kinds; answers how many rows were worked. For tests, `demo` and hosts with their own loop. */
  turn(): Promise<number>
  /** Asks every connector for what changed since its cursor, then some gateways for reds made elsewhere; answers how many hints the connectors made. */
  sweep(): Promise<number>
  /** Looks again at every order that is held or waits, after settings or maps were mended; answers how many. */
  replan(filter?: ReplanFilter): Promise<number>
  /** For a document held as `ABSENT` or `ENDLESS`: a person looked in the e-tax bureau, the serial is not there; the same body goes again under it. */
  resend(documentId: string, decision: Decision): Promise<Decided>
  /** For the same: its serial will never be an invoice. The row is dead; a retry of the order makes a new one with a new serial. */
  abandon(documentId: string, decision: Decision): Promise<Decided>
  /** What `reverse` would send for this order. Changes nothing. */
  reversal(ref: OrderRef, again: boolean): Promise<Reversal>
  /** A person orders every live blue of this order reversed in full, reason 01 (decision 0004). Planned by the worker; ordering it twice is refused. */
  reverse(ref: OrderRef, order: ReverseOrder): Promise<Decided>
  /** Durable intake for one connector's `http`. */
  intake(connector: string): Intake
  /** Gives an HTTP request to a connector. undefined: no such connector. */
  http(connector: string, request: RawRequest): Promise<RawAnswer | undefined>
}
