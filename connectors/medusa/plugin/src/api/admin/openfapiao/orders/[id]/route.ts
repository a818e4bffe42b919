import type { AuthenticatedMedusaRequest, MedusaResponse } from '@medusajs/framework/http'
import { engineOf } from '../../../../../engine-of.ts'

/** The invoices of one order. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  res.json({ fapiao: await engineOf(req.scope).order(req.params.id) })
}
