import type { MapRule } from '@openfapiao/core'
import type { Column } from '../table/columns.ts'

/** Columns of a mapping table, in the order in which they are written. A rule's own field names are the English heads. */
export const COLUMNS = {
  sku: { names: ['SKU', 'sku', '商品编号'] },
  product: { names: ['商品ID', 'product'] },
  category: { names: ['类目', 'category'] },
  collection: { names: ['系列', 'collection'] },
  vendor: { names: ['供应商', 'vendor'] },
  tag: { names: ['标签', 'tag'] },
  role: { names: ['行类型', 'role'] },
  default: { names: ['店铺默认', 'default'] },
  taxCode: { names: ['税收分类编码', 'taxCode', 'tax code', 'code', '编码'], required: true },
  rate: { names: ['税率', 'rate'] },
  shortName: { names: ['简称', 'shortName', 'short name'] },
  policyMark: { names: ['优惠政策标识', 'policyMark'] },
  name: { names: ['开票名称', 'name'] },
  unit: { names: ['单位', 'unit'] },
  spec: { names: ['规格型号', 'spec'] },
  from: { names: ['生效日期', 'from'] },
  by: { names: ['设置人', 'by'] },
} as const satisfies Record<string, Column>

export type MapColumn = keyof typeof COLUMNS
export const KEYS = Object.keys(COLUMNS) as MapColumn[]

/** Columns that are conditions of `match`; the others are what a fitting line gets. */
const CONDITIONS: readonly MapColumn[] = ['sku', 'product', 'category', 'collection', 'vendor', 'tag', 'role', 'default']

/** A rule as cells, and cells as the raw form that the schema of a rule checks. */
export function cellOf(rule: MapRule, key: MapColumn): string {
  const value = CONDITIONS.includes(key) ? rule.match[key as keyof MapRule['match']] : rule[key as keyof Omit<MapRule, 'match'>]
  return value === undefined ? '' : value === true ? 'Y' : String(value)
}

export function rawOf(cell: (key: MapColumn) => string): unknown {
  const given = KEYS.map(key => [key, cell(key)] as const).filter(([, text]) => text !== '')
  const pick = (conditions: boolean) => Object.fromEntries(given.filter(([key]) => CONDITIONS.includes(key) === conditions))
  const { default: chosen, ...match } = pick(true)
  return { match: { ...match, ...(/^[Yy是1]$/.test(chosen ?? '') ? { default: true } : {}) }, ...pick(false) }
}
