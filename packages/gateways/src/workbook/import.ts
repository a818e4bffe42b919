import { type Fen, fenOf, fromShanghaiTime } from '@openfapiao/core'
import { EXPORT_TITLES, type ExportField, plainTitle } from './columns.ts'
import type { WorkbookConfig } from './config.ts'
import { alone, type Counter, type Document, keep, readBody, records, type State } from './counter.ts'
import { sheetsIn } from './sheets.ts'

/** One row that changed nothing, and why. `row` counts from 1, as the sheet shows it. */
export interface ImportProblem {
  readonly row: number
  readonly is: 'unreadable' | 'unknownState' | 'contradicts' | 'severalReds'
  readonly zh: string
  readonly en: string
}

export type ImportAnswer =
  | {
      readonly is: 'imported'
      readonly issued: readonly string[]
      readonly rejected: readonly string[]
      /** Rows that say what was known. */
      readonly known: number
      /** Rows of invoices that are none of ours. */
      readonly strangers: number
      readonly problems: readonly ImportProblem[]
      /** Titles that mean nothing to us. */
      readonly unknownTitles: readonly string[]
    }
  | { readonly is: 'refused'; readonly why: 'noWorkbook' | 'noColumns' }

interface Row {
  readonly at: number
  readonly cells: Readonly<Partial<Record<ExportField, string>>>
}

/** Reads what the bureau exported: numbers and states by 发票流水号; a red made by hand by its blue and its total. Reading it again changes nothing. */
export async function importExport(counter: Counter, bytes: Uint8Array): Promise<ImportAnswer> {
  const sheets = await sheetsIn(bytes)
  if (!sheets) return { is: 'refused', why: 'noWorkbook' }
  const tables = sheets.flatMap(rows => tableIn(rows, counter.config) ?? [])
  if (tables.length === 0) return { is: 'refused', why: 'noColumns' }
  return alone(counter, () =>
    adopt(
      counter,
      tables.flatMap(t => t.rows),
      [...new Set(tables.flatMap(t => t.unknownTitles))],
    ),
  )
}

/** Titles stand in one of the first rows: the first with a number and either a serial, a blue's number or a state. */
const TITLE_ROWS = 10

function tableIn(rows: readonly string[][], config: WorkbookConfig): { readonly rows: Row[]; readonly unknownTitles: string[] } | undefined {
  const head = rows.slice(0, TITLE_ROWS).findIndex(row => isHead(row.map(title => exportFieldOf(title, config))))
  if (head < 0) return undefined
  const titles = rows[head] ?? []
  const fields = titles.map(title => exportFieldOf(title, config))
  const data = rows.slice(head + 1).map((row, i): Row => ({ at: head + i + 2, cells: cellsOf(row, fields) }))
  return {
    rows: data.filter(({ cells }) => Object.keys(cells).length > 0),
    unknownTitles: titles.filter((title, i) => title !== '' && fields[i] === undefined),
  }
}

const isHead = (fields: readonly (ExportField | undefined)[]): boolean =>
  fields.includes('number') && (['serial', 'blueNumber', 'state'] as const).some(field => fields.includes(field))

function exportFieldOf(title: string, { exportTitles }: WorkbookConfig): ExportField | undefined {
  const plain = plainTitle(title)
  const known = Object.entries(EXPORT_TITLES).find(([field, titles]) =>
    [...titles, ...(added(field, exportTitles) ?? [])].map(plainTitle).includes(plain),
  )
  return known && isExportField(known[0]) ? known[0] : undefined
}

const isExportField = (name: string): name is ExportField => Object.hasOwn(EXPORT_TITLES, name)
const added = (field: string, titles: WorkbookConfig['exportTitles']): readonly string[] | undefined =>
  isExportField(field) ? titles[field] : undefined

/** The first column of a meaning counts; empty cells say nothing. */
function cellsOf(row: readonly string[], fields: readonly (ExportField | undefined)[]): Row['cells'] {
  const cells: Partial<Record<ExportField, string>> = {}
  for (const [i, field] of fields.entries()) {
    const text = row[i] ?? ''
    if (field !== undefined && text !== '' && cells[field] === undefined) cells[field] = text
  }
  return cells
}

/** What one row did. */
type Done =
  | { readonly is: 'issued' | 'rejected'; readonly serial: string }
  | { readonly is: 'known' }
  | { readonly is: 'stranger' }
  | ({ readonly is: 'problem' } & { readonly problem: ImportProblem })

async function adopt(counter: Counter, rows: readonly Row[], unknownTitles: readonly string[]): Promise<ImportAnswer> {
  const documents = new Map((await records(counter)).map(record => [record.serial, record]))
  const done: Done[] = []
  for (const row of rows) {
    const { changed, ...did } = judge(row, documents, counter.config)
    if (changed) {
      documents.set(changed.serial, changed)
      await keep(counter, changed)
    }
    done.push(did.done)
  }
  const serials = (is: 'issued' | 'rejected'): string[] => done.flatMap(d => (d.is === is ? [d.serial] : []))
  return {
    is: 'imported',
    issued: serials('issued'),
    rejected: serials('rejected'),
    known: done.filter(d => d.is === 'known').length,
    strangers: done.filter(d => d.is === 'stranger').length,
    problems: done.flatMap(d => (d.is === 'problem' ? [d.problem] : [])),
    unknownTitles,
  }
}

interface Judged {
  readonly done: Done
  readonly changed?: Document
}

const problem = ({ at }: Row, is: ImportProblem['is'], zh: string, en: string): Judged => ({
  done: { is: 'problem', problem: { row: at, is, zh, en } },
})

function judge(row: Row, documents: ReadonlyMap<string, Document>, config: WorkbookConfig): Judged {
  const said = stateIn(row, config)
  if ('done' in said) return said
  const mine = owner(row, said, documents)
  if (mine === 'several')
    return problem(row, 'severalReds', '有多张红字与此行相符，请在系统中由人工指定', 'several reds fit this row; a person decides')
  if (mine === undefined) return { done: { is: 'stranger' } }
  return settled(row, mine, said)
}

/** A new state settles what is open, and only repeats what is settled: an issued document never changes, a refused one does not come back to life. */
function settled(row: Row, mine: Document, said: State): Judged {
  const { state, serial } = mine
  if (state.is === 'waiting' || state.is === 'exported')
    return said.is === 'issued' || said.is === 'rejected'
      ? { done: { is: said.is, serial }, changed: { ...mine, state: said } }
      : { done: { is: 'known' } }
  const same = state.is === said.is && (state.is !== 'issued' || said.is !== 'issued' || state.number === said.number)
  return same
    ? { done: { is: 'known' } }
    : problem(row, 'contradicts', `与已记录的结果不符：${serial} 已是 ${state.is}`, `contradicts what is recorded: ${serial} is ${state.is} already`)
}

/** By serial; a red that a person made by its blue and total, as long as one alone fits. */
function owner({ cells }: Row, said: State, documents: ReadonlyMap<string, Document>): Document | 'several' | undefined {
  const bySerial = cells.serial === undefined ? undefined : documents.get(cells.serial)
  if (bySerial || cells.blueNumber === undefined || said.is !== 'issued') return bySerial
  const reds = [...documents.values()].filter(record => isRedOf(record, cells.blueNumber))
  const adopted = reds.find(({ state }) => state.is === 'issued' && state.number === said.number)
  if (adopted) return adopted
  const [first, ...more] = reds.filter(record => record.state.is === 'waiting' && readBody(record).totalFen === said.totalFen)
  return more.length > 0 ? 'several' : first
}

function isRedOf(record: Document, blueNumber: string | undefined): boolean {
  const body = readBody(record)
  return body.is === 'red' && body.blueNumber === blueNumber
}

/** With a number it is issued, unless its state says otherwise; without one only a listed word proves that it failed. */
function stateIn(row: Row, { words }: WorkbookConfig): State | Judged {
  const { state, number, why } = row.cells
  if (number === undefined) {
    if (state !== undefined && words.rejected.includes(state)) return { is: 'rejected', why: why ?? state }
    return state === undefined
      ? { done: { is: 'known' } }
      : problem(row, 'unknownState', `没有号码，状态「${state}」未列入配置`, `no number, and the state "${state}" is not listed`)
  }
  if (state !== undefined && !words.issued.includes(state))
    return problem(row, 'unknownState', `状态「${state}」未列入配置`, `the state "${state}" is not listed`)
  return issuedIn(row) ?? problem(row, 'unreadable', '号码、开票日期或金额无法识别', 'number, date or amounts cannot be read')
}

function issuedIn({ cells }: Row): Extract<State, { is: 'issued' }> | undefined {
  const { number = '', buyerName } = cells
  const [issuedAt, amountFen, taxFen] = [instant(cells.issuedAt), money(cells.amount), money(cells.tax)]
  if (!/^\d{20}$/.test(number) || issuedAt === undefined || amountFen === undefined || taxFen === undefined) return undefined
  const totalFen = cells.total === undefined ? amountFen + taxFen : money(cells.total)
  return totalFen === undefined
    ? undefined
    : { is: 'issued', number, issuedAt, amountFen, taxFen, totalFen, ...(buyerName !== undefined && { buyerName }) }
}

/** `2026-03-02 09:00:00`, `2026/3/2 9:00` or a day alone, which counts from its beginning; Asia/Shanghai. */
function instant(text: string | undefined): string | undefined {
  const [, y, mo, d, h = '0', mi = '0', s = '0'] = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2}))?)?$/.exec(text ?? '') ?? []
  if (y === undefined || mo === undefined || d === undefined) return undefined
  const two = (part: string): string => part.padStart(2, '0')
  const iso = fromShanghaiTime(`${y}-${two(mo)}-${two(d)} ${two(h)}:${two(mi)}:${two(s)}`)
  return Number.isNaN(Date.parse(iso)) ? undefined : iso
}

/** `1,234.50`, or a number of the sheet with the digits it holds. */
function money(text: string | undefined): Fen | undefined {
  const plain = text?.replace(/[,，¥￥\s]/g, '') ?? ''
  return /^-?\d{1,13}(\.\d{1,2}0*)?$/.test(plain) ? fenOf(plain) : undefined
}
