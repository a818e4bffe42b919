import { z } from 'zod'
import { redNumberOf, stateOf } from '../../ledger/form.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import { shanghaiTime } from '../../ledger/shanghai.ts'
import type { Form } from '../../ledger/state.ts'
import { optionalText, text } from '../messages/shapes.ts'
import { nothingFound, ok } from '../reply.ts'
import type { Members } from '../tree.ts'
import { operation } from './operation.ts'

const request = z
  .object({ nsrsbh: text(20), lzfphm: optionalText(20), uuid: optionalText(32), fpqqlsh: optionalText(20) })
  .refine(r => r.lzfphm !== undefined || r.uuid !== undefined || r.fpqqlsh !== undefined, { message: 'missing', path: ['lzfphm'] })

/** The forms of one blue, or one form by its id or by the serial it was applied for with; both sides may ask. */
export const redFormsQuery = operation({
  path: '/api/v1/red-forms/query',
  request,
  actor: r => r.nsrsbh,
  subjects: r => [r.lzfphm, r.uuid, r.fpqqlsh].filter(s => s !== undefined),
  answer(sought, { ledger }) {
    const now = ledger.now()
    const forms = (sought.lzfphm === undefined ? ledger.forms() : ledger.formsOf(sought.lzfphm)).filter(
      f => isSought(f, sought) && now >= f.visibleAt,
    )
    return forms.length === 0 ? nothingFound('未查询到红字确认单') : ok({ hzqrxxList: forms.map(f => row(f, ledger)) })
  },
})

function isSought({ application, uuid }: Form, sought: z.infer<typeof request>): boolean {
  const side = application.seller.taxNumber === sought.nsrsbh || application.buyer.taxNumber === sought.nsrsbh
  return side && (sought.uuid ?? uuid) === uuid && (sought.fpqqlsh ?? application.serial) === application.serial
}

function row(form: Form, ledger: Ledger): Members {
  const { application, uuid, formNumber } = form
  const number = redNumberOf(form, ledger.now())
  const red = number === undefined ? undefined : ledger.invoice(number)
  return {
    uuid,
    hzfpxxqrdbh: formNumber,
    lrfsf: application.enteredBy === 'seller' ? '0' : '1',
    lzfphm: application.blueNumber,
    hzqrxxztDm: stateOf(form, ledger.now()),
    ykjhzfpbz: red ? 'Y' : 'N',
    ...(red && { hzfphm: red.number, hzkprq: shanghaiTime(red.issuedAt) }),
    hzcxje: application.amount,
    hzcxse: application.tax,
    chyyDm: application.reason,
    fpqqlsh: application.serial,
  }
}
