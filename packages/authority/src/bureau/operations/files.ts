import { sm3 } from '@openfapiao/gm'
import { z } from 'zod'
import type { Issued } from '../../ledger/state.ts'
import { text } from '../messages/shapes.ts'
import { nothingFound, ok, stillWorking } from '../reply.ts'
import { operation } from './operation.ts'

/** The authority's files, for the seller and the buyer. There is no OFD: 04. */
export const files = operation({
  path: '/api/v1/files',
  request: z.object({ nsrsbh: text(20), fphm: text(20), wjgs: text(10) }),
  actor: request => request.nsrsbh,
  subjects: request => [request.fphm],
  async answer({ nsrsbh, fphm, wjgs }, { ledger, file, strike }) {
    const issued = ledger.invoice(fphm)
    if (!issued || !isParty(issued, nsrsbh)) return nothingFound('未查询到该发票')
    if (wjgs !== 'pdf' && wjgs !== 'xml') return nothingFound('该格式的版式文件不存在')
    if (strike('lateFiles') || ledger.now() < issued.filesAt[wjgs]) return stillWorking('版式文件生成中')
    const bytes = await file(issued, wjgs)
    return ok({ wjnr: Buffer.from(bytes).toString('base64'), wjhash: sm3(bytes) })
  },
})

const isParty = ({ invoice }: Issued, taxNumber: string): boolean => invoice.seller.taxNumber === taxNumber || invoice.buyer.taxNumber === taxNumber
