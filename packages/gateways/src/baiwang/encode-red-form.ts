import { type Content, type Line, normal, shanghaiTime, yuan } from '@openfapiao/core'
import { ORIGIN_INVOICE_TYPE, RED_INVOICE_LABEL } from './codes.ts'
import type { BaiwangConfig } from './config.ts'
import { given, type Tree } from './json.ts'

type Red = Content & { readonly red: NonNullable<Content['red']> }

/**
 * The flat body of `baiwang.output.redinvoice.add` (gateways.md 5.2), entered by the seller; the red is issued by itself once the form is good
 * (`autoIssueSwitch` Y). Content and blue are the red's own: nothing is looked up.
 */
export function redFormBody({ kind, seller, buyer, lines, red, amountFen, taxFen }: Red, serial: string, config: BaiwangConfig): Tree {
  return given({
    taxNo: seller.taxNumber,
    redConfirmSerialNo: serial,
    entryIdentity: '01',
    sellerTaxNo: seller.taxNumber,
    sellerTaxName: seller.name,
    buyerTaxNo: buyer.taxNumber,
    buyerTaxName: buyer.name,
    originInvoiceIsPaper: 'N',
    originalInvoiceNo: red.blueNumber,
    originInvoiceDate: shanghaiTime(Date.parse(red.blueIssuedAt)),
    originInvoiceTotalPrice: yuan(red.blueAmountFen),
    originInvoiceTotalTax: yuan(red.blueTaxFen),
    originInvoiceType: ORIGIN_INVOICE_TYPE[kind],
    invoiceTotalPrice: yuan(amountFen),
    invoiceTotalTax: yuan(taxFen),
    redInvoiceLabel: RED_INVOICE_LABEL[red.reason],
    invoiceSource: '2',
    priceTaxMark: '0',
    autoIssueSwitch: 'Y',
    deliverFlag: '0',
    redInvoiceIsPaper: 'N',
    taxUserName: config.taxUserName,
    orgCode: config.orgCode,
    redConfirmDetailReqEntityList: lines.map(line),
  })
}

/** Names of the blue's print, with its short name between asterisks (domain.md 4.2); the fields of a line stand in public field lists. */
function line(l: Line, index: number): Tree {
  if (l.blueLine === undefined) throw new Error('a red line without the blue line it reverses')
  return given({
    originalInvoiceDetailNo: String(l.blueLine),
    goodsLineNo: String(index + 1),
    goodsCode: l.taxCode,
    goodsName: `*${l.shortName}*${l.name}`,
    goodsSimpleName: l.shortName,
    projectName: l.name,
    goodsSpecification: l.spec,
    goodsUnit: l.unit,
    goodsPrice: l.unitPrice === undefined ? undefined : normal(l.unitPrice),
    goodsQuantity: l.quantity === undefined ? undefined : normal(l.quantity),
    goodsTotalPrice: yuan(l.amountFen),
    goodsTaxRate: normal(l.rate),
    goodsTotalTax: yuan(l.taxFen),
  })
}
