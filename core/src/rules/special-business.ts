import { type Fault, fault } from '../fault/fault.ts'
import type { Content } from '../invoice/content.ts'
import type { Special } from '../special/special.ts'
import type { Rule } from './rule.ts'

/** The special business of an invoice: the gateway must be able to carry it, and its data and lines must be as the bureau takes them. */
export const specialBusiness: Rule = {
  name: 'special-business',
  source: 'domain.md 1.7',
  check: ({ special, lines, colour }, context) => {
    if (!special || colour === 'red') return []
    const carried = context.specialBusiness?.includes(special.code) ?? true
    return [
      ...(carried ? [] : [fault('SPECIAL_NOT_CARRIED', 'special.code', { code: special.code })]),
      ...provinceOf(special),
      ...lease(special, lines),
    ]
  },
}

/** Province texts end in 省, 自治区 or 市. */
function provinceOf(special: Special): Fault[] {
  const sound = !('province' in special) || /(省|自治区|市)$/.test(special.province)
  return sound ? [] : [fault('SPECIAL_PROVINCE', 'special.province', { province: special.province })]
}

/** A lease ends after it began and has no spec: the area stands in the quantity. */
function lease(special: Special, lines: Content['lines']): Fault[] {
  if (special.code !== '06') return []
  const { from, until } = special
  const specs = lines.flatMap((l, i) => (l.spec ? [fault('SPECIAL_SPEC', `lines.${i}.spec`, { line: i + 1 })] : []))
  return until < from ? [fault('SPECIAL_PERIOD', 'special.until', { from, until }), ...specs] : specs
}
