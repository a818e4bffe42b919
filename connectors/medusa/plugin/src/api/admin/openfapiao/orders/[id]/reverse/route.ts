import type { AuthenticatedMedusaRequest, MedusaResponse } from '@medusajs/framework/http'
import { engineOf } from '../../../../../../engine-of.ts'
import { actorOf, answerDone } from '../../../../../answers.ts'

interface Body {
  readonly again?: unknown
  readonly why?: unknown
}

/** `{why, again?}`: red letters for everything issued; `again`: then issues anew. */
export async function POST(req: AuthenticatedMedusaRequest<Body>, res: MedusaResponse): Promise<void> {
  const { again, why } = req.body ?? {}
  answerDone(res, await engineOf(req.scope).reverse(req.params.id, { again: again === true, why: typeof why === 'string' ? why : '' }, actorOf(req)))
}
