import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { type Fault, fault, fieldFaults } from '@openfapiao/core'
import type { z } from 'zod'

/** A fault of a file that was given: which file, besides where in it. */
export interface FileFault extends Fault {
  readonly file?: string
}

/** `raw` is the JSON as it stood there, `value` what the schema made of it. */
export type ReadJson<T> =
  | { readonly is: 'read'; readonly value: T; readonly raw: unknown }
  | { readonly is: 'bad'; readonly faults: readonly FileFault[] }

export interface JsonFile<T> {
  /** As the caller wrote it; relative ones count from `folder`. */
  readonly file: string
  readonly folder: string
  readonly schema: z.ZodType<T>
  /** The command that prints the schema: what a text names as remedy. */
  readonly schemaCommand: string
}

/** Reads and parses a file once, at the edge. Everything wrong with it comes back as faults that name the file, the place in it and the remedy. */
export async function readJsonFile<T>({ file, folder, schema, schemaCommand }: JsonFile<T>): Promise<ReadJson<T>> {
  const text = await textOf(path.resolve(folder, file))
  if (text.is === 'failed') return bad(failedFile('FILE_UNREADABLE', file, text.why))
  const json = jsonOf(text.text)
  if (json.is === 'failed') return bad(failedFile('FILE_NOT_JSON', file, json.why))
  const parsed = schema.safeParse(json.value, { reportInput: true })
  if (parsed.success) return { is: 'read', value: parsed.data, raw: json.value }
  return bad(...fieldFaults(parsed.error).map(f => inFile(f, file, schemaCommand)))
}

/** The texts of a field's fault name its file and the remedy too: each must be enough by itself. */
export function inFile(found: Fault, file: string, schemaCommand: string): FileFault {
  const zh = `${file}：${found.zh}请对照 ${schemaCommand} 给出的格式更正。`
  const en = `${file}: ${found.en} Correct it by the schema that ${schemaCommand} prints.`
  return { ...found, file, zh, en }
}

const bad = (...faults: readonly FileFault[]): { readonly is: 'bad'; readonly faults: readonly FileFault[] } => ({ is: 'bad', faults })

interface Why {
  readonly zh: string
  readonly en: string
}
type Failed = { readonly is: 'failed'; readonly why: Why }

/** The reason stands in each text in that text's language. */
function failedFile(code: 'FILE_UNREADABLE' | 'FILE_NOT_JSON', file: string, { zh, en }: Why): FileFault {
  return { ...fault(code, '', { file, why: en }), zh: fault(code, '', { file, why: zh }).zh, file }
}

async function textOf(file: string): Promise<{ readonly is: 'text'; readonly text: string } | Failed> {
  try {
    const bytes = await readFile(file)
    return { is: 'text', text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
  } catch (error) {
    return { is: 'failed', why: whyOf(error) }
  }
}

function jsonOf(text: string): { readonly is: 'value'; readonly value: unknown } | Failed {
  try {
    return { is: 'value', value: JSON.parse(text, exactly) }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return { is: 'failed', why: whyOf(error) }
  }
}

/** A double holds 15 digits; a longer number (an order id) stays the text that it was written as. */
const EXACT_DIGITS = 15
function exactly(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  const source = context?.source
  if (typeof value !== 'number' || source === undefined) return value
  return source.replace(/\D/g, '').length > EXACT_DIGITS ? source : value
}

const REASONS: Readonly<Record<string, Why>> = {
  ENOENT: { zh: '文件不存在', en: 'there is no such file' },
  EISDIR: { zh: '这是一个目录', en: 'it is a folder' },
  EACCES: { zh: '没有读取权限', en: 'it may not be read' },
  ERR_ENCODING_INVALID_ENCODED_DATA: { zh: '不是 UTF-8 文本', en: 'it is not UTF-8 text' },
}

function whyOf(error: unknown): Why {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const why = error instanceof Error ? error.message : String(error)
  return REASONS[code] ?? { zh: why, en: why }
}
