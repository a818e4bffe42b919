import { commonEdition, listedEdition } from '@openfapiao/catalogue'
import { searchCodes } from '@openfapiao/catalogue/search'
import type { Goal } from '../measure.ts'

/** The official list is about this long (domain.md 5). */
const CODES = 4_300

/** Search as a person types, against looking through the bare names for the same word. Below 10 ms a query is what a person calls at once. */
export async function goals(): Promise<readonly Goal[]> {
  const entries = Array.from({ length: CODES }, (_, i) => {
    const like = commonEdition.entries[i % commonEdition.entries.length]
    return { group: '', shortName: like?.shortName ?? '', rates: [], name: `${like?.name}${i}`, code: String(10n ** 18n + BigInt(i)) }
  })
  const edition = listedEdition({ version: 'bench', source: 'bench', entries })
  const names = entries.map(e => e.name)
  searchCodes(edition, 'cha')
  const goal = (query: string, least: number): Goal => ({
    name: `search of ${CODES} codes, ${query} ÷ includes`,
    goal: least,
    base: n => {
      for (let i = 0; i < n; i++) names.filter(name => name.includes(query))
    },
    candidate: n => {
      for (let i = 0; i < n; i++) searchCodes(edition, query)
    },
  })
  return [goal('茶', 0.03), goal('jingzhicha', 0.03), goal('jzc', 0.03)]
}
