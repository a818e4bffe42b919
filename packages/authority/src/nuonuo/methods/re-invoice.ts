import { z } from 'zod'
import { type Entry, entryBySerialNo, entryOf, keepEntry, serialNoOf } from '../book.ts'
import { done, refuse } from '../codes.ts'
import { billingRequest } from '../messages/order.ts'
import { maybeText } from '../messages/shapes.ts'
import { method, type Office } from '../method.ts'
import { LIMITS, letThrough } from '../ration.ts'
import { again } from '../reverse-order.ts'
import { rowOf } from '../row.ts'

/** 开票重试: a failed order once more, or the seal of one that was not sealed; 20 times a serial and day. */
export const reInvoice = method({
  name: 'reInvoice',
  request: z.object({ fpqqlsh: maybeText(32), orderno: maybeText(32) }),
  subjects: ({ fpqqlsh, orderno }) => [fpqqlsh, orderno].filter(s => s !== undefined),
  answer({ fpqqlsh = '', orderno = '' }, office) {
    if (fpqqlsh === '' && orderno === '') return refuse('noKey', '流水号和订单号不能同时为空')
    const { ledger, taxNumber } = office
    const entry = entryOf(ledger, taxNumber, orderno) ?? entryBySerialNo(ledger, taxNumber, fpqqlsh)
    if (!entry) return refuse('notFound', '未查询到发票')
    if (!letThrough(ledger, `nuonuo/retry/${taxNumber}/${entry.orderNo}`, LIMITS.retry)) return refuse('retries', '同一流水号单日最多重试20次')
    const next = retry(entry, office)
    if ('code' in next) return next
    keepEntry(ledger, next)
    return done({ invoiceSerialNum: serialNoOf(taxNumber, entry.orderNo) })
  },
})

function retry(entry: Entry, office: Office): ReturnType<typeof again> {
  const state = rowOf(entry, office, false)?.status
  if (state === '24') return { ...entry, unsealed: false }
  const order = billingRequest.shape.order.safeParse(entry.order)
  if (state !== '22' || !order.success) return refuse('state', '发票状态不允许重试')
  return again(order.data, { ...entry, tries: entry.tries + 1 }, office)
}
