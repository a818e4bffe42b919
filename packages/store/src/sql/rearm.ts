import type { NewEvent, WorkKind } from '@openfapiao/core'
import type { Told } from '../audit/explained.ts'
import { patchColumns } from '../columns.ts'
import { rearmed } from '../rearm.ts'
import { rowTold } from './apply.ts'
import type { Sql, Unit } from './context.ts'
import { json, optional, text, WORK } from './rows.ts'
import { listOf, select, updateRows } from './statements.ts'

/** Rows become due now and lose their hold, each as `rearm.ts` says. */
export async function rearm(sql: Sql, unit: Unit, kind: WorkKind, ids: readonly string[], events: readonly NewEvent[], now: number): Promise<number> {
  const { table, subject } = WORK[kind]
  const wanted = [...new Set(ids)].sort()
  const told: Told[] = []
  let count = 0
  const rows =
    wanted.length === 0
      ? []
      : await select(
          unit.trx,
          `SELECT id, state, hold, ${subject} FROM ${table} WHERE id IN ${listOf(wanted)} ORDER BY id${sql.dialect.forUpdate}`,
          wanted,
        )
  for (const row of rows) {
    const set = rearmed(kind, { state: text(row.state), hold: optional(row.hold, v => json(text(v))) })
    if (!set) continue
    const columns = patchColumns(set)
    await updateRows(unit.trx, table, { ...columns, due_at: now, attempts: 0 }, 'WHERE id = ?', [text(row.id)])
    told.push(...(await rowTold(sql, unit, kind, row, columns)))
    count++
  }
  unit.append(events, kind === 'document' ? told.map(t => ({ ...t, type: 'document.released' as const })) : told, now)
  unit.wake()
  return count
}
