import { z } from 'zod'
import type { FormAction } from '../../ledger/form-states.ts'
import { shanghaiTime } from '../../ledger/shanghai.ts'
import { oneOf, text } from '../messages/shapes.ts'
import { nothingFound, ok, refusal } from '../reply.ts'
import { operation } from './operation.ts'

const ACTION = { Y: 'agree', N: 'refuse', C: 'revoke' } as const satisfies Record<string, FormAction>

/** Whoever asks acts for the side that is theirs. */
export const redFormsConfirm = operation({
  path: '/api/v1/red-forms/confirm',
  request: z.object({ nsrsbh: text(20), uuid: text(32), hzqrdbh: text(20), qrlx: oneOf(['Y', 'N', 'C']) }),
  actor: request => request.nsrsbh,
  subjects: request => [request.uuid, request.hzqrdbh],
  answer({ nsrsbh, uuid, hzqrdbh, qrlx }, { ledger }) {
    const known = ledger.form(uuid)
    const form = known?.is === 'form' && known.form.formNumber === hzqrdbh ? known.form : undefined
    const side = form?.application.seller.taxNumber === nsrsbh ? 'seller' : form?.application.buyer.taxNumber === nsrsbh ? 'buyer' : undefined
    const answer = side && ledger.moveForm(uuid, side, ACTION[qrlx])
    if (!answer) return nothingFound('未查询到红字确认单')
    return answer.is === 'refused' ? refusal(answer.problems) : ok({ qrrq: shanghaiTime(ledger.now()), hzqrxxztDm: answer.state })
  },
})
