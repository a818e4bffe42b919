import { XMLParser, XMLValidator } from 'fast-xml-parser'
import type { EInvoice } from '../einvoice.ts'
import { documentSchema, invoiceOf } from './elements.ts'

export type XmlReading =
  | { readonly is: 'read'; readonly invoice: EInvoice }
  | { readonly is: 'unreadable' /** Path of the element, and what is wrong with it. */; readonly why: string }

const parser = new XMLParser({
  ignoreAttributes: true,
  parseTagValue: false,
  removeNSPrefix: true,
  htmlEntities: true,
  maxNestedTags: 16,
  isArray: name => name === 'IssuItemInformation' || name === 'SpecificInformation' || name === 'AdditionalInformation',
})

/**
 * The authority's XML as data (domain.md 8.1). It is read by element names alone: there is no namespace, and AdditionalInformation stands beside the
 * items in some files and after or within them in others. What is not understood is unreadable, never guessed.
 */
export function readXml(bytes: Uint8Array): XmlReading {
  const text = decoded(bytes)
  if (text === undefined) return unreadable('the bytes are not text in the encoding they declare')
  if (text.includes('<!DOCTYPE')) return unreadable('a document type is not expected')
  const valid = XMLValidator.validate(text)
  if (valid !== true) return unreadable(`not well-formed XML, line ${valid.err.line}: ${valid.err.msg}`)
  const parsed = documentSchema.safeParse(parser.parse(text))
  if (parsed.success) return { is: 'read', invoice: invoiceOf(parsed.data) }
  return unreadable(parsed.error.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`).join('; '))
}

const unreadable = (why: string): XmlReading => ({ is: 'unreadable', why })

/** Text in the declared encoding, UTF-8 without one; a byte order mark is dropped. */
function decoded(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, 200)).toString('latin1')
  const encoding = /^[^<]*<\?xml[^>]*encoding=["']([\w-]+)["']/.exec(head)?.[1] ?? 'utf-8'
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch (fault) {
    if (fault instanceof TypeError || fault instanceof RangeError) return undefined
    throw fault
  }
}
