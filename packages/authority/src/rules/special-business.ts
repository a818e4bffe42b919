import type { SpecialBusiness, SpecialFact } from '../ledger/invoice.ts'
import type { Problem } from '../ledger/problem.ts'
import type { Rule } from './rule.ts'

/** What each kind must carry, and how many entries of it (domain.md 1.7: lists best under 2000). Kinds that are not named carry nothing. */
const NEEDS: Readonly<Record<string, { readonly most: number; readonly facts: readonly SpecialFact[] }>> = {
  '03': { most: 1, facts: ['province', 'city', 'address', 'project', 'crossCity'] },
  '04': { most: 2000, facts: ['vehicle', 'plate', 'from', 'to', 'goods'] },
  '06': { most: 1, facts: ['certificate', 'province', 'city', 'address', 'begins', 'ends', 'crossCity', 'areaUnit'] },
  '09': { most: 2000, facts: ['passenger', 'idNumber', 'travelsOn', 'from', 'to', 'vehicle'] },
}

/** 特定要素: the data of its kind and no other, full names of provinces, a lease that ends after it began and has no spec (domain.md 1.7). */
export const specialBusiness: Rule = ({ special, lines }) => {
  if (!special) return []
  const specs = special.code === '06' ? lines.flatMap((l, i) => (l.spec ? [wrong(['lines', i, 'spec'], '不动产租赁的规格型号应为空')] : [])) : []
  return [...counted(special), ...special.entries.flatMap((entry, i) => entryProblems(entry, i, special.code)), ...specs]
}

const wrong = (path: Problem['path'], text: string, is: Problem['is'] = 'notPlain'): Problem => ({ is, path, text: `特定要素：${text}` })

function counted({ code, entries }: SpecialBusiness): Problem[] {
  const { most } = NEEDS[code] ?? { most: 0 }
  const least = most > 0 ? 1 : 0
  return entries.length < least || entries.length > most ? [wrong(['special', 'entries'], `应有${least}至${most}条信息`)] : []
}

function entryProblems(entry: SpecialBusiness['entries'][number], i: number, code: string): Problem[] {
  const at = (fact: SpecialFact) => ['special', 'entries', i, fact]
  const facts = NEEDS[code]?.facts ?? []
  const missing = facts.filter(fact => !entry[fact]).map(fact => wrong(at(fact), '必填信息为空', 'missing'))
  const { province, begins = '', ends = '' } = entry
  const place = province && !/(?:省|自治区|市)$/.test(province) ? [wrong(at('province'), '省份应为全称')] : []
  return [...missing, ...place, ...(ends && ends < begins ? [wrong(at('ends'), '租赁期止早于租赁期起')] : [])]
}
