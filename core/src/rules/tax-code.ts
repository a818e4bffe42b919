import { type Fault, fault } from '../fault/fault.ts'
import { isTaxCode } from '../tax/tax-code.ts'
import type { Rule } from './rule.ts'

/** 19 digits, not a summary code. A code the edition does not hold is an error only where the edition is complete. */
export const taxCode: Rule = {
  name: 'tax-code',
  source: 'domain.md 5; gateways.md 1.4 (sfhzx)',
  check: ({ lines, colour }, { edition }) =>
    lines.flatMap(({ taxCode: code }, i): Fault[] => {
      const path = `lines.${i}.taxCode`
      if (!isTaxCode(code)) return [fault('CODE_SHAPE', path, { code })]
      const entry = edition.find(code)
      if (entry?.summary) return [fault('CODE_SUMMARY', path, { line: i + 1, code })]
      const unlisted = entry === undefined && colour === 'blue'
      return unlisted ? [fault(edition.partial ? 'CODE_NOT_SHIPPED' : 'CODE_UNKNOWN', path, { code, edition: edition.version })] : []
    }),
}
