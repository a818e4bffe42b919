import { type Fen, fenOf, fromShanghaiTime, type Outcome, type Sealed } from '@openfapiao/core'
import { sm3 } from '@openfapiao/gm'
import { z } from 'zod'
import type { Desk } from './desk.ts'
import { giveBack } from './quota.ts'
import { readJson } from './wire.ts'

/**
 * What is remembered of one serial: 乐企 can be asked for receipts only, its results have no amounts, and it forgets after 12 hours.
 * `firstAt`, `lastAt`: uploads that may have arrived. `paid`: quota was spent for it (for a red: given back).
 */
const sheetSchema = z.object({
  hash: z.string(),
  number: z.string().optional(),
  /** `kprq`, Asia/Shanghai. */
  dated: z.string().optional(),
  amountFen: z.number().int(),
  taxFen: z.number().int(),
  totalFen: z.number().int(),
  buyerName: z.string(),
  firstAt: z.number().optional(),
  lastAt: z.number().optional(),
  receipts: z.array(z.object({ id: z.string(), at: z.number() })),
  paid: z.boolean(),
  red: z
    .object({
      blueNumber: z.string(),
      blueDated: z.string(),
      reason: z.string(),
      sellerName: z.string(),
      appliedAt: z.number().optional(),
      uuid: z.string().optional(),
      formNumber: z.string().optional(),
      /** Numbers that this red burned because they were dated more than 48 hours ago. */
      burned: z.number().int(),
    })
    .optional(),
})
export type Sheet = z.output<typeof sheetSchema>
export type RedSheet = Sheet & { readonly red: NonNullable<Sheet['red']> }

const drawer = (serial: string): string => `sent/${serial}`

export const sheetOf = (serial: string, desk: Desk): Promise<Sheet | undefined> => desk.keep.get(drawer(serial), sheetSchema)
export const keepSheet = (serial: string, sheet: Sheet, desk: Desk): Promise<void> => desk.keep.set(drawer(serial), sheet)

/** The sheet of a frozen body, a new one where it goes for the first time. undefined: this serial went with other fields before. */
export async function sheetFor({ serial, colour, body }: Sealed, desk: Desk): Promise<Sheet | undefined> {
  const hash = sm3(body)
  const known = await sheetOf(serial, desk)
  if (known) return known.hash === hash ? known : undefined
  return { hash, ...(colour === 'red' ? redFacts(body) : blueFacts(body)), receipts: [], paid: false }
}

const sum = z.string().transform(fenOf)
const invoiceSchema = z.object({ hjje: sum, hjse: sum, jshj: sum, gmfmc: z.string(), xsfmc: z.string() })
const blueSchema = invoiceSchema.extend({ fphm: z.string(), kprq: z.string() })
const redSchema = z.object({ number: z.string(), form: z.string(), invoice: z.string() })
const formSchema = z.object({ lzfphm: z.string(), lzkprq: z.string(), chyyDm: z.string() })

function blueFacts(body: string) {
  const { fphm, kprq, hjje, hjse, jshj, gmfmc } = blueSchema.parse(readJson(body))
  return { number: fphm, dated: kprq, amountFen: hjje, taxFen: hjse, totalFen: jshj, buyerName: gmfmc }
}

/** The three texts of a frozen red. */
export const redParts = (body: string): z.output<typeof redSchema> => redSchema.parse(readJson(body))

function redFacts(body: string) {
  const { form, invoice } = redParts(body)
  const { hjje, hjse, jshj, gmfmc, xsfmc } = invoiceSchema.parse(readJson(invoice))
  const { lzfphm, lzkprq, chyyDm } = formSchema.parse(readJson(form))
  const red = { blueNumber: lzfphm, blueDated: lzkprq, reason: chyyDm, sellerName: xsfmc, burned: 0 }
  return { amountFen: hjje, taxFen: hjse, totalFen: jshj, buyerName: gmfmc, red }
}

/** Issued as it was uploaded: the answer has no amounts of its own. A red of its blue's month gives quota back, once. */
export async function issued(serial: string, sheet: Sheet, desk: Desk): Promise<Outcome> {
  const { number, dated, amountFen, taxFen, totalFen, buyerName, red } = sheet
  if (number === undefined || dated === undefined) throw new Error(`serial ${serial} was issued without a number`)
  if (red && !sheet.paid) {
    await keepSheet(serial, { ...sheet, paid: true }, desk)
    if (red.blueDated.slice(0, 7) === dated.slice(0, 7)) await giveBack(-totalFen, desk)
  }
  return { is: 'issued', number, issuedAt: fromShanghaiTime(dated), amountFen, taxFen, totalFen, buyerName, formNumber: red?.formNumber }
}

/** It will never be an invoice: quota spent for it is there again, once. */
export async function unpaid(serial: string, sheet: Sheet, desk: Desk): Promise<void> {
  if (!sheet.paid) return
  await keepSheet(serial, { ...sheet, paid: false }, desk)
  await giveBack(sheet.totalFen, desk)
}

/** What an upload costs now; nothing where it was paid, for a red, and for a month that is over. */
export function priceOf(sheet: Sheet, month: string): Fen {
  return sheet.paid || sheet.totalFen <= 0 || sheet.dated?.startsWith(month) !== true ? 0 : sheet.totalFen
}
