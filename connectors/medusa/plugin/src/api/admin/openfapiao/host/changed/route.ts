import type { AuthenticatedMedusaRequest, MedusaResponse } from '@medusajs/framework/http'
import { engineOf } from '../../../../../engine-of.ts'

const MOST = 500

/** What changed since `from`, for a server beside this Medusa. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const { source, from, skip, take } = req.query
  if (typeof source !== 'string' || typeof from !== 'string' || Number.isNaN(Date.parse(from))) {
    res.status(400).json({ type: 'invalid_data', message: 'source and from are needed' })
    return
  }
  const page = { from, skip: wholeNumber(skip, 0), take: Math.min(wholeNumber(take, MOST), MOST) }
  res.json({ rows: await engineOf(req.scope).hostChanged(source, page) })
}

function wholeNumber(text: unknown, otherwise: number): number {
  const value = Number(text)
  return Number.isInteger(value) && value >= 0 ? value : otherwise
}
