import { sm3 } from '@openfapiao/gm'
import { fen, yuan } from '../ledger/exact.ts'
import { KINDS } from '../ledger/invoice.ts'
import { printedBuyer } from '../ledger/printed-buyer.ts'
import type { Issued } from '../ledger/state.ts'
import { type Entry, serialNoOf } from './book.ts'
import type { Office } from './method.ts'

/** One order in answer to a query (gateways.md 4.3); undefined: nothing is known of it yet. */
export function rowOf(entry: Entry, office: Office, detailed: boolean): Readonly<Record<string, unknown>> | undefined {
  const { ledger, taxNumber } = office
  const head = { serialNo: serialNoOf(taxNumber, entry.orderNo), orderNo: entry.orderNo }
  if (entry.serial === undefined)
    return ledger.now() < (entry.failed?.at ?? 0) ? { ...head, ...status('20') } : { ...head, ...status('22'), failCause: entry.failed?.cause ?? '' }
  const found = ledger.find(taxNumber, entry.serial)
  switch (found.is) {
    case 'unknown':
      return undefined
    case 'processing':
      return entry.is === 'red' ? undefined : { ...head, ...status('20') }
    case 'failed':
      return entry.is === 'red' ? undefined : { ...head, ...status('22'), failCause: found.problems.map(p => p.text).join('；') || '开票失败' }
    case 'issued':
      return entry.fetched
        ? { ...head, ...issuedRow(found.issued, entry, office), ...(detailed && { invoiceItems: itemsOf(found.issued) }) }
        : undefined
  }
}

const MESSAGES = { '20': '开票中', '21': '开票成功签章中', '2': '开票完成', '22': '开票失败', '24': '开票成功签章失败', '3': '发票已作废' } as const
const status = (code: keyof typeof MESSAGES) => ({ status: code, statusMsg: MESSAGES[code] })

function issuedRow(issued: Issued, { unsealed }: Entry, office: Office) {
  const { number, invoice, issuedAt, red } = issued
  const state = stateOf(issued, unsealed, office)
  const coded = KINDS[invoice.kind].voidable
  return {
    ...status(state),
    ...(state === '2' || state === '3' ? filesOf(issued, office) : { pdfUrl: '', ofdUrl: '', xmlUrl: '' }),
    ...(coded
      ? { invoiceCode: number.slice(0, 12), invoiceNo: number.slice(12), allElectronicInvoiceNumber: '' }
      : { invoiceCode: '', invoiceNo: number, allElectronicInvoiceNumber: number }),
    invoiceTime: issuedAt,
    exTaxAmount: invoice.amount,
    taxAmount: invoice.tax,
    orderAmount: office.strike('wrongTotals') ? yuan(fen(invoice.total) + 1n) : invoice.total,
    payerName: printedBuyer(invoice),
    payerTaxNo: invoice.buyer.taxNumber ?? '',
    invoiceKind: KINDS[invoice.kind].special ? '电子发票(增值税专用发票)' : '电子发票(普通发票)',
    oldEleInvoiceNumber: red?.blueNumber ?? '',
  }
}

/** The seal and the files come after the number. */
function stateOf({ voidedAt, filesAt }: Issued, unsealed: boolean, { ledger, strike }: Office): keyof typeof MESSAGES {
  if (voidedAt !== undefined) return '3'
  if (unsealed) return '24'
  return strike('lateFiles') || ledger.now() < Math.max(filesAt.pdf, filesAt.xml) ? '21' : '2'
}

const itemsOf = ({ invoice }: Issued) =>
  invoice.lines.map(line => ({
    itemName: line.printedName,
    itemCodeAbb: line.shortName,
    itemUnit: line.unit ?? '',
    itemPrice: line.unitPrice ?? '',
    itemTaxRate: line.rate,
    itemNum: line.quantity ?? '',
    itemAmount: line.amount,
    itemTaxAmount: line.tax,
    itemSpec: line.spec ?? '',
    itemCode: line.taxCode,
    isIncludeTax: 'false',
    invoiceLineProperty: { normal: '0', discount: '1', discounted: '2' }[line.nature],
  }))

const FILES = '/nuonuo/files'

/** Addresses that cannot be guessed. There is no OFD here. */
function filesOf({ number }: Issued, { origin, secret }: Office) {
  const base = `${origin}${FILES}/${fileKey(number, secret)}/${number}`
  return { pdfUrl: `${base}.pdf`, ofdUrl: '', xmlUrl: `${base}.xml` }
}

const fileKey = (number: string, secret: string): string => sm3(`${secret}/${number}`).slice(0, 32)

/** Which file an address is of; undefined: none. */
export function fileAsked(path: string, secret: string): { readonly number: string; readonly format: 'pdf' | 'xml' } | undefined {
  const [, key, number = '', format] = /^\/nuonuo\/files\/([0-9a-f]{32})\/(\d{20})\.(pdf|xml)$/.exec(path) ?? []
  return key === fileKey(number, secret) ? { number, format: format === 'pdf' ? 'pdf' : 'xml' } : undefined
}

export const isFilePath = (path: string): boolean => path.startsWith(`${FILES}/`)
