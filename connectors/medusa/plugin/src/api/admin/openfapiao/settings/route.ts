import type { AuthenticatedMedusaRequest, MedusaResponse } from '@medusajs/framework/http'
import { engineOf } from '../../../../engine-of.ts'

/** What runs here; never a secret. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  res.json({ settings: await engineOf(req.scope).settings() })
}
