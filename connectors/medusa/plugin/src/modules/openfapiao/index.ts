import { container } from '@medusajs/framework'
import { asValue } from '@medusajs/framework/awilix'
import type { LoaderOptions } from '@medusajs/framework/types'
import { ContainerRegistrationKeys, Module } from '@medusajs/framework/utils'
import type { Engine, Graph } from '../../contract.ts'
import { openEngine } from '../../engine.ts'

export const OPENFAPIAO = 'openfapiao'

/** What the module's own container holds. */
interface Cradle {
  readonly fapiaoEngine: Engine
  readonly configModule?: { readonly projectConfig: { readonly databaseUrl?: string; readonly workerMode?: string } }
}

/** Opens the engine: its schema is migrated here, under an advisory lock, before anything else of the shop runs. */
async function open({ container: own, options }: LoaderOptions): Promise<void> {
  const config = own.resolve(ContainerRegistrationKeys.CONFIG_MODULE, { allowUnregistered: true }) as Cradle['configModule']
  const logger = own.resolve(ContainerRegistrationKeys.LOGGER)
  const write = (line: string): void => logger.info(`[openfapiao] ${line}`)
  const engine = await openEngine(options, { databaseUrl: config?.projectConfig.databaseUrl, write })
  own.register({ fapiaoEngine: asValue(engine) })
}

/** The engine in Medusa's container, under the module's name. */
export class OpenFapiao {
  readonly engine: Engine
  readonly #worker: boolean

  constructor({ fapiaoEngine, configModule }: Cradle) {
    this.engine = fapiaoEngine
    this.#worker = configModule?.projectConfig.workerMode !== 'server'
  }

  /** Medusa calls these. The host's query is there once every module is; the worker runs where Medusa runs its own. */
  __hooks = {
    onApplicationStart: async (): Promise<void> => {
      this.engine.connect(container.resolve<Graph>(ContainerRegistrationKeys.QUERY))
      if (this.#worker) this.engine.start()
    },
    onApplicationShutdown: async (): Promise<void> => {
      await this.engine.close()
    },
  }
}

export default Module(OPENFAPIAO, { service: OpenFapiao, loaders: [open] })
