import type { AuthenticatedMedusaRequest, MedusaResponse } from '@medusajs/framework/http'
import type { Done } from '../contract.ts'

/** Who did it, for the audit chain. */
export const actorOf = (req: AuthenticatedMedusaRequest): string => `medusa:${req.auth_context.actor_id}`

/** 200 done · 404 no such order · 409 refused, with the reason in both languages. */
export function answerDone(res: MedusaResponse, done: Done): void {
  if (done.is === 'done') res.json({ done: true })
  else if (done.is === 'missing') res.status(404).json({ type: 'not_found', message: '没有这张订单 There is no such order' })
  else res.status(409).json({ type: 'refused', message: `${done.zh} ${done.en}`, path: done.path, zh: done.zh, en: done.en })
}
