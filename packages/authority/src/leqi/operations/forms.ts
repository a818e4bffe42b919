import { z } from 'zod'
import { redNumberOf, stateOf } from '../../ledger/form.ts'
import type { FormAction } from '../../ledger/form-states.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import { shanghaiDay, shanghaiTime } from '../../ledger/shanghai.ts'
import type { Form } from '../../ledger/state.ts'
import { sequence } from '../books.ts'
import { applicationFrom, formPath, formRequest } from '../messages/form.ts'
import { choice, count, maybe, maybeChoice, maybeShaped, needed } from '../messages/shapes.ts'
import { noRecords, ok, problems, refused } from '../reply.ts'
import { operation } from './operation.ts'

/** `QDHZQRDSQ`: who enters it is who asks. The wire knows no serial: a second application meets the form that is in progress. */
export const apply = operation({
  fwbm: 'QDHZQRDSQ',
  request: formRequest,
  actors: f => [f.lrfsf === '0' ? f.xsfnsrsbh : (f.gmfnsrsbh ?? '')],
  subjects: f => [f.lzfphm],
  answer(request, { ledger, strike }) {
    const serial = (sequence.get(ledger, 'forms') ?? 0) + 1
    const visibleSeconds = strike('slowVisibility')?.seconds
    const answer = ledger.applyRed(applicationFrom(request, `乐企${serial}`), { visibleSeconds })
    if (answer.is === 'refused') return problems(answer.problems, formPath)
    sequence.set(ledger, 'forms', serial)
    return ok({ hzfpxxqrdbh: answer.form.formNumber, uuid: answer.form.uuid, hzqrxxztDm: answer.state })
  },
})

const ACTION = { Y: 'agree', N: 'refuse', C: 'revoke' } as const satisfies Record<string, FormAction>

/** `QDHZQRDQR`: a platform acts for the side that is its taxpayer. */
export const decide = operation({
  fwbm: 'QDHZQRDQR',
  request: z.object({ xsfnsrsbh: needed(20), uuid: needed(32), hzqrdbh: needed(20), qrlx: choice(['Y', 'N', 'C']) }),
  subjects: r => [r.uuid, r.hzqrdbh],
  answer({ xsfnsrsbh, uuid, hzqrdbh, qrlx }, { ledger, speaksFor }) {
    const known = ledger.form(uuid)
    const form =
      known?.is === 'form' && known.form.formNumber === hzqrdbh && known.form.application.seller.taxNumber === xsfnsrsbh ? known.form : undefined
    if (!form) return noRecords()
    const { seller, buyer } = form.application
    const side = speaksFor(seller.taxNumber) ? 'seller' : speaksFor(buyer.taxNumber ?? '') ? 'buyer' : undefined
    const answer = side && ledger.moveForm(uuid, side, ACTION[qrlx])
    if (!answer) return refused('11', '平台无权代表该纳税人')
    return answer.is === 'refused' ? problems(answer.problems, formPath) : ok({ qrrq: shanghaiTime(ledger.now()) })
  },
})

const day = maybeShaped(/^\d{4}-\d{2}-\d{2}$/, 10)
const listRequest = z
  .object({
    yhjslx: choice(['0', '1']),
    ...{ xsfnsrsbh: maybe(20), xsfmc: maybe(300), gmfnsrsbh: maybe(20), gmfmc: maybe(300) },
    ...{ lrfsf: maybeChoice(['0', '1']), lrrqq: day, lrrqz: day, lzfpdm: maybe(12), lzfphm: maybe(20), hzfpxxqrdbh: maybe(20) },
    ...{ hzqrxxztDm: maybe(2), fppzDm: maybe(2), pageNumber: count, pageSize: count },
  })
  .refine(r => r.yhjslx === '1' || (r.xsfnsrsbh !== undefined && r.xsfmc !== undefined), { path: ['xsfnsrsbh'], message: '必填项为空' })
  .refine(r => r.yhjslx === '0' || (r.gmfnsrsbh !== undefined && r.gmfmc !== undefined), { path: ['gmfnsrsbh'], message: '必填项为空' })
type ListRequest = z.infer<typeof listRequest>

/** `CXQDHZQRDLB`. */
export const list = operation({
  fwbm: 'CXQDHZQRDLB',
  request: listRequest,
  actors: r => [(r.yhjslx === '0' ? r.xsfnsrsbh : r.gmfnsrsbh) ?? ''],
  subjects: r => [r.lzfphm ?? ''],
  answer(request, { ledger }) {
    const sought = ledger.forms().filter(f => ledger.now() >= f.visibleAt && isSought(f, request, ledger))
    if (sought.length === 0) return noRecords()
    const [page, size] = [Number(request.pageNumber), Number(request.pageSize)]
    const rows = sought.slice((page - 1) * size, page * size).map(f => row(f, ledger))
    return ok({ hzqrxxList: { pageNumber: page, pageSize: size, total: sought.length, list: rows } })
  },
})

function isSought(form: Form, r: ListRequest, ledger: Ledger): boolean {
  const { seller, buyer, enteredBy, blueNumber, blueSpecial } = form.application
  const given: readonly (readonly [string | undefined, string | undefined])[] = [
    [r.xsfnsrsbh, seller.taxNumber],
    [r.xsfmc, seller.name],
    [r.gmfnsrsbh, buyer.taxNumber],
    [r.gmfmc, buyer.name],
    [r.lrfsf, enteredBy === 'seller' ? '0' : '1'],
    [r.lzfphm, blueNumber],
    [r.hzfpxxqrdbh, form.formNumber],
    [r.hzqrxxztDm, stateOf(form, ledger.now())],
    [r.fppzDm, blueSpecial ? '01' : '02'],
  ]
  const opened = shanghaiDay(form.openedAt)
  return given.every(([wanted, is]) => wanted === undefined || wanted === is) && (r.lrrqq ?? opened) <= opened && opened <= (r.lrrqz ?? opened)
}

function row(form: Form, ledger: Ledger) {
  const { application: a, uuid, formNumber, openedAt, movedAt } = form
  const number = redNumberOf(form, ledger.now())
  const red = number === undefined ? undefined : ledger.invoice(number)
  return {
    ...{ uuid, hzfpxxqrdbh: formNumber, lrfsf: a.enteredBy === 'seller' ? '0' : '1' },
    ...{ xsfnsrsbh: a.seller.taxNumber, xsfmc: a.seller.name, gmfnsrsbh: a.buyer.taxNumber ?? '', gmfmc: a.buyer.name },
    ...{ lzfphm: a.blueNumber, lzkprq: a.blueIssuedAt, lzhjje: a.blueAmount, lzhjse: a.blueTax, lzfppzDm: a.blueSpecial ? '01' : '02' },
    ...{ hzcxje: a.amount, hzcxse: a.tax, hzqrdmxsl: a.lines.length, chyyDm: a.reason, hzqrxxztDm: stateOf(form, ledger.now()) },
    ...{ qrrq: movedAt === undefined ? '' : shanghaiTime(movedAt), ykjhzfpbz: red ? 'Y' : 'N', yxbz: 'Y', lrrq: shanghaiTime(openedAt) },
    ...(red && { hzfphm: red.number, hzkprq: shanghaiTime(red.issuedAt) }),
  }
}

/** `CXQDHZQRDMX`. */
export const detail = operation({
  fwbm: 'CXQDHZQRDMX',
  request: z.object({ uuid: needed(32), xsfnsrsbh: needed(20) }),
  actors: r => [r.xsfnsrsbh],
  subjects: r => [r.uuid],
  answer({ uuid, xsfnsrsbh }, { ledger }) {
    const known = ledger.form(uuid)
    if (known?.is !== 'form' || known.form.application.seller.taxNumber !== xsfnsrsbh) return noRecords()
    return ok({ ...row(known.form, ledger), cezslxDm: '', hzqrdmxList: known.form.application.lines.map(lineRow) })
  },
})

const lineRow = (l: Form['application']['lines'][number]) => ({
  ...{ lzmxxh: l.blueNo, xh: l.no, sphfwssflhbbm: l.taxCode, hwhyslwfwmc: l.printedName, spfwjc: l.shortName, xmmc: l.name },
  ...{ ggxh: l.spec ?? '', dw: l.unit ?? '', fpspdj: l.unitPrice ?? '', fpspsl: l.quantity ?? '', je: l.amount, sl1: l.rate, se: l.tax },
  ...{ kce: '', yhzcbs: l.policyMark ?? '' },
})
