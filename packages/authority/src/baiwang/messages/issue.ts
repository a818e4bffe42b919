import type { z } from 'zod'
import { fen, yuan } from '../../ledger/exact.ts'
import type { Invoice, Kind, Line } from '../../ledger/invoice.ts'
import { SHAPE } from '../codes.ts'
import type { Names, Wrong } from '../reply.ts'
import {
  amount,
  fields,
  formed,
  lineNo,
  list,
  measure,
  oneOf,
  optionalAmount,
  optionalFormed,
  optionalLineNo,
  optionalOneOf,
  optionalText,
  rate,
  text,
} from '../shapes.ts'
import { policyOf } from './policy.ts'

/** gateways.md 5.1: 01 and 02 are 数电, the others 税控. */
export const KIND_OF = {
  '01': 'special',
  '02': 'ordinary',
  '028': 'taxControlSpecial',
  '026': 'taxControlOrdinary',
  '004': 'paperSpecial',
  '007': 'paperOrdinary',
  '025': 'paperRoll',
} as const satisfies Record<string, Kind>

const NATURE_OF = { '0': 'normal', '1': 'discount', '2': 'discounted' } as const

/** Lengths: gateways.md 5.1 where it gives them, else the tax-bureau web channel's (13.4). */
const line = fields({
  goodsLineNo: lineNo,
  originalInvoiceDetailNo: optionalLineNo,
  invoiceLineNature: oneOf(['0', '1', '2']),
  goodsCode: formed(/^\d{19}$/),
  goodsPersonalCode: optionalText(50),
  goodsName: text(100),
  goodsSpecification: optionalText(40),
  goodsUnit: optionalText(22),
  goodsQuantity: measure,
  goodsPrice: measure,
  goodsTotalPrice: amount,
  goodsTotalTax: amount,
  goodsTaxRate: rate,
  preferentialMarkFlag: oneOf(['0', '1']),
  vatSpecialManagement: optionalText(200),
  freeTaxMark: optionalOneOf(['1', '2', '3'], 'notPlain'),
})

const invoice = fields({
  invoiceTypeCode: oneOf(['01', '02', '026', '028', '004', '007', '025'], 'kind'),
  paperInvoiceFlag: optionalOneOf(['N']),
  invoiceType: oneOf(['0', '1']),
  invoiceSpecialMark: optionalOneOf(['00']),
  taxationMethod: optionalOneOf(['0']),
  invoiceListMark: optionalOneOf(['0']),
  priceTaxMark: optionalOneOf(['0']),
  serialNo: formed(/^[A-Za-z0-9_]{1,50}$/),
  buyerTaxNo: optionalText(20),
  buyerName: text(100),
  buyerAddress: optionalText(100),
  buyerPhone: optionalText(60),
  buyerBankName: optionalText(100),
  buyerBankNumber: optionalText(60),
  buyerAddressPhone: optionalText(100),
  buyerBankAccount: optionalText(100),
  buyerEmail: optionalText(72),
  drawer: optionalText(20),
  checker: optionalText(16),
  payee: optionalText(16),
  invoiceTotalPrice: optionalAmount,
  invoiceTotalTax: optionalAmount,
  invoiceTotalPriceTax: optionalAmount,
  remarks: optionalText(230),
  redInfoNo: optionalFormed(/^\d{16}$/),
  originalInvoiceCode: optionalFormed(/^\d{10}(\d{2})?$/),
  originalInvoiceNo: optionalFormed(/^\d{8}$/),
  redIssueReason: optionalOneOf(['1', '2', '3', '4'], 'notPlain'),
  sellerAddress: optionalText(100),
  sellerTelphone: optionalText(60),
  sellerBankName: optionalText(100),
  sellerBankNumber: optionalText(60),
  sellerAddressPhone: optionalText(100),
  sellerBankAccount: optionalText(100),
  invoiceDetailsList: list(line, 2000),
})

/** The body of `baiwang.output.invoice.issue`. */
export const issueRequest = fields({
  taxNo: text(20),
  taxUserName: optionalText(100),
  invoiceTerminalCode: optionalText(30),
  orgCode: optionalText(64),
  data: invoice,
})
export type IssueMessage = z.output<typeof invoice>
type WireLine = z.output<typeof line>

type Policies = readonly (string | undefined)[]

/** What of the policy fields does not fit together. */
export function policyWrongs({ invoiceDetailsList }: IssueMessage): Wrong[] {
  return invoiceDetailsList.flatMap((l, i) => {
    const policy = policyOf(l)
    if (policy.is === 'policy') return []
    return [{ ...SHAPE[policy.missing ? 'missing' : 'notPlain'], place: `invoiceDetailsList[${i}].${policy.field}` }]
  })
}

const policiesOf = ({ invoiceDetailsList }: IssueMessage): Policies =>
  invoiceDetailsList.map(l => {
    const policy = policyOf(l)
    return policy.is === 'policy' ? policy.mark : undefined
  })

/** What the message leaves to the platform. */
export interface Completion {
  readonly seller: { readonly taxNumber: string; readonly name: string }
  readonly suppliedOn: string
  shortNameOf(code: string): string
}

/** A blue. The platform sets the short name before the name, and adds up what was left out. */
export function invoiceFrom(i: IssueMessage, { seller, suppliedOn, shortNameOf }: Completion): Invoice {
  const policies = policiesOf(i)
  const [net, tax] = [total(i.invoiceDetailsList.map(l => l.goodsTotalPrice)), total(i.invoiceDetailsList.map(l => l.goodsTotalTax))]
  return {
    serial: i.serialNo,
    kind: KIND_OF[i.invoiceTypeCode],
    seller: {
      ...seller,
      address: i.sellerAddress ?? i.sellerAddressPhone,
      phone: i.sellerTelphone,
      bank: i.sellerBankName ?? i.sellerBankAccount,
      account: i.sellerBankNumber,
    },
    buyer: {
      name: i.buyerName,
      person: false,
      taxNumber: i.buyerTaxNo,
      address: i.buyerAddress ?? i.buyerAddressPhone,
      phone: i.buyerPhone,
      bank: i.buyerBankName ?? i.buyerBankAccount,
      account: i.buyerBankNumber,
    },
    amount: i.invoiceTotalPrice ?? net,
    tax: i.invoiceTotalTax ?? tax,
    total: i.invoiceTotalPriceTax ?? total([net, tax]),
    issuer: i.drawer ?? '沙箱开票员',
    remark: i.remarks,
    suppliedOn,
    lines: i.invoiceDetailsList.map((l, at) => lineFrom(l, shortNameOf(l.goodsCode), policies[at])),
  }
}

const total = (amounts: readonly string[]): string => yuan(amounts.reduce((all, one) => all + fen(one), 0n))

function lineFrom(l: WireLine, shortName: string, policyMark: string | undefined): Line {
  return {
    no: l.goodsLineNo,
    name: l.goodsName,
    printedName: `*${shortName}*${l.goodsName}`,
    shortName,
    spec: l.goodsSpecification,
    unit: l.goodsUnit,
    quantity: l.goodsQuantity,
    unitPrice: l.goodsPrice,
    amount: l.goodsTotalPrice,
    rate: l.goodsTaxRate,
    tax: l.goodsTotalTax,
    total: total([l.goodsTotalPrice, l.goodsTotalTax]),
    taxCode: l.goodsCode,
    nature: NATURE_OF[l.invoiceLineNature],
    policyMark,
  }
}

/** Where the ledger's findings point to on this wire. */
export const ISSUE_NAMES: Names = {
  serial: 'serialNo',
  kind: 'invoiceTypeCode',
  'seller.taxNumber': 'taxNo',
  'buyer.name': 'buyerName',
  'buyer.taxNumber': 'buyerTaxNo',
  amount: 'invoiceTotalPrice',
  tax: 'invoiceTotalTax',
  total: 'invoiceTotalPriceTax',
  lines: 'invoiceDetailsList',
  'lines.*.no': 'invoiceDetailsList[*].goodsLineNo',
  'lines.*.blueNo': 'invoiceDetailsList[*].originalInvoiceDetailNo',
  'lines.*.name': 'invoiceDetailsList[*].goodsName',
  'lines.*.printedName': 'invoiceDetailsList[*].goodsName',
  'lines.*.shortName': 'invoiceDetailsList[*].goodsCode',
  'lines.*.spec': 'invoiceDetailsList[*].goodsSpecification',
  'lines.*.unit': 'invoiceDetailsList[*].goodsUnit',
  'lines.*.quantity': 'invoiceDetailsList[*].goodsQuantity',
  'lines.*.unitPrice': 'invoiceDetailsList[*].goodsPrice',
  'lines.*.amount': 'invoiceDetailsList[*].goodsTotalPrice',
  'lines.*.rate': 'invoiceDetailsList[*].goodsTaxRate',
  'lines.*.tax': 'invoiceDetailsList[*].goodsTotalTax',
  'lines.*.total': 'invoiceDetailsList[*].goodsTotalPrice',
  'lines.*.taxCode': 'invoiceDetailsList[*].goodsCode',
  'lines.*.nature': 'invoiceDetailsList[*].invoiceLineNature',
  'lines.*.policyMark': 'invoiceDetailsList[*].vatSpecialManagement',
  blueNumber: 'originalInvoiceNo',
  reason: 'redIssueReason',
}
