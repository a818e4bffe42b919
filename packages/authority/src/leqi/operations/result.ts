import { z } from 'zod'
import { numbers, type ReceiptRow, receipts } from '../books.ts'
import { RESULT_CODES } from '../codes.ts'
import { needed } from '../messages/shapes.ts'
import { noRecords, ok } from '../reply.ts'
import { type Counter, operation } from './operation.ts'

const READABLE_MS = 12 * 3_600_000
const STATUS = { accepted: '00', working: '01', failed: '02', repeated: '03' } as const

/** `CXQDFPSCJG`: what became of an upload; to be read for 12 hours. */
export const uploadResult = operation({
  fwbm: 'CXQDFPSCJG',
  request: z.object({ sllsh: needed(40) }),
  subjects: r => [r.sllsh],
  answer({ sllsh }, counter) {
    const { ledger, platform } = counter
    const receipt = receipts.get(ledger, sllsh)
    const now = ledger.now()
    if (!receipt || receipt.platform !== platform || now < receipt.visibleAt || now - receipt.at > READABLE_MS) return noRecords()
    return ok({ resultList: receipt.rows.map(row => shown(row, counter)) })
  },
})

function shown(row: ReceiptRow, counter: Counter) {
  if (row.is === 'failed') return { fphm: row.number, status: STATUS.failed, message: row.message, Code: row.code }
  if (row.is === 'repeated') return { fphm: row.number, status: STATUS.repeated, message: '发票重复上传', Code: '' }
  return { fphm: row.number, ...became(row.number, counter) }
}

function became(number: string, { ledger }: Counter) {
  if (ledger.invoice(number)) return { status: STATUS.accepted, message: '', Code: '' }
  const owner = numbers.get(ledger, number)
  const found = owner && !owner.red ? ledger.find(owner.taxNumber, number) : undefined
  if (found?.is !== 'failed') return { status: STATUS.working, message: '', Code: '' }
  return { status: STATUS.failed, message: [...(found.problems[0]?.text ?? '')].slice(0, 30).join(''), Code: RESULT_CODES.rule }
}
