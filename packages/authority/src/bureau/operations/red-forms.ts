import { applicationFrom, RED_FORM_NAMES, redFormRequest } from '../messages/red-form.ts'
import { ok, refusal } from '../reply.ts'
import { operation } from './operation.ts'

/** Applies for a red form; the side that enters it is the one that asks. */
export const redForms = operation({
  path: '/api/v1/red-forms',
  request: redFormRequest,
  actor: request => (request.lrfsf === '0' ? request.xsfnsrsbh : (request.gmfnsrsbh ?? '')),
  subjects: request => [request.fpqqlsh, request.lzfphm],
  answer(request, { ledger, strike }) {
    const visibleSeconds = strike('slowVisibility')?.seconds
    const answer = ledger.applyRed(applicationFrom(request), { visibleSeconds })
    if (answer.is === 'refused') return refusal(answer.problems, RED_FORM_NAMES)
    return ok({ hzfpxxqrdbh: answer.form.formNumber, uuid: answer.form.uuid, hzqrxxztDm: answer.state })
  },
})
