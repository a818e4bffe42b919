import { type Fen, multiply, normal, yuan } from '@openfapiao/core'
import { type EInvoice, type ELine, type EParty, printedRemark } from '../einvoice.ts'
import { qrText } from './qr.ts'

/** Every text on the face of an invoice, as it is printed (domain.md 8.2). */
export interface Face {
  readonly title: string
  readonly number: string
  readonly day: string
  readonly buyer: FaceParty
  readonly seller: FaceParty
  readonly lines: readonly FaceLine[]
  readonly amount: string
  readonly tax: string
  readonly words: string
  readonly total: string
  readonly remark: string
  readonly issuer: string
  readonly qr: string
}

export interface FaceParty {
  readonly name: string
  readonly taxNumber: string
}

export interface FaceLine {
  /** In the order of the columns. */
  readonly cells: readonly string[]
  readonly amountFen: Fen
  readonly taxFen: Fen
  readonly isTaxed: boolean
  /** A line against the sign of the invoice reduces the one before it (domain.md 1.5). */
  readonly isDiscount: boolean
}

/** Kinds that have this form; air and railway tickets and whatever has no kind look otherwise (domain.md 1.1, 8.1). */
export const isOfThisForm = ({ vatType }: EInvoice): boolean => vatType === '01' || vatType === '02' || vatType === '03'

/** `shown` turns a text into one that the font can show. */
export function faceOf(invoice: EInvoice, shown: (text: string) => string): Face {
  const [year, month, day] = invoice.issuedAt.slice(0, 10).split('-')
  const lines = invoice.lines.map(line => faceLine(line, invoice.totalFen, shown))
  return {
    title: invoice.vatType === '01' ? '电子发票（增值税专用发票）' : '电子发票（普通发票）',
    number: invoice.number,
    day: `${year}年${month}月${day}日`,
    buyer: faceParty(invoice.buyer, shown),
    seller: faceParty(invoice.seller, shown),
    lines,
    amount: `¥${yuan(invoice.amountFen)}`,
    tax: taxOf(lines, invoice.taxFen),
    words: shown(invoice.totalInWords),
    total: `¥${yuan(invoice.totalFen)}`,
    remark: shown(printedRemark(invoice) ?? ''),
    issuer: shown(invoice.issuer),
    qr: qrText(invoice),
  }
}

/** The tax of these lines; `***` where none of them bears any. */
export const taxOf = (lines: readonly FaceLine[], taxFen: Fen): string =>
  lines.length > 0 && lines.every(line => !line.isTaxed) ? '***' : `¥${yuan(taxFen)}`

const faceParty = ({ name, taxNumber = '' }: EParty, shown: (text: string) => string): FaceParty => ({
  name: shown(name),
  taxNumber: shown(taxNumber),
})

/** What bears no tax says so in words, with `***` for the tax (domain.md 1.6). */
function faceLine(line: ELine, totalFen: Fen, shown: (text: string) => string): FaceLine {
  const { treatment, amountFen, taxFen } = line
  const [rate, tax] = treatment === 'taxed' ? [percent(line.rate), yuan(taxFen)] : [UNTAXED[treatment], '***']
  const texts = [line.printedName, line.spec ?? '', line.unit ?? '', line.quantity ?? '', line.unitPrice ?? '']
  return {
    cells: [...texts.map(text => shown(text.replaceAll(/\s+/g, ' '))), yuan(amountFen), rate, tax],
    amountFen,
    taxFen,
    isTaxed: treatment === 'taxed',
    isDiscount: Math.sign(amountFen) === -Math.sign(totalFen),
  }
}

const UNTAXED = { exempt: '免税', notTaxed: '不征税' } as const

/** `0.13` → `13%` */
const percent = (rate: string): string => `${normal(multiply(rate, '100'))}%`
