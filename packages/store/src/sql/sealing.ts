import type { Cipher } from '@openfapiao/core'
import type { Columns } from '../columns.ts'

/** Columns that are sealed at rest, with the column that names the row. */
export const SEALED = {
  hints: { id: 'id', columns: ['headers', 'body'] },
  orders: { id: 'key', columns: ['snapshot', 'contact', 'request', 'request_contact'] },
  requests: { id: 'key', columns: ['request'] },
  deliveries: { id: 'id', columns: ['to'] },
  vault: { id: 'key', columns: ['value'] },
} as const

export type SealedTable = keyof typeof SEALED

/** The same columns, with those sealed that must not lie open. */
export function sealed(cipher: Cipher | undefined, table: SealedTable, columns: Columns): Columns {
  if (!cipher) return columns
  const names: readonly string[] = SEALED[table].columns
  return Object.fromEntries(
    Object.entries(columns).map(([name, value]) => [name, names.includes(name) && typeof value === 'string' ? cipher.seal(value) : value]),
  )
}

export const opened = (cipher: Cipher | undefined, value: unknown): string => (cipher ? cipher.open(String(value)) : String(value))
