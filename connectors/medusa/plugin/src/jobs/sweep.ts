import type { MedusaContainer } from '@medusajs/framework/types'
import { engineOf } from '../engine-of.ts'

/** Medusa runs jobs only where its worker mode allows; what an event did not bring is found here. */
export default async function sweep(container: MedusaContainer): Promise<void> {
  await engineOf(container).sweep()
}

export const config = { name: 'openfapiao-sweep', schedule: '* * * * *' }
