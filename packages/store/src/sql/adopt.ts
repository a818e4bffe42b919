import type { Admission } from '@openfapiao/core'
import type { Told } from '../audit/explained.ts'
import { wroteNew } from '../audit/facts.ts'
import { adoptedColumns, coverColumns } from '../columns.ts'
import type { Sql, Unit } from './context.ts'
import { addDeliveries, addFiles } from './follow.ts'
import { insertRows } from './statements.ts'

/** Documents made elsewhere, issued from their first instant here, with their files and deliveries. A number that is taken throws, by the unique index. */
export async function adoptAll(sql: Sql, unit: Unit, { adopt = [], order }: Admission, now: number): Promise<Told[]> {
  const rows = adopt.map(a => ({ id: a.document.id, ...adoptedColumns(a.document, order.ref, now) }))
  const covers = adopt.flatMap(a => coverColumns(a.document))
  await insertRows(unit.trx, 'documents', rows)
  await insertRows(unit.trx, 'covers', covers)
  const told: Told[] = adopt.map(({ document: { id, seller } }, i) => ({
    seller,
    subject: id,
    wrote: [
      wroteNew('documents', id, rows[i] ?? {}, sql.ink),
      ...covers.filter(c => c.document_id === id).map(c => wroteNew('covers', `${id}#${c.position}`, c, sql.ink)),
    ],
    type: 'document.adopted',
  }))
  for (const { files, deliveries } of adopt) told.push(...(await addFiles(sql, unit, files)), ...(await addDeliveries(sql, unit, deliveries)))
  return told
}
