/** An amount, rate or count: written as a JSON number with exactly these digits, never through a float. */
export interface Figure {
  readonly figure: string
}
export type Value = string | Figure | readonly Value[] | Fields
export interface Fields {
  readonly [name: string]: Value
}

export const figure = (digits: string | number): Figure => ({ figure: String(digits) })

/** The JSON of a request: Chinese stands in it literally (gateways.md 1.1), figures keep their digits, members their order. */
export function written(value: Value): string {
  if (typeof value === 'string') return JSON.stringify(value)
  if (isList(value)) return `[${value.map(written).join(',')}]`
  if (isFigure(value)) return value.figure
  return `{${Object.entries(value)
    .map(([name, inside]) => `${JSON.stringify(name)}:${written(inside)}`)
    .join(',')}}`
}

const isList = (value: Exclude<Value, string>): value is readonly Value[] => Array.isArray(value)
const isFigure = (value: Figure | Fields): value is Figure => Object.keys(value).length === 1 && typeof value.figure === 'string'

/** JSON with its numbers as the texts they were written with: 18 digits and a quota of 9999999999999999 would not survive a float. undefined: not JSON. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text, (_, value: unknown, context?: { readonly source?: string }) =>
      typeof value === 'number' ? (context?.source ?? String(value)) : value,
    )
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** Members that are there: an absent text is left out. */
export function fields(given: Readonly<Record<string, Value | undefined>>): Fields {
  return Object.fromEntries(Object.entries(given).flatMap(([name, value]) => (value === undefined || value === '' ? [] : [[name, value]])))
}
