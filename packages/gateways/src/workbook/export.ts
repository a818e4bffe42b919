import { alone, bookOf, type Counter, type Document, keep, keepBook, readBody, recordOf, records } from './counter.ts'
import { workbookBytes } from './sheets.ts'

export interface ExportOrder {
  /** The same workbook once more: its name, and who says so and why. It may have been uploaded already, so this is a person's word. */
  readonly again?: { readonly workbook: string; readonly by: string }
}

export type ExportAnswer =
  | {
      readonly is: 'workbook'
      readonly name: string
      readonly bytes: Uint8Array
      readonly serials: readonly string[] /** Blues that wait for the next workbook. */
      readonly left: number
    }
  | { readonly is: 'nothing' }
  | { readonly is: 'refused'; readonly why: 'unknownWorkbook' | 'nobodySaysSo' | 'allDecided' }

/**
 * What waits, as a workbook for the bureau's batch import. Before its bytes are handed out every serial in it is marked, so a crash leaves documents that a person
 * exports again by name, never documents that a second workbook holds too.
 */
export const exportWorkbook = (counter: Counter, { again }: ExportOrder = {}): Promise<ExportAnswer> =>
  alone(counter, () => (again ? exportAgain(counter, again) : exportNew(counter)))

async function exportNew(counter: Counter): Promise<ExportAnswer> {
  const { config, io } = counter
  const waiting = (await records(counter)).filter(r => r.state.is === 'waiting' && readBody(r).is === 'blue')
  const chosen = waiting.slice(0, config.invoicesMax)
  if (chosen.length === 0) return { is: 'nothing' }
  const name = nameOf(io.now(), io.random(2))
  await keepBook(counter, name, { serials: chosen.map(r => r.serial), exports: [{ at: io.now() }] })
  for (const record of chosen) await keep(counter, { ...record, state: { is: 'exported', workbook: name } })
  return handedOut(name, chosen, counter, waiting.length - chosen.length)
}

async function exportAgain(counter: Counter, { workbook, by }: NonNullable<ExportOrder['again']>): Promise<ExportAnswer> {
  const book = await bookOf(counter, workbook)
  if (!book) return { is: 'refused', why: 'unknownWorkbook' }
  if (by.trim() === '') return { is: 'refused', why: 'nobodySaysSo' }
  const all = await Promise.all(book.serials.map(serial => recordOf(counter, serial)))
  const open = all.filter(record => record !== undefined && isOpen(record, workbook))
  const chosen = open.flatMap(record => record ?? [])
  if (chosen.length === 0) return { is: 'refused', why: 'allDecided' }
  await keepBook(counter, workbook, { ...book, exports: [...book.exports, { at: counter.io.now(), by }] })
  // A crash right after the first marks left the others waiting: they belong to this workbook.
  for (const record of chosen) await keep(counter, { ...record, state: { is: 'exported', workbook } })
  return handedOut(workbook, chosen, counter, 0)
}

const isOpen = ({ state }: Document, workbook: string): boolean => state.is === 'waiting' || (state.is === 'exported' && state.workbook === workbook)

async function handedOut(name: string, chosen: readonly Document[], { config }: Counter, left: number): Promise<ExportAnswer> {
  const blues = chosen.map(readBody).filter(body => body.is === 'blue')
  return { is: 'workbook', name, bytes: await workbookBytes(name, blues, config), serials: chosen.map(r => r.serial), left }
}

/** `20261125-091500-1f3a`, Asia/Shanghai. */
function nameOf(now: number, random: Uint8Array): string {
  const digits = new Date(now + 8 * 3_600_000).toISOString().replace(/\D/g, '')
  return `${digits.slice(0, 8)}-${digits.slice(8, 14)}-${Buffer.from(random).toString('hex')}`
}
