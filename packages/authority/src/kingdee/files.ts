import { renderOfd } from '@openfapiao/documents'
import { constantTimeEqual, sm3 } from '@openfapiao/gm'
import { eInvoiceOf, isoOf } from '../files/einvoice.ts'
import type { Issued } from '../ledger/state.ts'
import type { Room } from './interfaces/interface.ts'

export const FILES = '/kingdee/files/'

const CONTENT_TYPES = { pdf: 'application/pdf', ofd: 'application/ofd', xml: 'application/xml; charset=utf-8' } as const
type Format = keyof typeof CONTENT_TYPES

/** Makes addresses unguessable. */
const keyOf = (number: string, secret: string): string => sm3(`kingdee/${secret}/${number}`).slice(0, 32)

/** `invoiceFileUrl` is the PDF (gateways.md 7.1). The addresses come with the files. */
export function addressesOf(issued: Issued, { ledger, origin, secret, strike }: Room) {
  const base = `${origin}${FILES}${keyOf(issued.number, secret)}/${issued.number}`
  const lates = strike('lateFiles') !== undefined
  const address = (format: Format): string => (lates || ledger.now() < readyAt(issued, format) ? '' : `${base}.${format}`)
  return { invoiceFileUrl: address('pdf'), ofdFileUrl: address('ofd'), xmlFileUrl: address('xml') }
}

const readyAt = ({ filesAt }: Issued, format: Format): number => (format === 'xml' ? filesAt.xml : filesAt.pdf)

/** The file behind an address; undefined: there is none. */
export async function fileBehind(path: string, { ledger, file, secret }: Pick<Room, 'ledger' | 'file' | 'secret'>) {
  const [, key = '', number = '', extension = ''] = /^\/kingdee\/files\/([0-9a-f]{32})\/(\d{20})\.(pdf|ofd|xml)$/.exec(path) ?? []
  const format = isFormat(extension) ? extension : undefined
  const issued = format && constantTimeEqual(key, keyOf(number, secret)) ? ledger.invoice(number) : undefined
  if (!format || !issued || ledger.now() < readyAt(issued, format)) return undefined
  return { body: format === 'ofd' ? ofdBytes(issued) : await file(issued, format), contentType: CONTENT_TYPES[format] }
}

const isFormat = (name: string): name is Format => Object.hasOwn(CONTENT_TYPES, name)

function ofdBytes(issued: Issued): Uint8Array {
  const made = renderOfd(eInvoiceOf(issued), { requestedAt: isoOf(issued.issuedAt), region: issued.number.slice(2, 4) })
  if (made.is !== 'ofd') throw new Error(`OFD of ${issued.number}: ${made.is}`)
  return made.bytes
}
