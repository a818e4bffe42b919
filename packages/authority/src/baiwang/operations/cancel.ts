import { shanghaiTime } from '../../ledger/shanghai.ts'
import { SHAPE } from '../codes.ts'
import { stamp } from '../messages/rows.ts'
import { invoiceBy } from '../numbers.ts'
import { ok, problemRefusal, refusal } from '../reply.ts'
import { fields, formed, optionalText, text } from '../shapes.ts'
import { operation } from './operation.ts'

/** 税控 and paper kinds in their month. The same again gets the same answer. */
export const cancel = operation({
  method: 'baiwang.output.invoice.cancel',
  version: '6.0',
  request: fields({
    taxNo: text(20),
    invoiceTerminalCode: optionalText(30),
    data: fields({ invoiceCode: optionalText(12), invoiceNo: formed(/^\d{8}(\d{12})?$/), invoiceInvalidOperator: text(20) }),
  }),
  subjects: ({ data }) => [data.invoiceNo],
  answer({ taxNo, data }, { ledger }) {
    const invoice = invoiceBy(data, taxNo, ledger)
    if (!invoice) return refusal([{ ...SHAPE.notPlain, place: 'invoiceNo' }])
    const { number, issuedAt } = invoice
    const answer = ledger.voidInvoice(taxNo, { serial: `cancel#${number}`, number, issuedAt: shanghaiTime(issuedAt) })
    if (answer.is === 'refused') return problemRefusal(answer.problems, { number: 'invoiceNo' })
    return ok({ invalidDate: stamp(ledger.invoice(number)?.voidedAt ?? ledger.now()) })
  },
})
