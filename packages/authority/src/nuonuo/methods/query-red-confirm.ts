import { z } from 'zod'
import { shanghaiDay } from '../../ledger/shanghai.ts'
import { done, refuse } from '../codes.ts'
import { choice, day, maybe, maybeText, shaped } from '../messages/shapes.ts'
import { method, type Office } from '../method.ts'
import { byBillId, byUuid, isSideOf, type Known, redRow } from '../red-row.ts'

const DAYS_MAX = 90

const request = z.object({
  identity: choice(['0', '1']),
  billStatus: maybe(shaped(/^\d{2}$/)),
  billId: maybeText(32),
  billNo: maybeText(32),
  billUuid: maybeText(32),
  billTimeStart: maybe(day),
  billTimeEnd: maybe(day),
  pageSize: maybe(shaped(/^([1-9]|[1-4]\d|50)$/)).transform(size => Number(size ?? '10')),
  pageNo: maybe(shaped(/^[1-9]\d{0,3}$/)).transform(page => Number(page ?? '1')),
})
type Request = z.infer<typeof request>

/** By one of its keys, or by the time of entry within 90 days. The state is that of Nuonuo's last look. */
export const queryInvoiceRedConfirm = method({
  name: 'queryInvoiceRedConfirm',
  request,
  subjects: ({ billId, billNo, billUuid }) => [billId, billNo, billUuid].filter(s => s !== undefined),
  answer(asked, office) {
    const keyed = [asked.billId, asked.billNo, asked.billUuid].some(key => key !== undefined)
    if (!keyed && !inSpan(asked)) return refuse('parameter', 'billTimeStart、billTimeEnd：时间范围不能超过90天')
    const rows = (keyed ? byKey(asked, office) : byTime(asked, office))
      .filter(({ form }) => !form || isSideOf(form, asked.identity, office.taxNumber))
      .map(known => redRow(known, office))
      .filter(row => asked.billStatus === undefined || row.billStatus === asked.billStatus)
    const from = (asked.pageNo - 1) * asked.pageSize
    return done({ total: String(rows.length), list: rows.slice(from, from + asked.pageSize) })
  },
})

function inSpan({ billTimeStart, billTimeEnd }: Request): boolean {
  if (billTimeStart === undefined || billTimeEnd === undefined) return false
  const days = (Date.parse(billTimeEnd) - Date.parse(billTimeStart)) / 86_400_000
  return days >= 0 && days <= DAYS_MAX
}

function byKey({ billId, billUuid, billNo }: Request, office: Office): Known[] {
  const known =
    billId !== undefined
      ? byBillId(billId, office)
      : billUuid !== undefined
        ? byUuid(billUuid, office)
        : all(office).find(({ form }) => form?.formNumber === billNo)
  return known ? [known] : []
}

const all = (office: Office): Known[] => office.ledger.forms().flatMap(form => byUuid(form.uuid, office) ?? [])

const byTime = ({ billTimeStart = '', billTimeEnd = '' }: Request, office: Office): Known[] =>
  all(office).filter(({ form }) => {
    const opened = shanghaiDay(form?.openedAt ?? 0)
    return billTimeStart <= opened && opened <= billTimeEnd
  })
