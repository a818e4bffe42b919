import { type Found, find, invoiceOf } from './find.ts'
import { formsOf, isInProgress, issuedReds } from './form.ts'
import { KINDS } from './invoice.ts'
import type { Desk } from './parts.ts'
import { printOf } from './print.ts'
import { type Problem, problem } from './problem.ts'
import { shanghaiMonth, shanghaiTime } from './shanghai.ts'
import { entryKey, type Issued } from './state.ts'

export interface VoidRequest {
  /** Serial of the voiding itself. */
  readonly serial: string
  readonly number: string
  /** `yyyy-MM-dd HH:mm:ss`, Asia/Shanghai. */
  readonly issuedAt: string
}

export type VoidAnswer = { readonly is: 'found'; readonly found: Found } | { readonly is: 'refused'; readonly problems: readonly Problem[] }

/** Voids a 税控 or paper invoice within its month (domain.md 4.1); 数电 electronic ones can only be reversed. */
export function voidInvoice(desk: Desk, taxNumber: string, request: VoidRequest): VoidAnswer {
  const print = printOf(request)
  const known = desk.state.entries.get(entryKey(taxNumber, request.serial))
  if (known && (known.is !== 'void' || known.print !== print))
    return refuse(problem('serialRepeated', ['serial'], `流水号${request.serial}已用于其他内容`))
  if (!known) {
    const problems = problemsOf(desk, taxNumber, request)
    if (problems.length > 0) return refuse(...problems)
    desk.record({ is: 'voided', at: desk.now(), print, seller: taxNumber, serial: request.serial, number: request.number })
  }
  return { is: 'found', found: find(desk, taxNumber, request.serial) }
}

const refuse = (...problems: Problem[]): VoidAnswer => ({ is: 'refused', problems })

function problemsOf(desk: Desk, taxNumber: string, { number, issuedAt }: VoidRequest): Problem[] {
  const invoice = invoiceOf(desk, number)
  if (!invoice || invoice.invoice.seller.taxNumber !== taxNumber || shanghaiTime(invoice.issuedAt) !== issuedAt)
    return [problem('blueNotFound', ['number'], `未找到发票${number}`)]
  if (!KINDS[invoice.invoice.kind].voidable || invoice.colour === 'red') return [problem('notVoidable', ['number'], '该票种不能作废，请红冲')]
  return stateProblems(desk, invoice)
}

function stateProblems(desk: Desk, { number, issuedAt, voidedAt }: Issued): Problem[] {
  if (shanghaiMonth(issuedAt) !== shanghaiMonth(desk.now())) return [problem('notInItsMonth', ['number'], '只能在开票当月作废')]
  if (voidedAt !== undefined || issuedReds(desk, number).length > 0) return [problem('nothingLeft', ['number'], '发票已作废或已红冲')]
  return formsOf(desk, number).some(f => isInProgress(f, desk.now())) ? [problem('formInProgress', ['number'], '存在进行中的红字确认单')] : []
}
