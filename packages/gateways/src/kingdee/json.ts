/** A message before it is written, in the order in which it is written. */
export interface Tree {
  readonly [name: string]: string | readonly Tree[] | undefined
}

/** Money, prices and quantities are JSON numbers, as in the public test vector (gateways.md 7.1); rates are texts (13.1). */
const NUMERIC: ReadonlySet<string> = new Set(['amount', 'taxAmount', 'price', 'quantity'])

/** Compact JSON without what is empty or absent. A number keeps the digits of its text and never goes through a float. */
export function written(tree: Tree): string {
  const members = Object.entries(tree).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [`${JSON.stringify(name)}:${shown(name, value)}`],
  )
  return `{${members.join(',')}}`
}

function shown(name: string, value: string | readonly Tree[]): string {
  if (typeof value !== 'string') return `[${value.map(written).join(',')}]`
  return NUMERIC.has(name) ? value : JSON.stringify(value)
}
