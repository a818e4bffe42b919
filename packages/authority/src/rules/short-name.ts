import { perLine } from './rule.ts'

/** The short name is the list's (domain.md 5: a wrong one is refused at issue). */
export const shortName = perLine((line, { edition }) => {
  const entry = edition.find(line.taxCode)
  return entry && entry.shortName !== line.shortName
    ? { is: 'shortName', field: 'shortName', text: `商品服务简称应为“${entry.shortName}”` }
    : undefined
})
