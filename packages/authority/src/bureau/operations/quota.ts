import { z } from 'zod'
import { yuan } from '../../ledger/exact.ts'
import { text } from '../messages/shapes.ts'
import { ok } from '../reply.ts'
import { operation } from './operation.ts'

export const quota = operation({
  path: '/api/v1/quota',
  request: z.object({ nsrsbh: text(20) }),
  actor: request => request.nsrsbh,
  answer({ nsrsbh }, { ledger, strike }) {
    const { month, total, used, left } = ledger.quota(nsrsbh)
    const exhausted = strike('quotaExhausted') !== undefined
    return ok({ sq: month, zsxed: yuan(total), ysysxed: yuan(exhausted ? total : used), kysyed: yuan(exhausted ? 0n : left) })
  },
})
