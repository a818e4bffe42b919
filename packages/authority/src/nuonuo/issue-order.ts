import type { Entry } from './book.ts'
import { type Reply, refuse } from './codes.ts'
import { invoiceFrom, type Order } from './messages/order.ts'
import type { Office } from './method.ts'
import { causeOf, wantedPass } from './session-state.ts'

/** Gives an order to the bureau, as the entry to be kept. What stands in the way there shows as a failed issue, not as a refusal (gateways.md 4.2, 4.3). */
export function issueOrder(order: Order, entry: Entry, office: Office): Entry | Reply {
  const { ledger, strike, taxNumber } = office
  const due = ledger.now() + ledger.delays().issueSeconds * 1000
  const failed = (cause: string): Entry => ({ ...entry, serial: undefined, failed: { at: due, cause } })
  const pass = wantedPass(office)
  if (pass) return failed(causeOf(pass))
  if (strike('quotaExhausted')) return failed('当月可用授信额度为0')
  const serial = entry.tries === 1 ? order.orderNo : `${order.orderNo}/${entry.tries}`
  const twist = { visibleSeconds: strike('slowVisibility')?.seconds, reject: strike('rejected')?.problem }
  const answer = ledger.issue(taxNumber, [invoiceFrom(order, serial, shortNamesOf(office), ledger.seller(taxNumber)?.name ?? '')], twist)
  if (answer.is === 'accepted') return { ...entry, serial, failed: undefined, unsealed: strike('sealFailed') !== undefined }
  const [problem] = answer.problems
  return problem?.is === 'serialRepeated' ? refuse('repeated', '订单编号或流水号不能重复') : failed(answer.problems.map(p => p.text).join('；'))
}

export const shortNamesOf =
  ({ codes }: Office) =>
  (code: string): string =>
    codes.entries.find(entry => entry.code === code)?.shortName ?? ''
