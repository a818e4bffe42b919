import type { Cipher, Digest, Store } from '@openfapiao/core'
import type { Value } from '../columns.ts'

/** One unchanging view of the database as it lies there, columns and all. */
export interface View {
  select(sql: string, bindings: readonly Value[]): Promise<Readonly<Record<string, unknown>>[]>
  readonly digest: Digest
  readonly cipher?: Cipher
}

/** A store whose database can be held against its audit chain: both SQL stores. */
export interface Auditable extends Store {
  /** Runs `work` on a view that no writer changes, and holds up no writer meanwhile. */
  view<T>(work: (view: View) => Promise<T>): Promise<T>
}

/** Rows behind a key, page by page, so that no table has to fit into memory. */
export async function* pages(
  view: View,
  table: string,
  key: string,
  columns: string,
  where = '',
): AsyncGenerator<Readonly<Record<string, unknown>>[]> {
  let after = ''
  for (;;) {
    const rows = await view.select(`SELECT ${columns} FROM ${table} WHERE ${key} > ? ${where} ORDER BY ${key} LIMIT ${PAGE}`, [after])
    if (rows.length === 0) return
    yield rows
    after = String(rows.at(-1)?.[key.replaceAll('"', '')])
  }
}

const PAGE = 500
