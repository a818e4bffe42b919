import type { FileFormat } from '@openfapiao/core'
import type { EInvoice } from './einvoice.ts'
import { type Facts, factsOf } from './facts/facts.ts'
import { unpack } from './ofd/archive.ts'
import { readOfdFiles } from './ofd/read.ts'
import { readPdf } from './pdf/read.ts'
import { type Unreadable, unreadable } from './unreadable.ts'
import { readXml } from './xml/read.ts'

export type DocumentReading =
  | {
      readonly is: 'read'
      /** What the bytes are, whatever the file is called. */
      readonly format: FileFormat
      readonly facts: Facts
      /** Where the file tells all of it: XML, and OFD with XML in it. */
      readonly invoice?: EInvoice
    }
  | Unreadable

/** A file of an invoice in any format that the authority uses, told by its bytes; an archive with one XML in it is read as that XML (domain.md 8.1). */
export async function readDocument(bytes: Uint8Array): Promise<DocumentReading> {
  const head = Buffer.from(bytes.subarray(0, 1024)).toString('latin1')
  if (head.startsWith('PK')) return fromArchive(bytes)
  if (head.includes('%PDF-')) {
    const reading = await readPdf(bytes)
    return reading.is === 'read' ? { ...reading, format: 'pdf' } : reading
  }
  return fromXml(bytes)
}

function fromXml(bytes: Uint8Array): DocumentReading {
  const reading = readXml(bytes)
  return reading.is === 'read' ? { ...reading, format: 'xml', facts: factsOf(reading.invoice) } : reading
}

async function fromArchive(bytes: Uint8Array): Promise<DocumentReading> {
  const archive = await unpack(bytes)
  if (archive.is === 'unreadable') return archive
  if (archive.files.has('OFD.xml')) {
    const reading = readOfdFiles(archive.files)
    return reading.is === 'read' ? { is: 'read', format: 'ofd', facts: reading.facts, invoice: reading.invoice } : reading
  }
  const [only, ...others] = [...archive.files].filter(([path]) => /\.xml$/i.test(path))
  if (only === undefined || others.length > 0) return unreadable('压缩包应只含一个 XML 文件', 'the archive should hold one XML file')
  return fromXml(only[1])
}
