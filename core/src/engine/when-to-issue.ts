import { fault } from '../fault/fault.ts'
import type { Order } from '../order/order.ts'
import type { Chain, Hold } from './rows.ts'
import type { Policy } from './settings.ts'
import { shanghaiDate } from './supply-date.ts'

/** When a blue may leave: at once, or a hold that says what it waits for. A re-issue after a red never waits (design section 5). */
export function whenToIssue(order: Order, chain: Chain, policy: Policy, now: number): { dueAt: number; hold?: Hold } {
  if (policy.mode === 'shadow') return { dueAt: now, hold: fault('SHADOW') }
  const again = chain.documents.some(d => d.state === 'issued')
  if (again || policy.issueWhen === 'paid' || chain.request) return { dueAt: now }
  if (policy.issueWhen === 'request') return { dueAt: now, hold: fault('WAITS_FOR_REQUEST') }
  if (policy.issueWhen === 'manual') return chain.retry ? { dueAt: now } : { dueAt: now, hold: fault('WAITS_FOR_PERSON') }
  const dueAt = Date.parse(order.paidAt ?? order.createdAt) + policy.windowDays * 86_400_000
  return dueAt <= now ? { dueAt: now } : { dueAt, hold: fault('WAITS_FOR_WINDOW', '', { date: shanghaiDate(dueAt) }) }
}
