import type { AuthenticatedMedusaRequest, MedusaResponse } from '@medusajs/framework/http'
import { engineOf } from '../../../../../engine-of.ts'
import { answerDone } from '../../../../answers.ts'
import { isBuyer } from '../../is-buyer.ts'

const UNKNOWN = { type: 'not_found', message: '没有这张订单 There is no such order' }

/** State and the buyer's tokenised link. The order's number alone opens nothing: see `isBuyer`. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  if (!(await isBuyer(req, req.params.id, req.query.email))) return void res.status(404).json(UNKNOWN)
  res.json({ fapiao: await engineOf(req.scope).buyer(req.params.id) })
}

interface Body {
  readonly order_email?: unknown
}

/** `{order_email?, title, kind?, email?}`: asks for an invoice, or for another title. */
export async function POST(req: AuthenticatedMedusaRequest<Body>, res: MedusaResponse): Promise<void> {
  const { order_email, ...asked } = req.body ?? {}
  if (!(await isBuyer(req, req.params.id, order_email))) return void res.status(404).json(UNKNOWN)
  const engine = engineOf(req.scope)
  const done = await engine.request(req.params.id, asked, 'buyer')
  if (done.is === 'done') res.json({ fapiao: await engine.buyer(req.params.id) })
  else answerDone(res, done)
}
