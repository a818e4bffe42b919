import { fault, type Outcome, type Sealed } from '@openfapiao/core'
import { namedSchema, type Row, rowSchema, timeSchema } from './answers.ts'
import { STATUS } from './codes.ts'
import type { KingdeeConfig } from './config.ts'

type Colour = Sealed['colour']

/** What a query says of one serial. Rows about others only prove that the question was not understood. */
export function foundAmong(rows: readonly unknown[], serial: string, colour: Colour, config: KingdeeConfig): Outcome {
  if (rows.length === 0) return { is: 'absent' }
  const mine = rows.filter(row => namedSchema.safeParse(row).data?.serialNo === serial)
  if (mine.length !== 1) return { is: 'unknown', why: `the answer speaks ${mine.length} times of this serial` }
  const row = rowSchema.safeParse(mine[0]).data
  return row ? outcomeOf(row, colour, config) : { is: 'unknown', why: 'found, but the row is unreadable' }
}

function outcomeOf(row: Row, colour: Colour, config: KingdeeConfig): Outcome {
  const status = row.invoiceStatus ?? ''
  if (config.failedStatuses.includes(status))
    return { is: 'rejected', faults: [fault('REJECTED', '', { code: `invoiceStatus ${status}`, message: row.message ?? status })] }
  switch (STATUS.get(status)) {
    case 'issued':
      return issued(row, colour, config)
    case 'waiting':
      return { is: 'pending', why: `invoiceStatus ${status}` }
    default:
      return { is: 'unknown', why: `invoiceStatus ${status || 'none'}, which is not listed` }
  }
}

/** A red's sums are negative, whether or not they come with their sign. */
function issued(row: Row, colour: Colour, { issuedAtField }: KingdeeConfig): Outcome {
  const { invoiceNum, totalAmount, totalTaxAmount, includeTaxAmount, buyerName } = row
  const issuedAt = timeSchema.safeParse(row[issuedAtField]).data
  if (invoiceNum === undefined || !/^\d{20}$/.test(invoiceNum)) return { is: 'unknown', why: 'issued, but the number is unreadable' }
  if (issuedAt === undefined) return { is: 'unknown', why: `issued as ${invoiceNum}, but ${issuedAtField} tells no time: check issuedAtField` }
  if (totalAmount === undefined || totalTaxAmount === undefined || includeTaxAmount === undefined)
    return { is: 'unknown', why: `issued as ${invoiceNum}, but its sums are unreadable` }
  const signed = (fen: number): number => (colour === 'red' ? -Math.abs(fen) || 0 : fen)
  return {
    is: 'issued',
    number: invoiceNum,
    issuedAt,
    amountFen: signed(totalAmount),
    taxFen: signed(totalTaxAmount),
    totalFen: signed(includeTaxAmount),
    ...(buyerName !== undefined && { buyerName }),
  }
}
