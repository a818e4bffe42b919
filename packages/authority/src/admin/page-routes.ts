import type { BureauParts } from '../bureau/front.ts'
import { OPERATIONS } from '../bureau/operations/index.ts'
import type { Given, Route, Said } from './route.ts'

/**
 * The bureau's own web page (电子税务局): the same operations with the same JSON as the interface, in anybody's name, without signature, encryption and
 * faults. What is done here was done "elsewhere" for the merchant's system.
 */
export const pageRoutes: readonly Route[] = [{ method: 'POST', path: '/admin/api/:', answer: visit }]

async function visit({ ledger, codes, file }: BureauParts, { id, body }: Given): Promise<Said> {
  const read = OPERATIONS.get(`/api/${id}`)?.read(body)
  if (!read) return undefined
  if (read.is === 'refused') return { body: read.reply }
  return { body: await read.call.answer({ ledger, codes, file, strike: () => undefined }) }
}
