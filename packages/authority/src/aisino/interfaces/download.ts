import { renderOfd } from '@openfapiao/documents'
import { eInvoiceOf, isoOf } from '../../files/einvoice.ts'
import type { Issued } from '../../ledger/state.ts'
import { done, refuse } from '../codes.ts'
import { kindField, serialField } from '../messages/issue.ts'
import { choice, fields } from '../messages/shapes.ts'
import { definition } from './interface.ts'

/** 1 PDF, 2 OFD as Base64. A file that is not made yet is 1002. */
export const download = definition({
  code: 'ele.invoice.download',
  request: fields({ fpqqlsh: serialField, invoiceKind: kindField, fileType: choice(['1', '2']) }),
  subjects: ({ fpqqlsh }) => [fpqqlsh],
  async answer({ fpqqlsh, invoiceKind, fileType }, { ledger, taxNumber, file, strike }) {
    const found = ledger.find(taxNumber, fpqqlsh)
    if (found.is !== 'issued' || (found.issued.invoice.kind === 'special') !== (invoiceKind === '81')) return refuse('absent', '未查询到该发票')
    const { issued } = found
    if (strike('lateFiles') || ledger.now() < issued.filesAt.pdf) return refuse('pending', '版式文件生成中')
    const bytes = fileType === '1' ? await file(issued, 'pdf') : ofd(issued)
    return done({ file: Buffer.from(bytes).toString('base64') })
  },
})

function ofd(issued: Issued): Uint8Array {
  const drawn = renderOfd(eInvoiceOf(issued), { region: issued.number.slice(2, 4), requestedAt: isoOf(issued.issuedAt) })
  if (drawn.is === 'ofd') return drawn.bytes
  throw new Error(`${issued.number} cannot be drawn as OFD: ${drawn.is}`)
}
