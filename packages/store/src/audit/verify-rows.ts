import type { Columns } from '../columns.ts'
import { listOf } from '../sql/statements.ts'
import { AUDITED_TABLES, type AuditedTable, auditedColumns, factsOf, type Ink, inkOf, type Wrote } from './facts.ts'
import { type Finding, finding } from './finding.ts'
import type { Tally } from './verify.ts'
import { isSealed, openedText } from './verify-sealed.ts'
import { pages, type View } from './view.ts'

type Row = Readonly<Record<string, unknown>>

/** The column by which a row belongs to a subject, the one it is paged by, and the name of the row. */
const OWNER: Readonly<Record<AuditedTable, { readonly subject: string; readonly key: string; readonly idOf: (row: Row) => string }>> = {
  orders: { subject: 'key', key: 'key', idOf: r => String(r.key) },
  documents: { subject: 'id', key: 'id', idOf: r => String(r.id) },
  covers: { subject: 'document_id', key: 'document_id', idOf: r => `${String(r.document_id)}#${String(r.position)}` },
  files: { subject: 'document_id', key: 'id', idOf: r => String(r.id) },
  deliveries: { subject: 'document_id', key: 'id', idOf: r => String(r.id) },
}

/** Every row against what its events say it became, column by column; rows that should be there, and rows that nobody wrote. */
export async function* rowFindings(view: View, tally: Tally): AsyncGenerator<Finding> {
  const ink = inkOf(view.digest, view.cipher)
  for await (const page of pages(view, 'events', 'subject', 'DISTINCT subject')) {
    const subjects = page.map(r => String(r.subject))
    const expected = await expectedRows(view, subjects)
    for (const table of AUDITED_TABLES) yield* tableFindings(view, table, subjects, expected.get(table) ?? new Map(), ink, tally)
  }
  for (const table of AUDITED_TABLES) yield* strangers(view, table)
}

/** The last word of the chain on every row of these subjects: each write laid over the ones before. */
async function expectedRows(view: View, subjects: readonly string[]): Promise<Map<string, Map<string, Columns>>> {
  const events = await view.select(`SELECT bytes FROM events WHERE subject IN ${listOf(subjects)} ORDER BY subject, seller, seq`, subjects)
  const rows = new Map<string, Map<string, Columns>>()
  for (const { table, id, set } of events.flatMap(e => wroteIn(String(e.bytes)))) {
    const mine = rows.get(table) ?? new Map<string, Columns>()
    rows.set(table, mine.set(id, { ...mine.get(id), ...set }))
  }
  return rows
}

/** What the store told in this event. Bytes that cannot be read are a finding of the chain, and tell nothing here. */
function wroteIn(bytes: string): readonly Wrote[] {
  if (!bytes.includes('"wrote":[')) return []
  try {
    const event: { readonly data: { readonly wrote?: readonly Wrote[] } } = JSON.parse(bytes)
    return event.data.wrote ?? []
  } catch (error) {
    if (error instanceof SyntaxError) return []
    throw error
  }
}

async function* tableFindings(
  view: View,
  table: AuditedTable,
  subjects: readonly string[],
  expected: ReadonlyMap<string, Columns>,
  ink: Ink,
  tally: Tally,
): AsyncGenerator<Finding> {
  const { idOf } = OWNER[table]
  const rows = await rowsOf(view, table, subjects, [...expected.keys()])
  const actual = new Map(rows.map(row => [idOf(row), row]))
  for (const [id, row] of actual) {
    const told = expected.get(id)
    tally.rows++
    if (told) yield* columnFindings(view, table, id, row, told, ink)
    else yield finding('AUDIT_ROW_UNKNOWN', { table, id })
  }
  for (const id of expected.keys()) if (!actual.has(id)) yield finding('AUDIT_ROW_MISSING', { table, id })
}

/** What belongs to these subjects, and what should but was given to another. */
function rowsOf(view: View, table: AuditedTable, subjects: readonly string[], ids: readonly string[]): Promise<Row[]> {
  const { subject, key } = OWNER[table]
  const sought = key === subject ? [] : ids
  const or = sought.length > 0 ? ` OR ${key} IN ${listOf(sought)}` : ''
  return view.select(`SELECT * FROM ${table} WHERE ${subject} IN ${listOf(subjects)}${or}`, [...subjects, ...sought])
}

function* columnFindings(view: View, table: AuditedTable, id: string, row: Row, told: Columns, ink: Ink): Generator<Finding> {
  const plain: Record<string, unknown> = {}
  for (const column of auditedColumns(table)) {
    const open = openedColumn(view, table, row, column)
    if (open === undefined) yield finding('AUDIT_SEALED_UNREADABLE', { table, id, column })
    else plain[column] = open
  }
  const facts = factsOf(table, plain, ink)
  for (const [column, fact] of Object.entries(facts)) {
    if (fact !== (told[column] ?? null)) yield finding('AUDIT_ROW_CHANGED', { table, id, column })
  }
  if (table === 'documents') yield* bodyFindings(id, facts, told)
}

/** What stands beside its own hash must have it: the printed content and the body that was sent. */
function* bodyFindings(id: string, facts: Columns, told: Columns): Generator<Finding> {
  for (const [column, hash] of [
    ['content', 'content_hash'],
    ['body', 'body_hash'],
  ] as const) {
    const intact = facts[column] === (told[column] ?? null) && facts[hash] === (told[hash] ?? null)
    if (intact && facts[column] !== null && facts[column] !== facts[hash]) yield finding('AUDIT_BODY_CHANGED', { table: 'documents', id, column })
  }
}

/** undefined: sealed, and it does not open. */
function openedColumn(view: View, table: AuditedTable, row: Row, column: string): unknown {
  const value = row[column]
  return isSealed(table, column) && value !== null ? openedText(view, value) : value
}

/** Rows whose subject no event knows. */
async function* strangers(view: View, table: AuditedTable): AsyncGenerator<Finding> {
  const { subject, key, idOf } = OWNER[table]
  const where = `AND NOT EXISTS (SELECT 1 FROM events WHERE events.subject = ${table}.${subject})`
  for await (const page of pages(view, table, key, '*', where)) {
    for (const row of page) yield finding('AUDIT_ROW_UNKNOWN', { table, id: idOf(row) })
  }
}
