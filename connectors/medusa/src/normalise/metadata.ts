type Metadata = Readonly<Record<string, unknown>>

/** The first text or number found under one of these dotted names, in the first record that has one: `fapiao.title` is `metadata.fapiao.title`. */
export function meaning(records: readonly Metadata[], names: readonly string[]): string | undefined {
  for (const record of records) {
    const found = names.map(name => textAt(record, name)).find(text => text !== undefined)
    if (found !== undefined) return found
  }
  return undefined
}

function textAt(record: Metadata, name: string): string | undefined {
  const value = record[name] ?? name.split('.').reduce<unknown>((inner, key) => (isRecord(inner) ? inner[key] : undefined), record)
  const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : ''
  return text === '' ? undefined : text
}

const isRecord = (value: unknown): value is Metadata => typeof value === 'object' && value !== null && !Array.isArray(value)
