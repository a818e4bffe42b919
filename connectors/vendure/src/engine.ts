import type { IncomingMessage, ServerResponse } from 'node:http'
import { type BuyerParts, buyerApp } from '@openfapiao/portal/http'
import { type Embedded, type EmbedSettingsInput, embed } from '@openfapiao/runtime/embed'
import { type EventBus, Logger, type ProcessContext, type TransactionalConnection } from '@vendure/core'
import { vendureConnector } from './connector.ts'
import { openDoors } from './host/doors.ts'
import { hearEvents } from './host/hints.ts'
import { takePictures } from './host/snapshots.ts'
import { PLATFORM } from './normalise/order.ts'

const CONTEXT = 'OpenFapiao'

export interface OpenFapiaoOptions extends Omit<EmbedSettingsInput, 'stores'> {
  /** One store per channel that is invoiced: `store` is the channel's code. */
  readonly stores: readonly Omit<EmbedSettingsInput['stores'][number], 'platform'>[]
  /** Path below which the buyer's pages are mounted; `portalUrl` must end with it. */
  readonly route: string
  /** Run the worker in this process. Default: in the server process, not in Vendure's own worker. */
  readonly worker?: EmbedSettingsInput['worker']
}

/** The engine of one Vendure process, from bootstrap to shutdown. */
export class Engine {
  readonly #options: OpenFapiaoOptions
  readonly #eventBus: EventBus
  readonly #connection: TransactionalConnection
  readonly #process: ProcessContext
  #embedded: Embedded | undefined
  #unhear = (): void => undefined
  #pages: ((request: IncomingMessage, response: ServerResponse) => void) | undefined

  constructor(options: OpenFapiaoOptions, eventBus: EventBus, connection: TransactionalConnection, context: ProcessContext) {
    this.#options = options
    this.#eventBus = eventBus
    this.#connection = connection
    this.#process = context
  }

  /** Throws while the engine is not running (in Vendure's worker process). */
  get embedded(): Embedded {
    if (!this.#embedded) throw new Error('OpenFapiao does not run in this process')
    return this.#embedded
  }

  /** Called by Nest once everything is there. Wrong settings stop the start and say every path and remedy. */
  async onApplicationBootstrap(): Promise<void> {
    takePictures(this.#eventBus, this.#connection)
    if (!this.#process.isServer) return
    const { route: _, stores, ...settings } = this.#options
    const host = openDoors(this.#connection)
    const channels = stores.map(s => s.store)
    const named = { ...settings, stores: stores.map(s => ({ ...s, platform: PLATFORM })) }
    const answer = await embed(named, { connector: vendureConnector(host), config: { channels } }, { write: line => Logger.info(line, CONTEXT) })
    if (answer.is === 'faulty') throw new Error(['OpenFapiao:', ...answer.faults.map(f => `${f.path}: ${f.zh} ${f.en}`)].join('\n'))
    this.#embedded = answer.embedded
    this.#pages = buyerApp(answer.embedded.parts satisfies BuyerParts).callback()
    this.#unhear = hearEvents(this.#eventBus, answer.embedded.runtime.intake(PLATFORM), host, channels)
    answer.embedded.runtime.start()
  }

  async onApplicationShutdown(): Promise<void> {
    this.#unhear()
    await this.#embedded?.close()
    this.#embedded = undefined
  }

  /** The buyer's pages; before the engine is there, and in other processes, a plain 503. */
  answer(request: IncomingMessage, response: ServerResponse): void {
    if (this.#pages) this.#pages(request, response)
    else response.writeHead(503, { 'Retry-After': '5' }).end()
  }
}
