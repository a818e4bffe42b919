/**
 * What the plugin's files ask of the engine beneath them. No imports: the plugin is compiled apart from this house, by Medusa's own build, and this file
 * is copied beside it.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'

/** `query.graph` of the host's container. */
export interface Graph {
  graph(query: {
    entity: string
    fields: string[]
    filters?: Record<string, unknown>
    pagination?: { skip?: number; take?: number; order?: Record<string, 'ASC' | 'DESC'> }
  }): Promise<{ data: unknown[] }>
}

export interface Said {
  readonly zh: string
  readonly en: string
}
export type Done = { readonly is: 'done' } | { readonly is: 'missing' } | ({ readonly is: 'refused'; readonly path?: string } & Said)

export interface DocumentView {
  readonly id: string
  readonly colour: 'blue' | 'red' | 'void'
  readonly kind: string
  readonly state: string
  readonly buyer: string
  readonly total: string
  readonly number?: string | undefined
  readonly issuedAt?: string | undefined
  readonly hold?: Said | undefined
  readonly files: readonly { readonly format: string; readonly state: string }[]
  readonly deliveries: readonly { readonly channel: string; readonly state: string }[]
}

/** An order's invoices for the merchant. Amounts are yuan texts. */
export interface OrderView {
  readonly state: 'none' | 'held' | 'underWay' | 'issued'
  readonly hold?: Said | undefined
  /** The buyer's page. */
  readonly link?: string | undefined
  readonly title?: { readonly kind: string; readonly name: string; readonly taxNumber?: string | undefined } | undefined
  readonly documents: readonly DocumentView[]
}

/** The same for the buyer: only what the buyer can clear is told. */
export interface BuyerView {
  readonly state: OrderView['state']
  readonly link?: string | undefined
  readonly reason?: Said | undefined
}

/** What runs here, for the settings page. Never a secret. */
export interface SettingsView {
  readonly mode: 'inside' | 'server'
  readonly store: string
  readonly faults: readonly (Said & { readonly path: string })[]
  readonly sellers: readonly {
    readonly key: string
    readonly name: string
    readonly taxNumber: string
    readonly gateway: string
    readonly sandbox: boolean
  }[]
  readonly policy: Readonly<Record<string, unknown>>
  readonly taxMap: readonly { readonly match: string; readonly taxCode: string; readonly rate?: string | undefined }[]
  readonly lanes: readonly { readonly lane: string; readonly need?: string | undefined }[]
  readonly backlog: Readonly<Record<string, number>>
}

export interface Engine {
  readonly mode: 'inside' | 'server'
  /** The host's query, known once the host has started. Nothing is read before. */
  connect(query: Graph): void
  /** Begins the work; only where the host's worker mode allows. */
  start(): void
  /** Something happened to this order. Resolves once that is durable. */
  hint(event: string, order: string): Promise<void>
  /** Asks the host for what changed; answers how many hints that made. */
  sweep(): Promise<number>
  order(id: string): Promise<OrderView>
  buyer(id: string): Promise<BuyerView>
  retry(id: string, actor: string): Promise<Done>
  reverse(id: string, order: { readonly again: boolean; readonly why: string }, actor: string): Promise<Done>
  /** Sends what this order's invoices are to be delivered by once more, also where it arrived. */
  resend(id: string, actor: string): Promise<Done>
  /** `asked` is unchecked: `{title, kind, email?}`. */
  request(id: string, asked: unknown, actor: string): Promise<Done>
  settings(): Promise<SettingsView>
  /** The buyer's pages; `request.url` is below the address that `portalUrl` names. */
  pages(request: IncomingMessage, response: ServerResponse): void
  /** For a server beside the host: the order's rows, and what changed. */
  hostOrder(id: string): Promise<unknown>
  hostChanged(source: string, page: { readonly from: string; readonly skip: number; readonly take: number }): Promise<readonly unknown[]>
  close(): Promise<void>
}

/** The plugin's options, unchecked, and what the host knows. Never throws for wrong options: the engine says what is wrong and does nothing. */
export type OpenEngine = (options: unknown, host: HostFacts) => Promise<Engine>

export interface HostFacts {
  /** The host's own database; the engine's tables stand in a schema of their own in it. */
  readonly databaseUrl?: string | undefined
  readonly write: (line: string) => void
}
