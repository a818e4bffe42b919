import { type Content, isZero, type Line, normal, yuan } from '@openfapiao/core'
import { INVOICE_TYPE, INVOICE_TYPE_CODE, LINE_NATURE, RED_ISSUE_REASON, SPECIAL_MANAGEMENT } from './codes.ts'
import type { BaiwangConfig } from './config.ts'
import { given, type Tree } from './json.ts'
import { codeAndNumber } from './numbers.ts'

/** The body of `baiwang.output.invoice.issue` (gateways.md 5.1): a blue, or the red of a 税控 kind. Prices are without tax (`priceTaxMark` 0). */
export function invoiceBody(content: Content, serial: string, config: BaiwangConfig): Tree {
  const { taxUserName, terminalCode, orgCode } = config
  return {
    taxNo: content.seller.taxNumber ?? '',
    ...given({ taxUserName, invoiceTerminalCode: terminalCode, orgCode }),
    data: given({
      ...heading(content, config),
      serialNo: serial,
      ...parties(content, config),
      drawer: content.issuer,
      invoiceTotalPrice: yuan(content.amountFen),
      invoiceTotalTax: yuan(content.taxFen),
      invoiceTotalPriceTax: yuan(content.totalFen),
      remarks: content.remark,
      ...origin(content, config),
      invoiceDetailsList: content.lines.map(line),
    }),
  }
}

function heading({ kind, colour }: Content, { carrier }: BaiwangConfig): Readonly<Record<string, string | undefined>> {
  const invoiceTypeCode = INVOICE_TYPE_CODE[carrier][kind]
  if (invoiceTypeCode === undefined) throw new Error(`${carrier} has no ${kind} invoices`)
  return {
    invoiceTypeCode,
    paperInvoiceFlag: carrier === 'digital' ? 'N' : undefined,
    invoiceType: INVOICE_TYPE[colour],
    invoiceSpecialMark: '00',
    taxationMethod: '0',
    invoiceListMark: '0',
    priceTaxMark: '0',
  }
}

/** 01 and 02 use split fields; the joined ones of 税控 kinds stand in a public field list. */
function parties({ seller, buyer }: Content, { carrier }: BaiwangConfig): Readonly<Record<string, string | undefined>> {
  const named = { buyerTaxNo: buyer.taxNumber, buyerName: buyer.name }
  if (carrier !== 'digital')
    return {
      ...named,
      buyerAddressPhone: joined(buyer.address, buyer.phone),
      buyerBankAccount: joined(buyer.bank, buyer.account),
      sellerAddressPhone: joined(seller.address, seller.phone),
      sellerBankAccount: joined(seller.bank, seller.account),
    }
  return {
    ...named,
    buyerAddress: buyer.address,
    buyerPhone: buyer.phone,
    buyerBankName: buyer.bank,
    buyerBankNumber: buyer.account,
    sellerAddress: seller.address,
    sellerTelphone: seller.phone,
    sellerBankName: seller.bank,
    sellerBankNumber: seller.account,
  }
}

const joined = (...parts: readonly (string | undefined)[]): string => parts.filter(part => part !== undefined && part !== '').join(' ')

/** What a 税控 red says of its blue. */
function origin({ red }: Content, config: BaiwangConfig): Readonly<Record<string, string | undefined>> {
  if (!red) return {}
  const { invoiceCode, invoiceNo } = codeAndNumber(red.blueNumber, config)
  return { originalInvoiceCode: invoiceCode, originalInvoiceNo: invoiceNo, redIssueReason: RED_ISSUE_REASON[red.reason] }
}

/** The platform puts the short name before the name by itself (13.1). */
function line(l: Line, index: number): Tree {
  return given({
    goodsLineNo: String(index + 1),
    originalInvoiceDetailNo: l.blueLine === undefined ? undefined : String(l.blueLine),
    invoiceLineNature: LINE_NATURE[l.nature],
    goodsCode: l.taxCode,
    goodsName: l.name,
    goodsSpecification: l.spec,
    goodsUnit: l.unit,
    goodsQuantity: plainly(l.quantity),
    goodsPrice: plainly(l.unitPrice),
    goodsTotalPrice: yuan(l.amountFen),
    goodsTotalTax: yuan(l.taxFen),
    goodsTaxRate: normal(l.rate),
    ...policy(l),
  })
}

const plainly = (decimal: string | undefined): string | undefined => (decimal === undefined ? undefined : normal(decimal))

/** 优惠政策标识 in the three fields of classic interfaces (domain.md 1.6): 1 免税, 2 不征税, 3 普通零税率. */
function policy({ policyMark, rate }: Line): Readonly<Record<string, string | undefined>> {
  const management = policyMark === undefined ? undefined : SPECIAL_MANAGEMENT[policyMark]
  return {
    preferentialMarkFlag: management === undefined ? '0' : '1',
    vatSpecialManagement: management,
    freeTaxMark: policyMark === '03' ? '1' : policyMark === '04' ? '2' : isZero(rate) ? '3' : undefined,
  }
}
