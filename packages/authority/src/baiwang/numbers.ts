import type { Ledger } from '../ledger/ledger.ts'
import type { Issued } from '../ledger/state.ts'

/** The ledger numbers every invoice with 20 digits. 税控 ones show them as code of 12 and number of 8. */
const isDigital = ({ invoice: { kind } }: Issued): boolean => kind === 'special' || kind === 'ordinary'

export const shownNumber = (issued: Issued): { readonly invoiceCode: string; readonly invoiceNo: string } =>
  isDigital(issued) ? { invoiceCode: '', invoiceNo: issued.number } : { invoiceCode: issued.number.slice(0, 12), invoiceNo: issued.number.slice(12) }

interface Asked {
  readonly invoiceCode?: string
  readonly invoiceNo: string
}

/** An invoice of this seller by what it shows. */
export function invoiceBy({ invoiceCode = '', invoiceNo }: Asked, taxNo: string, ledger: Ledger): Issued | undefined {
  const issued = ledger.invoice(`${invoiceCode}${invoiceNo}`)
  if (issued?.invoice.seller.taxNumber !== taxNo) return undefined
  return isDigital(issued) === (invoiceCode === '') ? issued : undefined
}
