import type { z } from 'zod'
import type { RedApplication, RedLine } from '../../ledger/invoice.ts'
import type { Names } from '../reply.ts'
import { amount, fields, formed, lineNo, list, measure, moment, oneOf, optionalOneOf, optionalText, rate, text } from '../shapes.ts'

const line = fields({
  originalInvoiceDetailNo: lineNo,
  goodsLineNo: lineNo,
  goodsCode: formed(/^\d{19}$/),
  goodsName: text(200),
  goodsSimpleName: text(120),
  projectName: text(100),
  goodsSpecification: optionalText(40),
  goodsUnit: optionalText(22),
  goodsPrice: measure,
  goodsQuantity: measure,
  goodsTotalPrice: amount,
  goodsTaxRate: rate,
  goodsTotalTax: amount,
})

/**
 * The body of `baiwang.output.redinvoice.add` (gateways.md 5.2). The sandbox takes forms of 数电 electronic blues whose red is issued by itself, and prices
 * without tax.
 */
export const redFormRequest = fields({
  taxNo: text(20),
  redConfirmSerialNo: formed(/^[A-Za-z0-9_]{1,60}$/),
  entryIdentity: oneOf(['01', '02']),
  sellerTaxNo: text(20),
  sellerTaxName: text(100),
  buyerTaxNo: optionalText(20),
  buyerTaxName: text(100),
  originInvoiceIsPaper: oneOf(['N'], 'unsupported'),
  originalInvoiceNo: formed(/^\d{20}$/),
  originInvoiceDate: moment,
  originInvoiceTotalPrice: amount,
  originInvoiceTotalTax: amount,
  originInvoiceType: oneOf(['01', '02']),
  invoiceTotalPrice: amount,
  invoiceTotalTax: amount,
  redInvoiceLabel: oneOf(['01', '02', '03', '04']),
  invoiceSource: oneOf(['2'], 'unsupported'),
  priceTaxMark: oneOf(['0'], 'unsupported'),
  autoIssueSwitch: oneOf(['Y'], 'unsupported'),
  deliverFlag: optionalOneOf(['0']),
  redInvoiceIsPaper: optionalOneOf(['N']),
  taxUserName: optionalText(100),
  orgCode: optionalText(64),
  redConfirmDetailReqEntityList: list(line, 2000),
})
export type RedFormMessage = z.output<typeof redFormRequest>

export const applicationFrom = (f: RedFormMessage): RedApplication => ({
  serial: f.redConfirmSerialNo,
  enteredBy: f.entryIdentity === '01' ? 'seller' : 'buyer',
  seller: { taxNumber: f.sellerTaxNo, name: f.sellerTaxName },
  buyer: { name: f.buyerTaxName, taxNumber: f.buyerTaxNo },
  blueNumber: f.originalInvoiceNo,
  blueIssuedAt: f.originInvoiceDate,
  blueAmount: f.originInvoiceTotalPrice,
  blueTax: f.originInvoiceTotalTax,
  blueSpecial: f.originInvoiceType === '01',
  amount: f.invoiceTotalPrice,
  tax: f.invoiceTotalTax,
  reason: f.redInvoiceLabel,
  lines: f.redConfirmDetailReqEntityList.map(lineFrom),
})

const lineFrom = (l: z.output<typeof line>): RedLine => ({
  blueNo: l.originalInvoiceDetailNo,
  no: l.goodsLineNo,
  name: l.projectName,
  printedName: l.goodsName,
  shortName: l.goodsSimpleName,
  spec: l.goodsSpecification,
  unit: l.goodsUnit,
  quantity: l.goodsQuantity,
  unitPrice: l.goodsPrice,
  amount: l.goodsTotalPrice,
  rate: l.goodsTaxRate,
  tax: l.goodsTotalTax,
  taxCode: l.goodsCode,
})

const LINE = 'redConfirmDetailReqEntityList[*]'
/** Where the ledger's findings point to on this wire. */
export const RED_FORM_NAMES: Names = {
  serial: 'redConfirmSerialNo',
  enteredBy: 'entryIdentity',
  'seller.taxNumber': 'sellerTaxNo',
  'seller.name': 'sellerTaxName',
  'buyer.taxNumber': 'buyerTaxNo',
  'buyer.name': 'buyerTaxName',
  blueNumber: 'originalInvoiceNo',
  blueAmount: 'originInvoiceTotalPrice',
  blueTax: 'originInvoiceTotalTax',
  blueSpecial: 'originInvoiceType',
  amount: 'invoiceTotalPrice',
  tax: 'invoiceTotalTax',
  reason: 'redInvoiceLabel',
  lines: 'redConfirmDetailReqEntityList',
  'lines.*.blueNo': `${LINE}.originalInvoiceDetailNo`,
  'lines.*.no': `${LINE}.goodsLineNo`,
  'lines.*.name': `${LINE}.projectName`,
  'lines.*.printedName': `${LINE}.goodsName`,
  'lines.*.shortName': `${LINE}.goodsSimpleName`,
  'lines.*.spec': `${LINE}.goodsSpecification`,
  'lines.*.unit': `${LINE}.goodsUnit`,
  'lines.*.quantity': `${LINE}.goodsQuantity`,
  'lines.*.unitPrice': `${LINE}.goodsPrice`,
  'lines.*.amount': `${LINE}.goodsTotalPrice`,
  'lines.*.rate': `${LINE}.goodsTaxRate`,
  'lines.*.tax': `${LINE}.goodsTotalTax`,
  'lines.*.taxCode': `${LINE}.goodsCode`,
}
