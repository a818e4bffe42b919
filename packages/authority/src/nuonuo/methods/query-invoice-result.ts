import { z } from 'zod'
import { type Entry, entryBySerialNo, entryOf } from '../book.ts'
import { done, refuse } from '../codes.ts'
import { choice, maybe, text } from '../messages/shapes.ts'
import { method, type Office } from '../method.ts'
import { rowOf } from '../row.ts'

const keys = z.array(text(32, 'query')).max(50, 'query')

/** By serials or by orders, 50 at most. What is not found is left out; where nothing is, E9500. */
export const queryInvoiceResult = method({
  name: 'queryInvoiceResult',
  request: z.object({
    serialNos: maybe(keys),
    orderNos: maybe(keys),
    isOfferInvoiceDetail: maybe(choice(['0', '1'], 'query')).transform(flag => flag ?? '0'),
  }),
  subjects: ({ serialNos = [], orderNos = [] }) => [...serialNos, ...orderNos],
  answer({ serialNos = [], orderNos = [], isOfferInvoiceDetail }, office) {
    if (serialNos.length + orderNos.length === 0) return refuse('noKey', '流水号和订单号不能同时为空')
    const entries = [...serialNos.map(no => bySerialNo(no, office)), ...orderNos.map(no => entryOf(office.ledger, office.taxNumber, no))]
    const rows = entries.flatMap(entry => (entry && rowOf(entry, office, isOfferInvoiceDetail === '1')) ?? [])
    return rows.length === 0 ? refuse('notFound', '未查询到发票') : done(rows, '获取成功')
  },
})

const bySerialNo = (serialNo: string, { ledger, taxNumber }: Office): Entry | undefined => entryBySerialNo(ledger, taxNumber, serialNo)
