import { fault } from '@openfapiao/core'
import { readDelimited } from './delimited.ts'
import type { ReadTable } from './table.ts'
import { readWorkbook } from './workbook.ts'

/** Every xlsx is a zip. */
const ZIP = [0x50, 0x4b]

/** A file that a person brings: xlsx by its first bytes, else CSV or TSV in UTF-8 (a byte order mark is dropped), whatever its name says. */
export async function readTable(file: string, bytes: Uint8Array): Promise<ReadTable> {
  try {
    const table = ZIP.every((byte, i) => bytes[i] === byte) ? await readWorkbook(bytes) : readDelimited(utf8(bytes))
    return { is: 'table', table }
  } catch (error) {
    return { is: 'unreadable', fault: fault('TABLE_UNREADABLE', '', { file, why: error instanceof Error ? error.message : String(error) }) }
  }
}

/** Throws on bytes that are no UTF-8: a list read as mojibake would name every code wrongly. */
function utf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new Error('not UTF-8 · 不是 UTF-8 编码')
  }
}
