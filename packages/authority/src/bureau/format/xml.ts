import { XMLBuilder, XMLParser, XMLValidator } from 'fast-xml-parser'
import type { Members, Tree } from '../tree.ts'
import type { Format } from './format.ts'

const parser = new XMLParser({
  ignoreAttributes: true,
  ignoreDeclaration: true,
  parseTagValue: false,
  trimValues: false,
  htmlEntities: true,
  maxNestedTags: 8,
})
const builder = new XMLBuilder({ format: false, suppressEmptyNode: false })

/** Root `Request` / `Response`, members as elements; `xList` holds `x` elements (WIRE.md). */
export const xml: Format = {
  contentType: 'application/xml; charset=utf-8',
  read(text) {
    // Nothing here needs a document type, and one could define entities that grow.
    if (text.includes('<!DOCTYPE') || XMLValidator.validate(text) !== true) return undefined
    const document: unknown = parser.parse(text)
    return isMembers(document) && 'Request' in document ? plain(document.Request) : undefined
  },
  write: reply => `<?xml version="1.0" encoding="UTF-8"?>${builder.build({ Response: membersOf(reply) })}`,
}

const isMembers = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Element content → texts, lists and members; the blanks between elements are nothing. */
function plain(node: unknown): unknown {
  if (!isMembers(node)) return node
  const members = Object.entries(node).filter(([name]) => name !== '#text')
  return Object.fromEntries(
    members.map(([name, value]) => [name, name.endsWith('List') ? listOf(value, name.slice(0, -'List'.length)) : plain(value)]),
  )
}

function listOf(node: unknown, item: string): unknown {
  const inside = isMembers(node) ? node[item] : undefined
  if (inside === undefined) return typeof node === 'string' && node.trim() === '' ? [] : plain(node)
  return (Array.isArray(inside) ? inside : [inside]).map(plain)
}

function membersOf(members: Members): Record<string, unknown> {
  return Object.fromEntries(Object.entries(members).flatMap(([name, value]) => (value === undefined ? [] : [[name, element(name, value)]])))
}

function element(name: string, value: Tree): unknown {
  if (typeof value === 'string') return value
  if (isList(value)) return { [name.slice(0, -'List'.length)]: value.map(item => element(name, item)) }
  return membersOf(value)
}

const isList = (value: Tree): value is readonly Tree[] => Array.isArray(value)
