import type { Ledger } from '../../ledger/ledger.ts'
import { shanghaiDay } from '../../ledger/shanghai.ts'
import type { Issued } from '../../ledger/state.ts'
import { SHAPE } from '../codes.ts'
import { ISSUE_NAMES, type IssueMessage, invoiceFrom, issueRequest, policyWrongs } from '../messages/issue.ts'
import { redFromIssue } from '../messages/issued-red.ts'
import { issuedRow } from '../messages/rows.ts'
import { invoiceBy } from '../numbers.ts'
import { frontRefusal, ok, problemRefusal, type Reply, refusal, type Wrong } from '../reply.ts'
import { freeSerial } from '../serials.ts'
import { type Counter, operation } from './operation.ts'

/** Synchronous: the answer carries the number, and comes as late as the ledger's delay says. */
export const issue = operation({
  method: 'baiwang.output.invoice.issue',
  version: '6.0',
  request: issueRequest,
  subjects: ({ data }) => [data.serialNo, data.originalInvoiceNo],
  answer({ taxNo, data }, counter) {
    if (data.invoiceType === '0' && counter.strike('quotaExhausted')) return frontRefusal('quota')
    const wrongs = [...policyWrongs(data), ...(data.invoiceType === '0' ? blueWrongs(data) : redWrongs(data))]
    if (wrongs.length > 0) return refusal(wrongs)
    return data.invoiceType === '0' ? issueBlue(taxNo, data, counter) : issueRed(taxNo, data, counter)
  },
})

const missing = (place: string): Wrong => ({ ...SHAPE.missing, place })
const unsupported = (place: string): Wrong => ({ ...SHAPE.unsupported, place })

const RED_FIELDS = ['redInfoNo', 'originalInvoiceCode', 'originalInvoiceNo', 'redIssueReason'] as const

/** A blue has nothing of a red. */
const blueWrongs = (data: IssueMessage): Wrong[] => [
  ...RED_FIELDS.filter(field => data[field] !== undefined).map(place => ({ ...SHAPE.notPlain, place })),
  ...data.invoiceDetailsList.flatMap((l, i) =>
    l.originalInvoiceDetailNo === undefined ? [] : [{ ...SHAPE.notPlain, place: `invoiceDetailsList[${i}].originalInvoiceDetailNo` }],
  ),
]

/** A 数电 red comes of its form; a 税控 one names its blue and its reason, a special one its 红字信息表 (domain.md 4.3). */
function redWrongs(data: IssueMessage): Wrong[] {
  if (data.invoiceTypeCode === '01' || data.invoiceTypeCode === '02') return [unsupported('invoiceType')]
  const special = data.invoiceTypeCode === '004' || data.invoiceTypeCode === '028'
  const needed = RED_FIELDS.filter(field => field !== 'redInfoNo' || special)
  return [
    ...needed.filter(field => data[field] === undefined).map(missing),
    ...data.invoiceDetailsList.flatMap((l, i) =>
      l.originalInvoiceDetailNo === undefined ? [missing(`invoiceDetailsList[${i}].originalInvoiceDetailNo`)] : [],
    ),
  ]
}

function issueBlue(taxNo: string, data: IssueMessage, counter: Counter): Reply {
  const { ledger, edition, settings, strike } = counter
  const serial = freeSerial(taxNo, data.serialNo, ledger, settings)
  if (serial === undefined) return frontRefusal('repeated', 'serialNo')
  const seller = { taxNumber: taxNo, name: ledger.seller(taxNo)?.name ?? '' }
  const shortNameOf = (code: string): string => edition.find(code)?.shortName ?? ''
  const invoice = invoiceFrom({ ...data, serialNo: serial }, { seller, suppliedOn: shanghaiDay(ledger.now()), shortNameOf })
  const twist = { visibleSeconds: strike('slowVisibility')?.seconds, reject: strike('rejected')?.problem, issueSeconds: 0 }
  const answer = ledger.issue(taxNo, [invoice], twist)
  return answer.is === 'refused' ? problemRefusal(answer.problems, ISSUE_NAMES) : decided(taxNo, serial, data.serialNo, ledger)
}

/** The fate of what was accepted is known at once. */
function decided(taxNo: string, serial: string, shown: string, ledger: Ledger): Reply {
  const entry = ledger.entry(taxNo, serial)
  if (entry?.is !== 'blue') throw new Error(`the ledger has not taken ${serial}`)
  if (entry.fate.is === 'failed') return problemRefusal(entry.fate.problems, ISSUE_NAMES)
  return issued(shown, ledger.invoice(entry.fate.number), ledger)
}

function issued(serial: string, found: Issued | undefined, ledger: Ledger): Reply {
  if (!found) throw new Error(`the ledger has not issued ${serial}`)
  return ok({ success: [issuedRow(serial, found)], fail: [] }, ledger.delays().issueSeconds)
}

function issueRed(taxNo: string, data: IssueMessage, { ledger, strike }: Counter): Reply {
  const blue =
    data.originalInvoiceNo === undefined
      ? undefined
      : invoiceBy({ ...data, invoiceNo: data.originalInvoiceNo, invoiceCode: data.originalInvoiceCode }, taxNo, ledger)
  if (!blue || data.redIssueReason === undefined) return refusal([{ ...SHAPE.notPlain, place: 'originalInvoiceNo' }])
  const twist = { visibleSeconds: strike('slowVisibility')?.seconds, issueSeconds: 0 }
  const answer = ledger.applyRed(redFromIssue(data, blue, data.redIssueReason), twist)
  if (answer.is === 'refused') return problemRefusal(answer.problems, ISSUE_NAMES)
  const number = answer.form.fate?.number
  return number === undefined ? frontRefusal('form', 'originalInvoiceNo') : issued(data.serialNo, ledger.invoice(number), ledger)
}
