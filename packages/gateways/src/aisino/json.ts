/** A message before it is written, in the order in which it is written. */
export interface Tree {
  readonly [name: string]: string | readonly Tree[]
}

/** Fields that are written as JSON numbers: rates are shown as numbers in gateways.md 13.1, and money beside them; quantities are texts. */
const NUMBERS: ReadonlySet<string> = new Set(['invoiceAmount', 'amount', 'taxRate'])

/** Compact JSON. A number keeps the digits of its text and never goes through a float. */
export const written = (tree: Tree): string =>
  `{${Object.entries(tree)
    .map(([name, value]) => `${JSON.stringify(name)}:${textOf(name, value)}`)
    .join(',')}}`

function textOf(name: string, value: Tree[string]): string {
  if (typeof value !== 'string') return `[${value.map(written).join(',')}]`
  return NUMBERS.has(name) ? value : JSON.stringify(value)
}

/** What is given; empty and absent fields are left out. */
export const given = (entries: Readonly<Record<string, Tree[string] | undefined>>): Tree =>
  Object.fromEntries(Object.entries(entries).flatMap(([name, value]) => (value === undefined || value === '' ? [] : [[name, value] as const])))
