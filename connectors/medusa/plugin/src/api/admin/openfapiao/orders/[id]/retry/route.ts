import type { AuthenticatedMedusaRequest, MedusaResponse } from '@medusajs/framework/http'
import { engineOf } from '../../../../../../engine-of.ts'
import { actorOf, answerDone } from '../../../../../answers.ts'

/** Looks at the order anew, also at one that was never seen. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  answerDone(res, await engineOf(req.scope).retry(req.params.id, actorOf(req)))
}
