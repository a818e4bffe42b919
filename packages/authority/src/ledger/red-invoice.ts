import { fen, yuan } from './exact.ts'
import type { Invoice, Line, RedApplication, RedLine } from './invoice.ts'

/** The red invoice of a form: parties and kind are the blue's, lines the form's, no remark of the seller's (domain.md 4.2). */
export function redInvoice({ remark: _, ...blue }: Invoice, { serial, amount, tax, lines }: RedApplication): Invoice {
  return { ...blue, serial, amount, tax, total: yuan(fen(amount) + fen(tax)), lines: lines.map(redLine) }
}

const redLine = ({ blueNo: _, ...line }: RedLine): Line => ({ ...line, total: yuan(fen(line.amount) + fen(line.tax)), nature: 'normal' })
