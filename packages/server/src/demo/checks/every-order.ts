import type { OrderOut } from '@openfapiao/api'
import { fenOf } from '@openfapiao/core'
import type { Check, Facts, Finding, SentOrder } from './facts.ts'

/** Owed = covered for every order that was sent, by documents that are issued; or a hold says why not, and who can clear it. */
export const everyOrder: Check = {
  zh: '每张订单都已开票或挂起并说明原因',
  en: 'every order is covered, or held with a reason',
  found: facts => facts.sent.filter(order => order.scope !== 'none').flatMap(order => findingOf(order, facts)),
}

function findingOf(sent: SentOrder, { orders, holds }: Facts): Finding[] {
  const order = orders.find(o => o.ref.id === sent.id)
  const isHeld = order?.hold !== undefined || holds.some(h => h.order?.id === sent.id)
  if (isHeld || (order && isCovered(order))) return []
  const [zh, en] = order ? [whyZh(order), whyEn(order)] : ['未收到', 'it did not arrive']
  return [{ zh: `订单 ${sent.number}：${zh}`, en: `order ${sent.number}: ${en}` }]
}

function isCovered({ paid, refunded, covered, documents }: OrderOut): boolean {
  const under = documents.filter(d => d.state === 'waiting' || d.state === 'queued' || d.state === 'submitted')
  return fenOf(paid) - fenOf(refunded) === fenOf(covered) && under.length === 0
}

const whyZh = ({ paid, refunded, covered }: OrderOut): string => `已付 ${paid}，已退 ${refunded}，已开 ${covered}，也没有挂起原因`
const whyEn = ({ paid, refunded, covered }: OrderOut): string => `paid ${paid}, refunded ${refunded}, covered ${covered}, and no hold`
