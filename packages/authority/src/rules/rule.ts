import type { Edition, TaxpayerKind } from '@openfapiao/core'
import type { Invoice, Line } from '../ledger/invoice.ts'
import type { Problem } from '../ledger/problem.ts'

/** What a rule may know besides the invoice. */
export interface RuleContext {
  readonly edition: Edition
  readonly sellerKind: TaxpayerKind
}

/** One check of the authority on a blue. Every rule looks at every invoice, so that one answer names everything that is wrong. */
export type Rule = (invoice: Invoice, context: RuleContext) => Problem[]

/** A rule that looks at one line at a time; it answers the field and the text of what is wrong. */
export type LineRule = (
  line: Line,
  context: RuleContext,
) => { readonly is: Problem['is']; readonly field: keyof Line; readonly text: string } | undefined

export const perLine =
  (rule: LineRule): Rule =>
  (invoice, context) =>
    invoice.lines.flatMap((line, i) => {
      const found = rule(line, context)
      return found ? [{ is: found.is, path: ['lines', i, found.field], text: `第${i + 1}行${found.text}` }] : []
    })
