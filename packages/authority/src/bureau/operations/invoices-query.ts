import { z } from 'zod'
import { list, text } from '../messages/shapes.ts'
import { ok } from '../reply.ts'
import { operation } from './operation.ts'
import { outcome } from './outcome.ts'

export const invoicesQuery = operation({
  path: '/api/v1/invoices/query',
  request: z.object({ nsrsbh: text(20), fpqqlshList: list(text(20), 50) }),
  actor: request => request.nsrsbh,
  subjects: request => request.fpqqlshList,
  answer({ nsrsbh, fpqqlshList }, { ledger, strike }) {
    const tooHigh = strike('wrongTotals') !== undefined
    return ok({ jgList: fpqqlshList.map(serial => outcome(serial, ledger.find(nsrsbh, serial), tooHigh)) })
  },
})
