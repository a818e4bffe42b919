import { fen, yuan } from '../../ledger/exact.ts'
import type { Found } from '../../ledger/find.ts'
import { KINDS } from '../../ledger/invoice.ts'
import { printedBuyer } from '../../ledger/printed-buyer.ts'
import { shanghaiTime } from '../../ledger/shanghai.ts'
import type { Issued } from '../../ledger/state.ts'
import { FAILED_STATUS } from '../codes.ts'
import { addressesOf } from '../files.ts'
import type { Room } from '../interfaces/interface.ts'

/** `invoiceStatus`: 0 normal, 2 waiting, 3 reversed (gateways.md 7.1). */
const STATUS = { normal: '0', waiting: '2', reversed: '3' } as const

/** What a query tells of a serial; undefined: it is not known. */
export function rowOf(serialNo: string, found: Found, room: Room): Readonly<Record<string, unknown>> | undefined {
  switch (found.is) {
    case 'unknown':
      return undefined
    case 'processing':
      return { serialNo, invoiceStatus: STATUS.waiting }
    case 'failed':
      return { serialNo, invoiceStatus: FAILED_STATUS, message: causeOf(found) }
    case 'issued':
      return issuedRow(serialNo, found.issued, room)
  }
}

const causeOf = ({ problems, form }: Extract<Found, { is: 'failed' }>): string =>
  problems.map(p => p.text).join('；') || `红字确认单状态${form?.state ?? ''}，已作废`

export function issuedRow(serialNo: string, issued: Issued, room: Room): Readonly<Record<string, unknown>> {
  const { number, colour, invoice, issuedAt } = issued
  const { ledger, settings, strike } = room
  const sized = (amount: string): number => Number(colour === 'red' && !settings.signedReds ? amount.replace('-', '') : amount)
  const total = strike('wrongTotals') ? yuan(fen(invoice.total) + 1n) : invoice.total
  const reversed = colour === 'blue' && ledger.formsOf(number).some(form => form.fate !== undefined && form.fate.at <= ledger.now())
  return {
    orderNo: '',
    serialNo,
    buyerName: printedBuyer(invoice),
    buyerTaxpayerId: invoice.buyer.taxNumber ?? '',
    invoiceType: KINDS[invoice.kind].special ? '01' : '02',
    includeTaxAmount: sized(total),
    totalAmount: sized(invoice.amount),
    totalTaxAmount: sized(invoice.tax),
    invoiceNum: number,
    invoiceStatus: reversed ? STATUS.reversed : STATUS.normal,
    [settings.issuedAtField]: shanghaiTime(issuedAt),
    ...addressesOf(issued, room),
  }
}
