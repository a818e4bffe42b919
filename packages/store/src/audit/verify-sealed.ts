import { opened, SEALED, type SealedTable } from '../sql/sealing.ts'
import { AUDITED_TABLES, auditedColumns } from './facts.ts'
import { type Finding, finding } from './finding.ts'
import { pages, type View } from './view.ts'

/** Sealed columns that the chain does not account for, because the law may want them erased: each must at least open. */
export async function* sealedFindings(view: View): AsyncGenerator<Finding> {
  for (const table of Object.keys(SEALED).filter(isSealedTable)) yield* tableFindings(view, table)
}

async function* tableFindings(view: View, table: SealedTable): AsyncGenerator<Finding> {
  const { id, columns } = SEALED[table]
  const unaudited = columns.filter(column => !isAudited(table, column))
  const list = [id, ...unaudited].map(c => `"${c}"`).join(', ')
  for await (const page of pages(view, table, `"${id}"`, list)) {
    const broken = page.flatMap(row =>
      unaudited.filter(c => row[c] !== null && openedText(view, row[c]) === undefined).map(column => ({ row, column })),
    )
    yield* broken.map(({ row, column }) => finding('AUDIT_SEALED_UNREADABLE', { table, id: String(row[id]), column }))
  }
}

const isSealedTable = (table: string): table is SealedTable => Object.hasOwn(SEALED, table)

export function isSealed(table: string, column: string): boolean {
  const columns: readonly string[] = isSealedTable(table) ? SEALED[table].columns : []
  return columns.includes(column)
}

const isAudited = (table: string, column: string): boolean =>
  AUDITED_TABLES.some(audited => audited === table && auditedColumns(audited).includes(column))

/** undefined: it does not open. */
export function openedText({ cipher }: View, value: unknown): string | undefined {
  try {
    return opened(cipher, value)
  } catch (error) {
    if (error instanceof Error) return undefined
    throw error
  }
}
