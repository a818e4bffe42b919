import { fen, yuan } from '../../ledger/exact.ts'
import type { FormNote, Found } from '../../ledger/find.ts'
import { printedBuyer } from '../../ledger/printed-buyer.ts'
import { shanghaiTime } from '../../ledger/shanghai.ts'
import type { Issued } from '../../ledger/state.ts'
import { INVOICE_NAMES } from '../messages/invoice.ts'
import { faultList } from '../reply.ts'
import type { Members } from '../tree.ts'

const STATUS = { issued: '00', processing: '01', failed: '02', unknown: '04' } as const satisfies Record<Found['is'], string>

/** What became of one serial, as a member of `jgList`. `tooHigh`: the ordered fault that adds a fen to the total. */
export function outcome(serial: string, found: Found, tooHigh = false): Members {
  const head = { fpqqlsh: serial, status: STATUS[found.is] }
  if (found.is === 'unknown') return head
  const form = found.form ? formNote(found.form) : {}
  if (found.is === 'processing') return { ...head, ...form }
  if (found.is === 'failed') return { ...head, ...form, ...(found.problems.length > 0 && { cwList: faultList(found.problems, INVOICE_NAMES) }) }
  return { ...head, ...issuedNote(found.issued, tooHigh), ...form }
}

const formNote = ({ formNumber, state }: FormNote): Members => ({ hzfpxxqrdbh: formNumber, hzqrxxztDm: state })

function issuedNote({ number, issuedAt, invoice }: Issued, tooHigh: boolean): Members {
  const jshj = tooHigh ? yuan(fen(invoice.total) + 1n) : invoice.total
  return { fphm: number, kprq: shanghaiTime(issuedAt), hjje: invoice.amount, hjse: invoice.tax, jshj, gmfmc: printedBuyer(invoice) }
}
