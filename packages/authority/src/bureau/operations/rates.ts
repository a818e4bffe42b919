import { z } from 'zod'
import { RATES } from '../../ledger/rates.ts'
import { text } from '../messages/shapes.ts'
import { ok } from '../reply.ts'
import { operation } from './operation.ts'

export const rates = operation({
  path: '/api/v1/rates',
  request: z.object({ nsrsbh: text(20) }),
  actor: request => request.nsrsbh,
  answer: () =>
    ok({ slList: RATES.map(r => ({ slzsl: r.rate, csxz: r.is === 'rate' ? '1' : '2', yxqq: r.from, ...(r.until && { yxqz: r.until }) })) }),
})
