import { fault, type Io, type Outcome, type Vault, yuan } from '@openfapiao/core'
import { z } from 'zod'
import type { WorkbookConfig } from './config.ts'

/** What stands between us and the bureau: documents by serial, workbooks by name, in the vault. One person's hand at a time. */
export interface Counter {
  readonly config: WorkbookConfig
  readonly taxNumber: string
  readonly io: Io
  readonly vault: Vault
}

const fen = z.int()
const sums = { amountFen: fen, taxFen: fen, totalFen: fen }
const cells = z.record(z.string(), z.string())
const blueSchema = z.object({ is: z.literal('blue'), invoice: cells, items: z.array(cells), ...sums })
const redLine = z.object({ blueLine: z.number().optional(), name: z.string(), quantity: z.string().optional(), amount: z.string(), tax: z.string() })
const redSchema = z.object({
  is: z.literal('red'),
  kind: z.enum(['special', 'ordinary']),
  blueNumber: z.string(),
  blueIssuedAt: z.string(),
  reason: z.enum(['01', '02', '03', '04']),
  lines: z.array(redLine),
  ...sums,
})
export const bodySchema = z.discriminatedUnion('is', [blueSchema, redSchema])
export type Body = z.output<typeof bodySchema>

const issued = z.object({ is: z.literal('issued'), number: z.string(), issuedAt: z.string(), buyerName: z.string().optional(), ...sums })
/** `waiting`: in no workbook yet, or a red that a person has to make. `exported`: a workbook holds it, so it may be at the bureau. */
const recordSchema = z.object({
  serial: z.string(),
  body: z.string(),
  takenAt: z.number(),
  state: z.discriminatedUnion('is', [
    z.object({ is: z.literal('waiting') }),
    z.object({ is: z.literal('exported'), workbook: z.string() }),
    issued,
    z.object({ is: z.literal('rejected'), why: z.string() }),
  ]),
})
export type Document = z.output<typeof recordSchema>
export type State = Document['state']

const bookSchema = z.object({ serials: z.array(z.string()), exports: z.array(z.object({ at: z.number(), by: z.string().optional() })) })
export type Book = z.output<typeof bookSchema>

const documents = (taxNumber: string): string => `workbook/document/${taxNumber}/`
const bookKey = (taxNumber: string, name: string): string => `workbook/book/${taxNumber}/${name}`

/** Taking, exporting and importing change the same documents, so they wait for each other, across processes. */
export const alone = <T>({ vault, taxNumber }: Counter, work: () => Promise<T>): Promise<T> => vault.withLock(`workbook/${taxNumber}`, work, 120)

export async function recordOf({ vault, taxNumber }: Counter, serial: string): Promise<Document | undefined> {
  const text = await vault.get(`${documents(taxNumber)}${serial}`)
  return text === undefined ? undefined : recordSchema.parse(JSON.parse(text))
}

export const keep = ({ vault, taxNumber }: Counter, record: Document): Promise<void> =>
  vault.set(`${documents(taxNumber)}${record.serial}`, JSON.stringify(record))

/** All of this seller, the oldest first. */
export async function records(counter: Counter): Promise<Document[]> {
  const prefix = documents(counter.taxNumber)
  const keys = await counter.vault.keys(prefix)
  const found = await Promise.all(keys.map(key => recordOf(counter, key.slice(prefix.length))))
  return found.filter(record => record !== undefined).sort((a, b) => a.takenAt - b.takenAt || (a.serial < b.serial ? -1 : 1))
}

export const readBody = ({ body }: Pick<Document, 'body'>): Body => bodySchema.parse(JSON.parse(body))

export async function bookOf({ vault, taxNumber }: Counter, name: string): Promise<Book | undefined> {
  const text = await vault.get(bookKey(taxNumber, name))
  return text === undefined ? undefined : bookSchema.parse(JSON.parse(text))
}

export const keepBook = ({ vault, taxNumber }: Counter, name: string, book: Book): Promise<void> =>
  vault.set(bookKey(taxNumber, name), JSON.stringify(book))

/** What the engine is told of a document, with the next step for a person. */
export function outcomeOf(record: Document | undefined, { config: { askAfterSeconds } }: Counter): Outcome {
  if (!record) return { is: 'absent' }
  const { state } = record
  if (state.is === 'rejected') return { is: 'rejected', faults: [fault('REJECTED', '', { code: '批量开票', message: state.why })] }
  return state.is === 'issued' ? state : { is: 'pending', why: nextStep(record), askAfterSeconds }
}

const STEP = {
  waiting:
    '等待导出：运行 fapiao workbook export，把工作簿上传到电子税务局「批量开票」 to be exported: run fapiao workbook export and upload the workbook at the e-tax bureau',
  exported:
    '在电子税务局上传并开具后，下载开票结果，运行 fapiao workbook import once it is uploaded and issued, download the result and run fapiao workbook import',
} as const

/** For a red everything that the bureau's page asks for. */
export function nextStep({ body, state }: Pick<Document, 'body' | 'state'>): string {
  const read = readBody({ body })
  if (read.is === 'blue') return state.is === 'exported' ? `${state.workbook}：${STEP.exported}` : STEP.waiting
  const of = `${read.blueNumber}，原因 reason ${read.reason}，${yuan(read.totalFen)} 元`
  return `在电子税务局页面对 ${of} 开具红字发票，随后导出并运行 fapiao workbook import make this red letter on the bureau's page, then export and run fapiao workbook import`
}
