import { perLine } from './rule.ts'

/** The code stands in the list and is no summary code (gateways.md 1.4). */
export const taxCode = perLine((line, { edition }) => {
  const entry = edition.find(line.taxCode)
  if (!entry) return { is: 'taxCode', field: 'taxCode', text: `商品和服务税收分类编码${line.taxCode}不存在` }
  return entry.summary ? { is: 'taxCode', field: 'taxCode', text: `商品和服务税收分类编码${line.taxCode}是汇总项，不能开票` } : undefined
})
