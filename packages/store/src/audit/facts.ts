import type { Cipher, Digest } from '@openfapiao/core'
import type { Columns, Value } from '../columns.ts'

/**
 * How a column appears in the audit chain. `text` and `int`: as it is. `digest`: SM3 of its text. `hold`: its code and the SM3 of its text.
 * `keyed`: HMAC of its plaintext, because a plain digest of a name or a link could be guessed.
 */
type Mark = 'text' | 'int' | 'digest' | 'hold' | 'keyed'

/**
 * The columns that the chain accounts for. Left out on purpose: scheduling (`due_at`, `attempts`, `fence`, `lease_until`, `last_submitted_at`),
 * and what the law may want erased (`contact`, `request_contact`, `to`).
 */
const AUDITED = {
  orders: {
    platform: 'text',
    store: 'text',
    order_id: 'text',
    seller: 'text',
    link: 'keyed',
    version: 'int',
    snapshot: 'keyed',
    request: 'keyed',
    allocations: 'digest',
    hold: 'hold',
    retry: 'int',
    created_at: 'int',
  },
  documents: {
    order_key: 'text',
    colour: 'text',
    of_id: 'text',
    reason: 'text',
    state: 'text',
    hold: 'hold',
    seller: 'text',
    gateway: 'text',
    lane: 'text',
    store: 'text',
    content: 'digest',
    content_hash: 'text',
    why: 'digest',
    warnings: 'digest',
    origin: 'text',
    created_at: 'int',
    serial: 'text',
    body: 'digest',
    body_hash: 'text',
    submitted_at: 'int',
    number: 'text',
    issued_at: 'text',
    rejected: 'digest',
  },
  covers: { order_key: 'text', line_id: 'text', line: 'int', quantity: 'text', gross_fen: 'int' },
  files: { document_id: 'text', format: 'text', number: 'text', lane: 'text', state: 'text', hash: 'text', hold: 'hold' },
  deliveries: {
    order_key: 'text',
    document_id: 'text',
    channel: 'text',
    locale: 'text',
    wants: 'text',
    state: 'text',
    sent_at: 'int',
    receipt: 'digest',
    hold: 'hold',
  },
} as const satisfies Record<string, Readonly<Record<string, Mark>>>

export type AuditedTable = keyof typeof AUDITED
export const AUDITED_TABLES: readonly AuditedTable[] = ['orders', 'documents', 'covers', 'files', 'deliveries']
export const auditedColumns = (table: AuditedTable): string[] => Object.keys(AUDITED[table])

/** What one write made of one row, as the chain keeps it. */
export interface Wrote {
  readonly table: AuditedTable
  readonly id: string
  readonly set: Columns
}

/** The two hashes facts are made with. `keyed` falls back to the digest where a store has no cipher. */
export interface Ink {
  readonly digest: Digest
  readonly keyed: (text: string) => string
}

export const inkOf = (digest: Digest, cipher?: Cipher): Ink => ({ digest, keyed: cipher ? text => cipher.index(text) : digest })

/** The audited ones of these columns (plain, not sealed) in the form of the chain. Columns that are not given are not in the answer. */
export function factsOf(table: AuditedTable, columns: Readonly<Record<string, unknown>>, ink: Ink): Columns {
  const marks: Readonly<Record<string, Mark>> = AUDITED[table]
  return Object.fromEntries(Object.entries(columns).flatMap(([name, value]) => (marks[name] ? [[name, factOf(marks[name], value, ink)]] : [])))
}

export const wrote = (table: AuditedTable, id: string, columns: Columns, ink: Ink): Wrote => ({ table, id, set: factsOf(table, columns, ink) })

/** Rows begin with every column empty, so what a first write leaves out need not be told. */
export const wroteNew = (table: AuditedTable, id: string, columns: Columns, ink: Ink): Wrote =>
  wrote(table, id, Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== null)), ink)

function factOf(mark: Mark, value: unknown, { digest, keyed }: Ink): Value {
  if (value === null || value === undefined) return null
  const text = String(value)
  switch (mark) {
    case 'text':
      return text
    case 'int':
      return /^-?\d+$/.test(text) ? Number(text) : text
    case 'digest':
      return digest(text)
    case 'keyed':
      return keyed(text)
    case 'hold':
      return `${codeOf(text)} ${digest(text)}`
  }
}

function codeOf(hold: string): string {
  const m = /^\{"code":"([A-Z0-9_]+)"/.exec(hold)
  return m?.[1] ?? '?'
}
