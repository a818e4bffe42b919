import readXlsxFile from 'read-excel-file/universal'
import writeXlsxFile from 'write-excel-file/universal'
import { fieldOf, NUMERIC } from './columns.ts'
import type { WorkbookConfig } from './config.ts'
import type { Body } from './counter.ts'

type Blue = Extract<Body, { is: 'blue' }>

const NOTE = {
  sandbox: '沙箱工作簿，请勿上传 sandbox workbook: do not upload',
  production: '电子税务局批量开票 batch import of the e-tax bureau',
} as const

/** Two sheets; titles in row 3, data from row 4 (domain.md 7). Codes and numbers of people are text, amounts numbers. */
export async function workbookBytes(name: string, blues: readonly Blue[], config: WorkbookConfig): Promise<Uint8Array> {
  const note = `${NOTE[config.environment]} ${name}`
  const invoiceFields = config.invoiceTitles.map(title => fieldOf(title, 'invoice'))
  const itemFields = config.itemTitles.map(title => fieldOf(title, 'item'))
  const sheets = [
    {
      sheet: config.invoiceSheet,
      data: table(
        note,
        config.invoiceTitles,
        invoiceFields,
        blues.map(b => b.invoice),
      ),
    },
    {
      sheet: config.itemSheet,
      data: table(
        note,
        config.itemTitles,
        itemFields,
        blues.flatMap(b => b.items),
      ),
    },
  ]
  return new Uint8Array(await (await writeXlsxFile(sheets).toBlob()).arrayBuffer())
}

type Row = Readonly<Record<string, string>>
type Cell = { readonly value: string | number; readonly type: StringConstructor | NumberConstructor } | undefined

function table(note: string, titles: readonly string[], fields: readonly (string | undefined)[], rows: readonly Row[]): Cell[][] {
  const text = (value: string): Cell => ({ value, type: String })
  return [[text(note)], [], titles.map(text), ...rows.map(row => fields.map(field => (field === undefined ? undefined : cell(field, row[field]))))]
}

function cell(field: string, value: string | undefined): Cell {
  if (value === undefined || value === '') return undefined
  return NUMERIC.has(field) ? { value: Number(value), type: Number } : { value, type: String }
}

/** Every sheet of a workbook as texts; numbers with the digits the file holds, dates as `yyyy-MM-dd HH:mm:ss`. undefined: no xlsx. */
export async function sheetsIn(bytes: Uint8Array): Promise<readonly string[][][] | undefined> {
  try {
    const sheets = await readXlsxFile<string>(new Uint8Array(bytes).buffer, { parseNumber: raw => raw })
    return sheets.map(({ data }) => data.map(row => row.map(textIn)))
  } catch (error) {
    if (error instanceof Error) return undefined
    throw error
  }
}

/** A date of a sheet has no zone: what it shows is taken as it stands. */
function textIn(value: unknown): string {
  if (value === null || value === undefined) return ''
  return value instanceof Date ? value.toISOString().slice(0, 19).replace('T', ' ') : String(value).trim()
}
