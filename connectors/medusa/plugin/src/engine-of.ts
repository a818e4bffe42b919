import type { MedusaContainer } from '@medusajs/framework/types'
import { ContainerRegistrationKeys } from '@medusajs/framework/utils'
import type { Engine, Graph } from './contract.ts'
import { OPENFAPIAO, type OpenFapiao } from './modules/openfapiao/index.ts'

/** The engine, able to read this host. */
export function engineOf(container: MedusaContainer): Engine {
  const { engine } = container.resolve<OpenFapiao>(OPENFAPIAO)
  engine.connect(container.resolve<Graph>(ContainerRegistrationKeys.QUERY))
  return engine
}
