import { readSheet } from 'read-excel-file/universal'
import type { Cell, Table } from './table.ts'

interface RawNumber {
  readonly raw: string
}

/** First sheet of an xlsx. Numbers stay as the digits the file holds and are marked, so that a code kept as a number can be told from one kept as text. */
export async function readWorkbook(bytes: Uint8Array): Promise<Table> {
  const copy = new Uint8Array(bytes)
  const rows = await readSheet<RawNumber>(copy.buffer, { parseNumber: raw => ({ raw }) })
  return rows.map(row => row.map(cellOf))
}

function cellOf(value: unknown): Cell {
  if (value === null || value === undefined) return { text: '' }
  if (isRaw(value)) return { text: digitsOf(value.raw), number: true }
  return { text: value instanceof Date ? value.toISOString().slice(0, 10) : String(value).trim() }
}

const isRaw = (value: unknown): value is RawNumber => typeof value === 'object' && value !== null && 'raw' in value && typeof value.raw === 'string'

/** `1.01010102E+18` → `1010101020000000000`: what the sheet would show, exactly, without passing through a float. */
function digitsOf(raw: string): string {
  const m = /^(\d+)(?:\.(\d+))?[eE]\+?(\d+)$/.exec(raw)
  if (!m) return raw
  const [, whole = '', part = '', power = '0'] = m
  const zeros = Number(power) - part.length
  return zeros >= 0 && zeros < 400 ? `${whole}${part}${'0'.repeat(zeros)}` : raw
}
