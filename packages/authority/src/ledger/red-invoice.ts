import { fen, yuan } from './exact.ts'
import type { Invoice, Line, RedApplication, RedLine } from './invoice.ts'

/** The red invoice of a form: parties and kind are the blue's, lines the form's, no remark of the seller's (domain.md 4.2). */
export function redInvoice({ remark: _, ...blue }: Invoice, { serial, amount, tax, lines }: RedApplication): Invoice {
  return { ...blue, serial, amount, tax, total: yuan(fen(amount) + fen(tax)), lines: lines.map(line => redLine(line, blue.lines)) }
}

/** The form need not repeat the policy mark; the print has it all the same. */
function redLine({ blueNo, ...line }: RedLine, blueLines: readonly Line[]): Line {
  const policyMark = line.policyMark ?? blueLines.find(l => l.no === blueNo)?.policyMark
  return { ...line, policyMark, total: yuan(fen(line.amount) + fen(line.tax)), nature: 'normal' }
}
