import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { type Unreadable, unreadable } from '../unreadable.ts'

export type Tree = { readonly is: 'tree'; readonly root: unknown } | Unreadable

/** An invoice of 2000 lines takes about 1 MiB. */
const MOST_BYTES = 4 * 1024 * 1024

/** The deepest real element is the eighth. */
const DEEPEST = 24

export interface Shape {
  /** Elements that are lists, however often they stand there. */
  readonly lists: readonly string[]
  /** Attributes become texts named `@Name`; a text beside them is named `#text`. Left out otherwise. */
  readonly attributes?: boolean
}

/**
 * Reads XML as plain objects of texts, prefixes of namespaces dropped. Refused: what is too large or too deep, another encoding than declared, a document
 * type (so no entity ever expands).
 */
export function treeReader({ lists, attributes = false }: Shape): (bytes: Uint8Array) => Tree {
  const names = new Set(lists)
  const parser = new XMLParser({
    ignoreAttributes: !attributes,
    attributeNamePrefix: '@',
    parseTagValue: false,
    removeNSPrefix: true,
    // `&#13;` and its like are read only with this; without a document type no entity can grow.
    htmlEntities: true,
    processEntities: { enabled: true, maxTotalExpansions: MOST_BYTES, maxExpandedLength: MOST_BYTES },
    maxNestedTags: DEEPEST,
    isArray: name => names.has(name),
  })
  return bytes => {
    if (bytes.length > MOST_BYTES) return unreadable(`超过 ${MOST_BYTES} 字节`, `it is larger than ${MOST_BYTES} bytes`)
    const text = decoded(bytes)
    if (text === undefined) return unreadable('内容与其声明的字符编码不符', 'its bytes are no text in the encoding it declares')
    if (text.includes('<!DOCTYPE')) return unreadable('含有文档类型声明 DOCTYPE', 'it declares a document type')
    return parsed(text, parser)
  }
}

function parsed(text: string, parser: XMLParser): Tree {
  const valid = XMLValidator.validate(text)
  if (valid !== true) return malformed(valid.err.line, valid.err.msg)
  try {
    return { is: 'tree', root: parser.parse(text) }
  } catch (fault) {
    // The parser says in this way that a limit of ours is passed.
    if (fault instanceof Error) return malformed(1, fault.message)
    throw fault
  }
}

const malformed = (line: number, why: string): Unreadable =>
  unreadable(`不是格式良好的 XML（第 ${line} 行：${why}）`, `it is not well-formed XML (line ${line}: ${why})`)

/** Text in the declared encoding, UTF-8 without a declaration; a byte order mark is dropped. */
function decoded(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, 200)).toString('latin1')
  const encoding = /^[^<]*<\?xml[^>]*encoding=["']([\w-]+)["']/.exec(head)?.[1] ?? 'utf-8'
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch (fault) {
    // TypeError: wrong bytes; RangeError: an encoding that nobody knows.
    if (fault instanceof TypeError || fault instanceof RangeError) return undefined
    throw fault
  }
}
