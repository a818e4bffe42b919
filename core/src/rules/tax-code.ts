import { type Fault, fault } from '../fault/fault.ts'
import { type CodeEntry, isTaxCode } from '../tax/tax-code.ts'
import type { Rule } from './rule.ts'

/**
 * 19 digits, not a summary code, in force on the supply date. A code the edition does not hold is an error only where the edition is complete.
 * A red keeps the code of its blue, so only blues are held to the list.
 */
export const taxCode: Rule = {
  name: 'tax-code',
  source: 'domain.md 5, 10 (codes that end with a date); gateways.md 1.4 (sfhzx)',
  check: ({ lines, colour, suppliedOn: date }, { edition }) =>
    lines.flatMap(({ taxCode: code }, i): Fault[] => {
      const path = `lines.${i}.taxCode`
      if (!isTaxCode(code)) return [fault('CODE_SHAPE', path, { code })]
      if (colour === 'red') return []
      const entry = edition.find(code)
      if (entry) return unusable(entry, date, i + 1, path)
      return [fault(edition.partial ? 'CODE_NOT_SHIPPED' : 'CODE_UNKNOWN', path, { code, edition: edition.version })]
    }),
}

function unusable({ code, summary, from = '', until = '9999' }: CodeEntry, date: string, line: number, path: string): Fault[] {
  if (summary) return [fault('CODE_SUMMARY', path, { line, code })]
  return from <= date && date <= until ? [] : [fault('CODE_NOT_IN_FORCE', path, { line, code, date, from: from || '…', until })]
}
