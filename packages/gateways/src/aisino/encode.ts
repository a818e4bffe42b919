import { type Content, isZero, type Line, normal, type Sealable, yuan } from '@openfapiao/core'
import { INVOICE_KIND, INVOICE_TYPE, RED_REASON, ROW_TYPE } from './codes.ts'
import type { AisinoConfig } from './config.ts'
import { given, type Tree, written } from './json.ts'

/**
 * The frozen business body: `message` is the very text that is encrypted and sent; kind and sums stand beside it, because a red names no amounts and a query
 * answers none (gateways.md 6). The same document gives the same bytes.
 * Throws for what the wire cannot carry: a void, a red of less than the whole blue, a policy mark other than 免税 and 不征税.
 */
export function encode(sealable: Sealable, config: AisinoConfig): string {
  if (sealable.colour === 'void') throw new Error('this interface knows no void')
  const { content, serial } = sealable
  const { amountFen, taxFen, totalFen } = content
  const message = written(content.colour === 'red' ? redMessage(content, serial) : blueMessage(content, serial, config))
  return JSON.stringify({ kind: INVOICE_KIND[content.kind], amountFen, taxFen, totalFen, message })
}

/** `simpleInvoiceIssue` of a blue: amounts with tax; the platform splits them by the rate. */
function blueMessage(content: Content, serial: string, config: AisinoConfig): Tree {
  const { buyer, lines } = content
  return given({
    ...heading(content, serial, 'blue'),
    businessType: buyer.person ? '0' : '1',
    invoiceAmount: yuan(content.totalFen),
    payerName: buyer.name,
    payerRegisterNo: buyer.taxNumber,
    payerAddress: buyer.address,
    payerPhone: buyer.phone,
    payerBank: buyer.bank,
    payerBankaccount: buyer.account,
    sfzsgmfdzdh: shown(buyer.address, buyer.phone),
    sfzsgmfyhzh: shown(buyer.bank, buyer.account),
    deliverType: '0',
    bz: content.remark,
    invoicer: content.issuer,
    invoiceItems: lines.map(line => item(line, config)),
  })
}

/** All of the blue comes back: part of it cannot be said. */
function redMessage(content: Content, serial: string): Tree {
  const { red } = content
  if (!red) throw new Error('a red without the blue it reverses')
  if (red.blueAmountFen + content.amountFen !== 0 || red.blueTaxFen + content.taxFen !== 0)
    throw new Error('this interface reverses a whole invoice only')
  return given({ ...heading(content, serial, 'red'), originInvoiceNo: red.blueNumber, redReason: RED_REASON[red.reason] })
}

const heading = ({ seller, kind }: Content, serial: string, colour: 'blue' | 'red') => ({
  fpqqlsh: serial,
  nsrsbh: seller.taxNumber,
  invoiceKind: INVOICE_KIND[kind],
  invoiceType: INVOICE_TYPE[colour],
})

/** Are these two printed on the invoice? What is sent is. */
const shown = (...texts: readonly (string | undefined)[]): string => (texts.some(text => text !== undefined && text !== '') ? 'Y' : 'N')

function item(line: Line, { itemNamePrefix }: AisinoConfig): Tree {
  return given({
    rowType: ROW_TYPE[line.nature],
    itemName: itemNamePrefix === 'ours' ? `*${line.shortName}*${line.name}` : line.name,
    amount: yuan(line.totalFen),
    quantity: line.quantity === undefined ? undefined : normal(line.quantity),
    unit: line.unit,
    taxRate: normal(line.rate),
    itemNo: line.taxCode,
    zeroRateFlag: zeroRateFlag(line),
  })
}

/** 零税率标识 of classic interfaces (domain.md 1.6): 1 免税, 2 不征税, 3 普通零税率. */
function zeroRateFlag({ policyMark, rate }: Line): string | undefined {
  if (policyMark === '03') return '1'
  if (policyMark === '04') return '2'
  if (policyMark !== undefined) throw new Error(`this interface has no field for 优惠政策标识 ${policyMark}`)
  return isZero(rate) ? '3' : undefined
}
