import { type Fen, fenOf, fieldFaults } from '@openfapiao/core'
import type { EInvoice } from '../einvoice.ts'
import { differences } from '../facts/differences.ts'
import { type Facts, factsOf } from '../facts/facts.ts'
import { type Unreadable, unreadable } from '../unreadable.ts'
import { readXml } from '../xml/read.ts'
import { unpack } from './archive.ts'
import { checkDigests } from './digests.ts'
import { ofdSchema, ofdTree } from './elements.ts'

export type OfdReading =
  | {
      readonly is: 'read'
      readonly facts: Facts
      /** From the XML that is attached, where there is one. */
      readonly invoice?: EInvoice
      /** How many files in it agree with the digests of its signatures; 0 without a signature. */
      readonly digests: number
    }
  | Unreadable

/** What an OFD says of its invoice (domain.md 8.2): the data in OFD.xml and the attached XML, which must not contradict each other, and its digests. */
export async function readOfd(bytes: Uint8Array): Promise<OfdReading> {
  const archive = await unpack(bytes)
  return archive.is === 'unreadable' ? archive : readOfdFiles(archive.files)
}

/** The same from the files of the archive. */
export function readOfdFiles(files: ReadonlyMap<string, Uint8Array>): OfdReading {
  const head = files.get('OFD.xml')
  if (head === undefined) return unreadable('压缩包内没有 OFD.xml', 'there is no OFD.xml in the archive')
  const tree = ofdTree(head)
  if (tree.is === 'unreadable') return tree
  const parsed = ofdSchema.safeParse(tree.root, { reportInput: true })
  if (!parsed.success) return { is: 'unreadable', faults: fieldFaults(parsed.error) }
  const [body] = parsed.data.OFD.DocBody
  const digests = body?.Signatures ? checkDigests(files, body.Signatures) : { is: 'checked' as const, files: 0 }
  if (digests.is === 'unreadable') return digests
  const data = new Map(body?.DocInfo.CustomDatas?.CustomData.flatMap(d => (d?.['#text'] ? [[d['@Name'], d['#text']]] : [])))
  return together(factsFrom(data), attached(files), digests.files)
}

function together(facts: Facts | undefined, attachment: { readonly invoice?: EInvoice } | Unreadable, digests: number): OfdReading {
  if ('is' in attachment) return attachment
  const { invoice } = attachment
  if (invoice === undefined) {
    if (facts) return { is: 'read', facts, digests }
    return unreadable('其中没有发票号码与合计', 'it tells neither the number nor the sums of an invoice')
  }
  const contradicted = facts ? differences(factsOf(invoice), facts).map(fault => fault.path) : []
  if (contradicted.length === 0) return { is: 'read', facts: factsOf(invoice), invoice, digests }
  const names = contradicted.join(', ')
  return unreadable(`OFD.xml 与所附 XML 的 ${names} 不一致`, `its OFD.xml and the attached XML differ in ${names}`)
}

/** The first attached XML that is an invoice of the authority's; others are attached too, in other standards. */
function attached(files: ReadonlyMap<string, Uint8Array>): { readonly invoice?: EInvoice } | Unreadable {
  const xml = [...files].filter(([path]) => /\/Attachs\/[^/]+\.xml$/i.test(path)).map(([, bytes]) => bytes)
  const own = xml.find(bytes => /<EInvoice[\s>]/.test(Buffer.from(bytes.subarray(0, 4096)).toString('latin1')))
  if (own === undefined) return {}
  const reading = readXml(own)
  return reading.is === 'read' ? { invoice: reading.invoice } : reading
}

/** The names are those of real files. The total is not among them in most: it is what the two sums come to. */
function factsFrom(data: ReadonlyMap<string, string>): Facts | undefined {
  const [amountFen, taxFen] = [amountOf(data.get('合计金额')), amountOf(data.get('合计税额') ?? '0')]
  const number = data.get('发票号码')
  const day = /^(\d{4})[年-](\d{2})[月-](\d{2})/.exec(data.get('开票日期') ?? '')
  if (number === undefined || amountFen === undefined || taxFen === undefined || day === null) return undefined
  return {
    number,
    issuedOn: `${day[1]}-${day[2]}-${day[3]}`,
    amountFen,
    taxFen,
    totalFen: amountOf(data.get('价税合计')) ?? amountFen + taxFen,
    sellerTaxNumber: data.get('销售方纳税人识别号'),
    buyerTaxNumber: data.get('购买方纳税人识别号'),
  }
}

/** `***` where there is no tax. */
function amountOf(text: string | undefined): Fen | undefined {
  if (text === undefined) return undefined
  if (/^\*+$/.test(text)) return 0
  return /^-?\d{1,13}(\.\d{1,2})?$/.test(text) ? fenOf(text) : undefined
}
