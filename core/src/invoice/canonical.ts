/**
 * The one text of a value: JSON with sorted keys, absent fields left out, no spaces, integers only. What is hashed and stored is always this
 * text, written once; nothing is ever serialised a second time to be compared. Throws on fractions, so that money cannot lose a bit.
 */
export function canonical(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'number') return integer(value)
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value === 'object') return object(value)
  throw new TypeError(`no canonical text for ${typeof value}`)
}

function integer(value: number): string {
  if (!Number.isSafeInteger(value)) throw new TypeError(`only safe integers have a canonical text, not ${value}`)
  return String(value)
}

function object(value: object): string {
  const entries = Object.entries(value)
    .filter(([, v]) => v !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([k, v]) => `${JSON.stringify(k)}:${canonical(v)}`).join(',')}}`
}
