import { z } from 'zod'
import { dateTime, text } from '../messages/shapes.ts'
import { ok, refusal } from '../reply.ts'
import { operation } from './operation.ts'
import { outcome } from './outcome.ts'

const NAMES = { serial: 'fpqqlsh', number: 'fphm', issuedAt: 'kprq' }

/** `fpqqlsh` is the voiding's own serial; asking for it later answers the voided invoice. */
export const invoicesVoid = operation({
  path: '/api/v1/invoices/void',
  request: z.object({ nsrsbh: text(20), fpqqlsh: text(20), fphm: text(20), kprq: dateTime }),
  actor: request => request.nsrsbh,
  subjects: request => [request.fpqqlsh, request.fphm],
  answer({ nsrsbh, fpqqlsh, fphm, kprq }, { ledger }) {
    const answer = ledger.voidInvoice(nsrsbh, { serial: fpqqlsh, number: fphm, issuedAt: kprq })
    return answer.is === 'refused' ? refusal(answer.problems, NAMES) : ok({ jgList: [outcome(fpqqlsh, answer.found)] })
  },
})
