import { fault } from '../fault/fault.ts'
import type { Rule } from './rule.ts'

/** A red keeps the short name of its blue, whatever the list says today. */
export const shortName: Rule = {
  name: 'short-name',
  source: 'domain.md 5; gateways.md 13.4',
  check: ({ lines, colour }, { edition }) =>
    lines.flatMap((l, i) => {
      const listed = colour === 'red' ? undefined : edition.find(l.taxCode)?.shortName
      return listed === undefined || listed === l.shortName
        ? []
        : [fault('SHORT_NAME', `lines.${i}.shortName`, { line: i + 1, given: l.shortName, listed })]
    }),
}
