import { z } from 'zod'
import type { Ledger } from '../ledger/ledger.ts'
import { shanghaiDay, shanghaiMonth } from '../ledger/shanghai.ts'

/**
 * What 乐企 keeps besides the invoices: segments of numbers, downloaded quota, flow numbers, receipts, summaries. Facts of the ledger's journal, so they
 * survive the process; amounts are texts of fen.
 */
function drawer<T>(name: string, schema: z.ZodType<T>) {
  const key = (id: string): string => `leqi/${name}/${id}`
  return {
    get: (ledger: Ledger, id: string): T | undefined => {
      const value = ledger.noted(key(id))
      return value === undefined ? undefined : schema.parse(value)
    },
    set: (ledger: Ledger, id: string, value: T): void => ledger.note(key(id), value),
  }
}

const fen = z.string().regex(/^-?\d+$/)

export const segments = drawer('segments', z.array(z.object({ first: z.string(), last: z.string() })))
export const sequence = drawer('sequence', z.number())
/** What a 业务流水号 was for, and what was answered. */
export const flows = drawer('flow', z.object({ asked: z.string(), answer: z.record(z.string(), z.unknown()) }))
export const purses = drawer('quota', z.object({ downloaded: fen, used: fen, from: z.string(), until: z.string() }))
/** To whom a number that was accepted belongs. */
export const numbers = drawer('number', z.object({ taxNumber: z.string(), red: z.boolean() }))

const rowSchema = z.object({
  number: z.string(),
  is: z.enum(['new', 'repeated', 'failed']),
  code: z.string().optional(),
  message: z.string().optional(),
})
export type ReceiptRow = z.infer<typeof rowSchema>
export const receipts = drawer('receipt', z.object({ at: z.number(), visibleAt: z.number(), platform: z.string(), rows: z.array(rowSchema) }))

const sums = z.object({ count: z.number(), amount: z.string(), tax: z.string() })
export const summaries = drawer('summary', z.object({ confirmed: z.boolean(), at: z.number(), blue: sums, red: sums }))

export const purseKey = (platform: string, taxNumber: string, month: string): string => `${platform}/${taxNumber}/${month}`
export type Purse = NonNullable<ReturnType<typeof purses.get>>

export function purseOf(ledger: Ledger, platform: string, taxNumber: string, at = ledger.now()): Purse {
  return purses.get(ledger, purseKey(platform, taxNumber, shanghaiMonth(at))) ?? { downloaded: '0', used: '0', from: '', until: '' }
}
export const unused = ({ downloaded, used }: Purse): bigint => BigInt(downloaded) - BigInt(used)

/** Spends, or with a negative amount gives back, quota of the month of `at`. */
export function spend(ledger: Ledger, who: { readonly platform: string; readonly taxNumber: string }, amount: bigint, at: number): void {
  const purse = purseOf(ledger, who.platform, who.taxNumber, at)
  purses.set(ledger, purseKey(who.platform, who.taxNumber, shanghaiMonth(at)), { ...purse, used: String(BigInt(purse.used) + amount) })
}

export const compactDay = (at: number): string => shanghaiDay(at).replaceAll('-', '')
