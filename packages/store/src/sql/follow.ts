import type { NewDelivery, NewFile } from '@openfapiao/core'
import type { Told } from '../audit/explained.ts'
import { type Wrote, wroteNew } from '../audit/facts.ts'
import { deliveryColumns, fileColumns } from '../columns.ts'
import type { Sql, Unit } from './context.ts'
import { text } from './rows.ts'
import { sealed } from './sealing.ts'
import { insertRows, select } from './statements.ts'

/** One file per document and format; a second one is already there. */
export async function addFiles({ ink }: Sql, unit: Unit, files: readonly NewFile[] = []): Promise<Told[]> {
  if (files.length === 0) return []
  const rows = files.map(f => ({ id: f.id, ...fileColumns(f) }))
  const made = await insertRows(unit.trx, 'files', rows, 'ON CONFLICT (document_id, format) DO NOTHING RETURNING id')
  const ids = new Set(made.map(r => text(r.id)))
  unit.wake()
  const told: Told[] = []
  for (const f of files.filter(file => ids.has(file.id)))
    told.push(...(await documentTold(unit, f.documentId, [wroteNew('files', f.id, fileColumns(f), ink)])))
  return told
}

export async function addDeliveries(sql: Sql, unit: Unit, deliveries: readonly NewDelivery[] = []): Promise<Told[]> {
  if (deliveries.length === 0) return []
  const rows = deliveries.map(d => ({ id: d.id, ...deliveryColumns(d) }))
  await insertRows(
    unit.trx,
    'deliveries',
    rows.map(r => sealed(sql.cipher, 'deliveries', r)),
  )
  unit.wake()
  const told: Told[] = []
  for (const d of deliveries) told.push(...(await documentTold(unit, d.documentId, [wroteNew('deliveries', d.id, deliveryColumns(d), sql.ink)])))
  return told
}

/** Facts under the subject of the document that they belong to. */
export async function documentTold({ trx }: Unit, id: string, facts: readonly Wrote[]): Promise<Told[]> {
  const [document] = await select(trx, 'SELECT seller FROM documents WHERE id = ?', [id])
  if (!document) throw new Error(`no document ${id}`)
  return facts.length === 0 ? [] : [{ seller: text(document.seller), subject: id, wrote: facts }]
}
