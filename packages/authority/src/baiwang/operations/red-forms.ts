import type { FormAction } from '../../ledger/form-states.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import type { Form } from '../../ledger/state.ts'
import { FRONT, SHAPE } from '../codes.ts'
import { applicationFrom, RED_FORM_NAMES, redFormRequest } from '../messages/red-form.ts'
import { formDetail, formRow } from '../messages/rows.ts'
import { frontRefusal, ok, problemRefusal, refusal } from '../reply.ts'
import { fields, lineNo, oneOf, optionalFormed, optionalText, text } from '../shapes.ts'
import { operation } from './operation.ts'

const accepted = ({ uuid, formNumber }: Form, state: string) => [{ redConfirmUuid: uuid, redConfirmNo: formNumber, confirmState: state }]

/** The side that enters a form is the one that asks. */
export const redAdd = operation({
  method: 'baiwang.output.redinvoice.add',
  version: '7.0',
  request: redFormRequest,
  subjects: form => [form.redConfirmSerialNo, form.originalInvoiceNo],
  answer(form, { ledger, settings, strike }) {
    if ((form.entryIdentity === '01' ? form.sellerTaxNo : form.buyerTaxNo) !== form.taxNo) return refusal([{ ...FRONT.app, place: 'taxNo' }])
    const known = ledger.entry(form.sellerTaxNo, form.redConfirmSerialNo) !== undefined
    if (known && settings.repeatedSerial === 'refuses') return frontRefusal('repeated', 'redConfirmSerialNo')
    const answer = ledger.applyRed(applicationFrom(form), { visibleSeconds: strike('slowVisibility')?.seconds })
    return answer.is === 'refused' ? problemRefusal(answer.problems, RED_FORM_NAMES) : ok(accepted(answer.form, answer.state))
  },
})

const ACTIONS = { '01': 'agree', '02': 'refuse', '03': 'revoke' } as const satisfies Record<string, FormAction>

const sideOf = (form: Form, taxNo: string): 'seller' | 'buyer' | undefined => {
  const { seller, buyer } = form.application
  return seller.taxNumber === taxNo ? 'seller' : buyer.taxNumber === taxNo ? 'buyer' : undefined
}

/** A form that this taxpayer may see by now. */
function formFor(uuid: string, taxNo: string, ledger: Ledger): Form | undefined {
  const known = ledger.form(uuid)
  return known?.is === 'form' && sideOf(known.form, taxNo) !== undefined && ledger.now() >= known.form.visibleAt ? known.form : undefined
}

/** Whoever asks acts for the side that is theirs. */
export const redOperate = operation({
  method: 'baiwang.output.redinvoice.operate',
  version: '7.0',
  request: fields({
    taxNo: text(20),
    sellerTaxNo: text(20),
    redConfirmUuid: text(32),
    redConfirmNo: text(20),
    confirmType: oneOf(['01', '02', '03']),
    taxUserName: optionalText(100),
  }),
  subjects: asked => [asked.redConfirmUuid, asked.redConfirmNo],
  answer({ taxNo, sellerTaxNo, redConfirmUuid, redConfirmNo, confirmType }, { ledger }) {
    const form = formFor(redConfirmUuid, taxNo, ledger)
    const side = form && sideOf(form, taxNo)
    if (!side || form.formNumber !== redConfirmNo || form.application.seller.taxNumber !== sellerTaxNo) return frontRefusal('form', 'redConfirmUuid')
    const answer = ledger.moveForm(redConfirmUuid, side, ACTIONS[confirmType])
    if (answer?.is === 'form') return ok(accepted(answer.form, answer.state))
    return refusal([{ ...FRONT.form, place: 'confirmType', text: answer?.problems.map(p => p.text).join('；') ?? FRONT.form.text }])
  },
})

const PAGE_MAX = 50

/** Forms where the taxpayer is seller (0) or buyer (1), newest first. */
export const redFormlist = operation({
  method: 'baiwang.output.redinvoice.formlist',
  version: '7.0',
  request: fields({
    taxNo: text(20),
    sellerTaxNo: optionalText(20),
    buySelSelector: oneOf(['0', '1']),
    originalInvoiceNo: optionalFormed(/^\d{20}$/),
    redConfirmSerialNo: optionalText(60),
    confirmState: optionalFormed(/^\d{2}$/),
    pageNo: lineNo,
    pageSize: lineNo,
    taxUserName: optionalText(100),
  }),
  subjects: asked => [asked.originalInvoiceNo, asked.redConfirmSerialNo],
  answer({ pageNo, pageSize, ...asked }, { ledger }) {
    const size = Number(pageSize)
    if (size > PAGE_MAX) return refusal([{ ...SHAPE.notPlain, place: 'pageSize' }])
    const rows = ledger.forms().filter(form => isSought(form, asked, ledger))
    const from = (Number(pageNo) - 1) * size
    return ok(
      rows
        .reverse()
        .slice(from, from + size)
        .map(form => formRow(form, ledger)),
    )
  },
})

interface Sought {
  readonly taxNo: string
  readonly buySelSelector: '0' | '1'
  readonly originalInvoiceNo?: string
  readonly redConfirmSerialNo?: string
  readonly confirmState?: string
}

function isSought(form: Form, asked: Sought, ledger: Ledger): boolean {
  if (ledger.now() < form.visibleAt || sideOf(form, asked.taxNo) !== (asked.buySelSelector === '0' ? 'seller' : 'buyer')) return false
  const row = formRow(form, ledger)
  return (['originalInvoiceNo', 'redConfirmSerialNo', 'confirmState'] as const).every(name => asked[name] === undefined || asked[name] === row[name])
}

/** One form by its uuid, for both sides. */
export const redFormDetail = operation({
  method: 'baiwang.output.redinvoice.redforminfo',
  version: '6.0',
  request: fields({
    taxNo: text(20),
    sellerTaxNo: optionalText(20),
    redConfirmUuid: text(32),
    redConfirmNo: optionalText(20),
    taxUserName: optionalText(100),
  }),
  subjects: asked => [asked.redConfirmUuid],
  answer({ taxNo, redConfirmUuid }, { ledger }) {
    const form = formFor(redConfirmUuid, taxNo, ledger)
    return form ? ok([formDetail(form, ledger)]) : frontRefusal('form', 'redConfirmUuid')
  },
})
