import { XMLParser } from 'fast-xml-parser'
import { z } from 'zod'
import type { WireFormat } from './config.ts'

/** A message of the interface: named texts and lists (names that end in `List`), in the order in which they are written. */
export interface Tree {
  readonly [name: string]: string | readonly string[] | readonly Tree[]
}

const node: z.ZodType<Tree> = z.lazy(() => z.record(z.string(), z.union([z.string(), z.array(z.string()), z.array(node)])))

/** A frozen body, read back. Throws for a text that `encode` did not write. */
export const treeOf = (frozen: string): Tree => node.parse(JSON.parse(frozen))

interface Format {
  readonly contentType: string
  write(tree: Tree): string
  /** undefined: the text is not of this format. What it holds is still to be parsed. */
  read(text: string): unknown
}

/** The two formats carry the same names; the answer comes in the format of the request. */
export const FORMATS: Readonly<Record<WireFormat, Format>> = {
  json: { contentType: 'application/json', write: tree => JSON.stringify(tree), read: readJson },
  xml: {
    contentType: 'application/xml',
    write: tree => `<?xml version="1.0" encoding="UTF-8"?><Request>${elements(tree)}</Request>`,
    read: readXml,
  },
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** A list `xList` holds `<x>` elements. */
const elements = (tree: Tree): string =>
  Object.entries(tree)
    .map(([name, value]) => `<${name}>${typeof value === 'string' ? escaped(value) : list(name, value)}</${name}>`)
    .join('')

function list(name: string, items: readonly (string | Tree)[]): string {
  const item = memberOf(name)
  return items.map(value => `<${item}>${typeof value === 'string' ? escaped(value) : elements(value)}</${item}>`).join('')
}

const memberOf = (listName: string): string => listName.replace(/List$/, '')

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' }
/** A bare carriage return would be read back as a line feed (XML 1.0, 2.11). */
const escaped = (text: string): string => text.replace(/[&<>\r]/g, character => ESCAPES[character] ?? character)

const parser = new XMLParser({
  ignoreAttributes: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  parseTagValue: false,
  trimValues: false,
  htmlEntities: true,
})

function readXml(text: string): unknown {
  // No message of the interface has a document type; entity definitions are an attack.
  if (text.includes('<!DOCTYPE')) return undefined
  try {
    const document: unknown = parser.parse(text, true)
    return isObject(document) && isObject(document.Response) ? plain(document.Response) : undefined
  } catch (error) {
    // Whatever the parser says of a text from outside: it is not readable.
    if (error instanceof Error) return undefined
    throw error
  }
}

/** The parser's objects → the shape that JSON has: lists are arrays, and the blanks between elements are gone. */
function plain(element: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const named = Object.entries(element).filter(([name]) => name !== '#text')
  return Object.fromEntries(named.map(([name, value]) => [name, name.endsWith('List') ? members(name, value) : shaped(value)]))
}

function members(name: string, value: unknown): unknown[] {
  const inner = isObject(value) ? value[memberOf(name)] : undefined
  if (inner === undefined) return []
  return (Array.isArray(inner) ? inner : [inner]).map(shaped)
}

const shaped = (value: unknown): unknown => (isObject(value) && !Array.isArray(value) ? plain(value) : value)

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
