/** A message before it is written: texts, switches, lists and named members, in the order in which they are written. */
export interface Tree {
  readonly [name: string]: string | Tree | readonly Tree[]
}

/** Fields whose values are JSON numbers (a public client that was checked in the provider's sandbox); prices and quantities are texts. */
const NUMBERS: ReadonlySet<string> = new Set([
  'goodsLineNo',
  'originalInvoiceDetailNo',
  'goodsTotalPrice',
  'goodsTotalTax',
  'goodsTaxRate',
  'invoiceTotalPrice',
  'invoiceTotalTax',
  'invoiceTotalPriceTax',
  'originInvoiceTotalPrice',
  'originInvoiceTotalTax',
  'pageNo',
  'pageSize',
])

/** Compact JSON. A number is written with the digits of its text, never through a float, so that `"220.00"` becomes `220.00`. */
export const written = (tree: Tree): string =>
  `{${Object.entries(tree)
    .map(([name, value]) => `${JSON.stringify(name)}:${textOf(name, value)}`)
    .join(',')}}`

function textOf(name: string, value: Tree[string]): string {
  if (typeof value === 'string') return NUMBERS.has(name) ? value : JSON.stringify(value)
  return isList(value) ? `[${value.map(written).join(',')}]` : written(value)
}

const isList = (value: Tree | readonly Tree[]): value is readonly Tree[] => Array.isArray(value)

/** What is given; empty and absent fields are left out. */
export function given(entries: Readonly<Record<string, Tree[string] | undefined>>): Tree {
  return Object.fromEntries(Object.entries(entries).flatMap(([name, value]) => (value === undefined || value === '' ? [] : [[name, value] as const])))
}
