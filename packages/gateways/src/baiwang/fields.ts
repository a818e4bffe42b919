/** Their field → the path in our content, so that a refusal points at what a person can change. */
const FIELDS: ReadonlyMap<string, string> = new Map([
  ['goodsName', 'name'],
  ['projectName', 'name'],
  ['goodsSimpleName', 'shortName'],
  ['goodsCode', 'taxCode'],
  ['goodsTaxRate', 'rate'],
  ['goodsTotalPrice', 'amountFen'],
  ['goodsTotalTax', 'taxFen'],
  ['goodsQuantity', 'quantity'],
  ['goodsPrice', 'unitPrice'],
  ['goodsSpecification', 'spec'],
  ['goodsUnit', 'unit'],
  ['invoiceLineNature', 'nature'],
  ['preferentialMarkFlag', 'policyMark'],
  ['vatSpecialManagement', 'policyMark'],
  ['freeTaxMark', 'policyMark'],
  ['originalInvoiceDetailNo', 'blueLine'],
  ['invoiceDetailsList', 'lines'],
  ['redConfirmDetailReqEntityList', 'lines'],
  ['invoiceTotalPrice', 'amountFen'],
  ['invoiceTotalTax', 'taxFen'],
  ['invoiceTotalPriceTax', 'totalFen'],
  ['invoiceTypeCode', 'kind'],
  ['drawer', 'issuer'],
  ['remarks', 'remark'],
  ['buyerTaxNo', 'buyer.taxNumber'],
  ['buyerName', 'buyer.name'],
  ['buyerTaxName', 'buyer.name'],
  ['buyerAddress', 'buyer.address'],
  ['buyerPhone', 'buyer.phone'],
  ['buyerBankName', 'buyer.bank'],
  ['buyerBankNumber', 'buyer.account'],
  ['taxNo', 'seller.taxNumber'],
  ['sellerTaxNo', 'seller.taxNumber'],
  ['sellerTaxName', 'seller.name'],
  ['sellerAddress', 'seller.address'],
  ['sellerTelphone', 'seller.phone'],
  ['sellerBankName', 'seller.bank'],
  ['sellerBankNumber', 'seller.account'],
  ['originalInvoiceNo', 'red.blueNumber'],
  ['originInvoiceDate', 'red.blueIssuedAt'],
  ['originInvoiceTotalPrice', 'red.blueAmountFen'],
  ['originInvoiceTotalTax', 'red.blueTaxFen'],
  ['redInvoiceLabel', 'red.reason'],
  ['redIssueReason', 'red.reason'],
])

/**
 * The first field of theirs that a message names, as our path: `invoiceDetailsList[2].goodsTaxRate：…` → `lines.2.rate`. Errors of this interface have
 * no field of their own for it; a message that names none points at the whole.
 */
export function pathIn(message: string): string {
  for (const [, list, index, name = ''] of message.matchAll(/(?:(\w+)\[(\d+)\]\.)?(\w+)/g)) {
    const ours = FIELDS.get(name)
    if (ours !== undefined) return list === undefined ? ours : `${FIELDS.get(list) ?? list}.${index}.${ours}`
  }
  return ''
}
