import { fen, yuan } from '../../ledger/exact.ts'
import { printedBuyer } from '../../ledger/printed-buyer.ts'
import { shanghaiTime } from '../../ledger/shanghai.ts'
import type { Issued } from '../../ledger/state.ts'
import { done, refuse } from '../codes.ts'
import { KIND_OF, kindField, serialField, taxpayerField } from '../messages/issue.ts'
import { fields } from '../messages/shapes.ts'
import { definition, type Room } from './interface.ts'

/** By serial and kind. A serial of the other kind is unknown. */
export const queryResult = definition({
  code: 'ele.encrypt.queryResult',
  request: fields({ fpqqlsh: serialField, nsrsbh: taxpayerField, invoiceKind: kindField }),
  subjects: ({ fpqqlsh }) => [fpqqlsh],
  answer({ fpqqlsh, invoiceKind }, room) {
    const { ledger, taxNumber } = room
    const found = ledger.find(taxNumber, fpqqlsh)
    if (found.is === 'unknown' || kindOf(fpqqlsh, room) !== KIND_OF[invoiceKind]) return refuse('absent', '未查询到该流水号')
    if (found.is === 'processing') return refuse('pending', '开票中')
    if (found.is === 'failed')
      return refuse('failed', found.problems.map(p => p.text).join('；') || `红字确认单状态${found.form?.state ?? ''}，已作废`)
    return done(row(found.issued, room))
  },
})

function kindOf(serial: string, { ledger, taxNumber }: Room): string | undefined {
  const entry = ledger.entry(taxNumber, serial)
  if (entry?.is === 'blue') return entry.invoice.kind
  return entry?.is === 'red' ? (entry.application.blueSpecial ? 'special' : 'ordinary') : undefined
}

/** `fphm,kprq,ewmUrl,pdfUrl,ofdUrl`; sums and buyer only under names that the settings give. */
function row(issued: Issued, { origin, settings: { resultFields: names }, strike }: Room) {
  const { number, issuedAt, invoice } = issued
  const total = strike('wrongTotals') ? yuan(fen(invoice.total) + 1n) : invoice.total
  return {
    fphm: number,
    kprq: shanghaiTime(issuedAt),
    ewmUrl: '',
    pdfUrl: `${origin}/files/${number}.pdf`,
    ofdUrl: '',
    ...(names && { [names.amount]: invoice.amount, [names.tax]: invoice.tax, [names.total]: total, [names.buyerName]: printedBuyer(invoice) }),
  }
}
