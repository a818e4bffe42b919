import type { AuthenticatedMedusaRequest, MedusaResponse } from '@medusajs/framework/http'
import { engineOf } from '../../../../../../engine-of.ts'
import { actorOf, answerDone } from '../../../../../answers.ts'

/** Sends the deliveries of this order's invoices again, those that arrived too. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  answerDone(res, await engineOf(req.scope).resend(req.params.id, actorOf(req)))
}
