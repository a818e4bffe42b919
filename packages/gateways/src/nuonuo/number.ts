/** A 税控 number of ours: its code of 10 or 12 digits and its number of 8 (domain.md 1.2), one after the other, since the number alone is not unique. */
const CODED = /^(\d{10}|\d{12})(\d{8})$/

export const numberOf = (invoiceCode: string, invoiceNo: string): string => `${invoiceCode}${invoiceNo}`

/** Throws for a number that has no code: 数电 electronic invoices cannot be voided, and are not reversed by code and number. */
export function codeAndNumber(number: string): { readonly invoiceCode: string; readonly invoiceNo: string } {
  const [, invoiceCode, invoiceNo] = CODED.exec(number) ?? []
  if (invoiceCode === undefined || invoiceNo === undefined) throw new Error(`${number} is not a 税控 code and number`)
  return { invoiceCode, invoiceNo }
}
