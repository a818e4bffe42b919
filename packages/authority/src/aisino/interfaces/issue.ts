import { shanghaiDay } from '../../ledger/shanghai.ts'
import { done, type Reply, refuse } from '../codes.ts'
import { type BlueMessage, invoiceFrom, issueRequest, type RedMessage, wrongSum } from '../messages/issue.ts'
import { wholeRed } from '../messages/red.ts'
import { definition, type Room } from './interface.ts'

/** Accepted is not issued: the number comes to a query. A serial serves once, whatever it carried (9994). */
export const simpleInvoiceIssue = definition({
  code: 'ele.encrypt.simpleInvoiceIssue',
  issues: true,
  request: issueRequest,
  subjects: m => [m.fpqqlsh, m.invoiceType === '2' ? m.originInvoiceNo : undefined],
  answer(message, room) {
    const { ledger, taxNumber } = room
    if (ledger.entry(taxNumber, message.fpqqlsh)) return refuse('repeated', '发票请求流水号已存在')
    return message.invoiceType === '1' ? issueBlue(message, room) : issueRed(message, room)
  },
})

const joined = (problems: readonly { readonly text: string }[]): string => problems.map(p => p.text).join('；')

function issueBlue(message: BlueMessage, { ledger, edition, taxNumber, strike }: Room): Reply {
  if (strike('quotaExhausted')) return refuse('failed', '当月可用授信额度为0')
  const wrong = wrongSum(message)
  if (wrong !== undefined) return refuse('failed', wrong)
  const sellerName = ledger.seller(taxNumber)?.name ?? ''
  const shortNameOf = (code: string): string => edition.find(code)?.shortName ?? ''
  const invoice = invoiceFrom(message, { sellerName, suppliedOn: shanghaiDay(ledger.now()), shortNameOf })
  const twist = { visibleSeconds: strike('slowVisibility')?.seconds, reject: strike('rejected')?.problem }
  const answer = ledger.issue(taxNumber, [invoice], twist)
  return answer.is === 'accepted' ? done() : refuse(isStranger(answer.problems) ? 'taxpayer' : 'failed', joined(answer.problems))
}

const isStranger = (problems: readonly { readonly is: string }[]): boolean => problems.some(p => p.is === 'notEntitled')

/** All or nothing: a blue of which something came back already is refused. */
function issueRed(message: RedMessage, { ledger, taxNumber, strike }: Room): Reply {
  const blue = ledger.invoice(message.originInvoiceNo)
  if (blue?.colour !== 'blue' || blue.invoice.seller.taxNumber !== taxNumber) return refuse('failed', 'originInvoiceNo：未找到蓝字发票')
  if ((blue.invoice.kind === 'special') !== (message.invoiceKind === '81')) return refuse('failed', 'invoiceKind：与蓝字发票不一致')
  const answer = ledger.applyRed(wholeRed(message, blue), { visibleSeconds: strike('slowVisibility')?.seconds })
  return answer.is === 'form' ? done() : refuse('failed', joined(answer.problems))
}
