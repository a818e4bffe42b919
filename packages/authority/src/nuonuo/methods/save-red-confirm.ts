import { redNumberOf } from '../../ledger/form.ts'
import type { Twist } from '../../ledger/twist.ts'
import { formEntryOf, keepEntry, keepForm, serialNoOf } from '../book.ts'
import { done, refuse } from '../codes.ts'
import { applicationOf, type RedConfirm, redConfirmRequest } from '../messages/red-confirm.ts'
import { method, type Office } from '../method.ts'
import { causeOf, wantedPass } from '../session-state.ts'

/** Applies for a red form. Taken is not applied: whether the bureau takes it shows when the form is asked for (state 16 where it does not). */
export const saveInvoiceRedConfirm = method({
  name: 'saveInvoiceRedConfirm',
  request: redConfirmRequest,
  subjects: ({ billId, blueElecInvoiceNumber }) => [billId, blueElecInvoiceNumber].filter(s => s !== undefined),
  answer(request, office) {
    const { ledger, taxNumber } = office
    const entering = request.applySource === '0' ? request.sellerTaxNo : request.buyerTaxNo
    if (entering !== taxNumber) return refuse('userTax', '录入方税号与授权税号不一致')
    const billId = request.billId ?? serialNoOf(taxNumber, `${request.blueElecInvoiceNumber}/${ledger.now()}`)
    if (formEntryOf(ledger, taxNumber, billId) || ledger.entry(request.sellerTaxNo, billId)) return refuse('repeated', 'billId不能重复')
    if (!ledger.invoice(request.blueElecInvoiceNumber)) return refuse('blueWrong', '蓝票号码错误')
    apply(request, billId, office)
    return done(billId)
  },
})

function apply(request: RedConfirm, billId: string, office: Office): void {
  const { ledger, taxNumber, settings, strike } = office
  const { blueElecInvoiceNumber: blueNumber, blueInvoiceLine, redReason, orderNo = billId.slice(0, 20) } = request
  const form = { billId, at: ledger.now(), blueNumber, blueInvoiceLine, redReason, orderNo }
  const pass = wantedPass(office)
  const answer = pass ? undefined : given(request, billId, { visibleSeconds: strike('slowVisibility')?.seconds }, office)
  if (answer?.is !== 'form') {
    const failed = pass ? causeOf(pass) : (answer?.problems.map(p => p.text).join('；') ?? '申请失败')
    keepForm(ledger, taxNumber, { ...form, state: '16', failed })
    return
  }
  keepForm(ledger, taxNumber, { ...form, uuid: answer.form.uuid, state: answer.state })
  keepEntry(ledger, { orderNo, taxNumber, is: 'red', serial: billId, tries: 1, unsealed: false, fetched: !settings.redsAreFetched })
}

function given(request: RedConfirm, billId: string, twist: Twist, { ledger }: Office): ReturnType<Office['ledger']['applyRed']> {
  const blue = ledger.invoice(request.blueElecInvoiceNumber)
  if (!blue) return { is: 'refused', problems: [] }
  const taken = ledger
    .formsOf(blue.number)
    .filter(form => redNumberOf(form, ledger.now()) !== undefined)
    .map(form => form.application)
  return ledger.applyRed(applicationOf(request, billId, blue, taken), twist)
}
