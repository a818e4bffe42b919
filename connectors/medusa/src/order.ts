import type { Io, OrderAnswer } from '@openfapiao/core'
import type { Reading } from './config.ts'
import type { MedusaHost } from './host.ts'
import { normalise } from './normalise/normalise.ts'

/** The order as it is now. A host that does not answer is asked again later. */
export async function fetchOrder(id: string, reading: Reading, host: MedusaHost, io: Io): Promise<OrderAnswer> {
  try {
    const file = await host.file(id)
    return file === undefined ? { is: 'missing' } : normalise(file, reading)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    io.log.warn('an order could not be read', { order: id, why })
    return { is: 'later', why }
  }
}
