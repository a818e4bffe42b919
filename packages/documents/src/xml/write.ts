import { yuan } from '@openfapiao/core'
import { type EInvoice, type ELine, type EParty, printedRemark } from '../einvoice.ts'

/** What only the writer needs to know of the issuing authority. */
export interface Issuing {
  /** First two digits of the province, as in `SWEI3200`. */
  readonly region: string
  /** When the seller's system asked, ISO with offset. */
  readonly requestedAt: string
}

/** The authority's XML of an invoice, in the element tree of domain.md 8.1; UTF-8. For a sandbox: the real one is signed by the authority. */
export function writeXml(invoice: EInvoice, issuing: Issuing): Uint8Array {
  const body = element('EInvoice', header(invoice, issuing), content(invoice, issuing), supervision(invoice))
  return Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${body}\n`)
}

function header({ number, colour, vatType }: EInvoice, { region }: Issuing): string {
  const labels = [
    label('InIssuType', colour === 'blue' ? 'Y' : 'N', '是否蓝字发票标志'),
    label('EInvoiceType', '01', '电子发票'),
    label('GeneralOrSpecialVAT', vatType, vatType && VAT_TYPES[vatType]),
  ]
  const sandbox = element('Label', leaf('LabelType', '发票开具方式标签'), leaf('LabelCode', '00'), leaf('LabelName', '沙箱样票'))
  return element(
    'Header',
    leaf('EIid', number),
    leaf('EInvoiceTag', `SWEI${region}00`),
    leaf('Version', '0.32'),
    element('InherentLabel', ...labels),
    element('UndefinedLabel', sandbox),
  )
}

const VAT_TYPES: Readonly<Record<string, string>> = { '01': '增值税专用发票', '02': '普通发票', '03': '通行费', '04': '航空', '05': '铁路' }

const label = (name: string, code: string | undefined, text: string | undefined): string =>
  element(name, leaf('LabelCode', code), leaf('LabelName', text))

function content(invoice: EInvoice, { requestedAt }: Issuing): string {
  return element(
    'EInvoiceData',
    party('Seller', invoice.seller),
    party('Buyer', invoice.buyer),
    element(
      'BasicInformation',
      leaf('TotalAmWithoutTax', yuan(invoice.amountFen)),
      leaf('TotalTaxAm', yuan(invoice.taxFen)),
      leaf('TotalTax-includedAmount', yuan(invoice.totalFen)),
      leaf('TotalTax-includedAmountInChinese', invoice.totalInWords),
      leaf('Drawer', invoice.issuer),
      leaf('RequestTime', clockTime(requestedAt)),
    ),
    ...invoice.lines.map(item),
    element('SpecificInformation', ...specific(invoice)),
    element('AdditionalInformation', leaf('Remark', printedRemark(invoice))),
  )
}

function party(side: 'Seller' | 'Buyer', { taxNumber, name, address, phone, bank, account }: EParty): string {
  return element(
    `${side}Information`,
    leaf(`${side}IdNum`, taxNumber),
    leaf(`${side}Name`, name),
    leaf(`${side}Addr`, address),
    leaf(`${side}TelNum`, phone),
    leaf(`${side}BankName`, bank),
    leaf(`${side}BankAccNum`, account),
  )
}

/** `Issu` and `TotaltaxIncludedAmount` are spelled so in real files. */
function item(line: ELine): string {
  return element(
    'IssuItemInformation',
    leaf('ItemName', line.printedName),
    leaf('SpecMod', line.spec),
    leaf('MeaUnits', line.unit),
    leaf('Quantity', line.quantity),
    leaf('UnPrice', line.unitPrice),
    leaf('Amount', yuan(line.amountFen)),
    leaf('TaxRate', line.treatment === 'taxed' ? line.rate : line.treatment === 'exempt' ? '免税' : '不征税'),
    leaf('ComTaxAm', yuan(line.taxFen)),
    leaf('TotaltaxIncludedAmount', yuan(line.totalFen)),
    leaf('TaxClassificationCode', line.taxCode),
  )
}

function specific({ red, specific: parts = {} }: EInvoice): string[] {
  const reds = red ? [element('RedEInvoice', leaf('OriginalInvoiceCode', red.blueNumber), leaf('CreditNoteNumber', red.formNumber))] : []
  const others = Object.entries(parts).flatMap(([name, same]) =>
    same.map(each => element(name, ...Object.entries(each).map(([of, text]) => leaf(of, text)))),
  )
  return [...reds, ...others]
}

function supervision({ number, issuedAt, bureau }: EInvoice): string {
  return element(
    'TaxSupervisionInfo',
    leaf('InvoiceNumber', number),
    leaf('IssueTime', clockTime(issuedAt)),
    leaf('TaxBureauCode', bureau?.code),
    leaf('TaxBureauName', bureau?.name),
  )
}

/** `yyyy-MM-dd HH:mm:ss` of an instant in Shanghai. */
const clockTime = (iso: string): string => new Date(Date.parse(iso) + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')

const element = (name: string, ...inside: readonly string[]): string => `<${name}>${inside.join('')}</${name}>`
const leaf = (name: string, text: string | undefined): string => `<${name}>${escaped(text ?? '')}</${name}>`

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;', '\r': '&#13;' }

/** Characters that XML has no way to write become U+FFFD. */
const FORBIDDEN = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu

export const escaped = (text: string): string =>
  text.replace(FORBIDDEN, '\uFFFD').replace(/[&<>"'\r]/g, character => ENTITIES[character] ?? character)
