import type { AuthenticatedMedusaRequest, MedusaResponse } from '@medusajs/framework/http'
import { engineOf } from '../../../../../../engine-of.ts'
import { actorOf, answerDone } from '../../../../../answers.ts'

/** `{title: {kind, name, taxNumber?, …}, kind?, email?}`: a title, or another one. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  answerDone(res, await engineOf(req.scope).request(req.params.id, req.body, actorOf(req)))
}
