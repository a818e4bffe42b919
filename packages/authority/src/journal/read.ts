import type { FileHandle } from 'node:fs/promises'
import { z } from 'zod'
import type { LedgerEvent } from '../ledger/event.ts'

/**
 * The journal is our own writing, so a line is recognised by its kind and instant; the fields behind them are trusted as this program wrote them.
 */
const lineSchema = z.custom<LedgerEvent>(value => headSchema.safeParse(value).success)
const headSchema = z.object({
  is: z.enum(['accepted', 'formOpened', 'formMoved', 'voided', 'marked', 'sellerChanged', 'clockAdvanced', 'noted']),
  at: z.number(),
})

/** The facts, and how many bytes of the file hold whole lines. Throws, naming the line, when one before the last cannot be read. */
export async function readJournal(file: FileHandle, path: string): Promise<{ past: LedgerEvent[]; length: number }> {
  const bytes = await file.readFile()
  const length = bytes.lastIndexOf(0x0a) + 1
  const lines = bytes.subarray(0, length).toString('utf8').split('\n').slice(0, -1)
  return { past: lines.map((line, i) => read(line, `${path}:${i + 1}`)), length }
}

function read(line: string, where: string): LedgerEvent {
  try {
    return lineSchema.parse(JSON.parse(line))
  } catch (cause) {
    throw new Error(`the ledger is damaged at ${where}; restore it from a copy, or begin a new one in an empty folder`, { cause })
  }
}
