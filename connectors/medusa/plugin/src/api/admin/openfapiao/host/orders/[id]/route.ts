import type { AuthenticatedMedusaRequest, MedusaResponse } from '@medusajs/framework/http'
import { engineOf } from '../../../../../../engine-of.ts'

/** The order's rows, for a server beside this Medusa. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const file = await engineOf(req.scope).hostOrder(req.params.id)
  if (file === undefined) res.status(404).json({ type: 'not_found', message: '没有这张订单 There is no such order' })
  else res.json(file)
}
