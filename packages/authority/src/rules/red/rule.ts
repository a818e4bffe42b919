import type { RedApplication, RedLine } from '../../ledger/invoice.ts'
import type { LeftLine } from '../../ledger/left.ts'
import type { Problem } from '../../ledger/problem.ts'
import type { Issued } from '../../ledger/state.ts'

/** Where the taxpayer's province stands on partial reds; practice and the official text differ (domain.md 4.2, gateways.md 1.5). */
export type PartialRed = 'always' | 'afterBooking' | 'never'

/** What a rule on a red form may know besides the application. */
export interface RedContext {
  readonly blue: Issued
  readonly left: readonly LeftLine[]
  readonly partialRed: PartialRed
}

export type RedRule = (application: RedApplication, context: RedContext) => Problem[]

export type RedLineRule = (
  line: RedLine,
  left: LeftLine | undefined,
  application: RedApplication,
) => { readonly is: Problem['is']; readonly field: keyof RedLine; readonly text: string } | undefined

/** A rule that looks at one line and the blue's line it names. */
export const perRedLine =
  (rule: RedLineRule): RedRule =>
  (application, { left }) =>
    application.lines.flatMap((line, i) => {
      const blueLine = left.find(l => l.no === line.blueNo)
      const found = rule(line, blueLine, application)
      return found ? [{ is: found.is, path: ['lines', i, found.field], text: `第${i + 1}行${found.text}` }] : []
    })
