import { fault, type Outcome, type RedForm, type Sought } from '@openfapiao/core'
import { type Form, formSchema, issuedSchema, type Row, rowSchema, rowsSchema } from './answers.ts'
import { FORM_STATES, passingNeed, SIDE } from './codes.ts'
import { numberOf } from './number.ts'

/** What a query said of one order. */
export type Said =
  | { readonly is: 'missing' }
  | { readonly is: 'row'; readonly row: Row; readonly raw: unknown }
  | { readonly is: 'unclear'; readonly why: string }

/** A row by `orderNo` or `serialNo`. An order that was split into several invoices is not ours to read: a person looks. */
export function rowFor(result: unknown, key: { readonly orderNo: string } | { readonly serialNo: string }): Said {
  const rows = rowsSchema.safeParse(result)
  if (!rows.success) return { is: 'unclear', why: 'unreadable answer to a query' }
  const read = rows.data.map(raw => ({ raw, row: rowSchema.safeParse(raw).data }))
  const mine = read.filter(({ row }) => row && ('orderNo' in key ? row.orderNo === key.orderNo : row.serialNo === key.serialNo))
  const [first, ...more] = mine
  if (!first?.row) return read.every(({ row }) => row) ? { is: 'missing' } : { is: 'unclear', why: 'an unreadable row in answer to a query' }
  return more.length > 0 ? { is: 'unclear', why: `${mine.length} invoices under one order` } : { is: 'row', row: first.row, raw: first.raw }
}

/** A row of status 22 whose cause passes (login, face check, quota) is not decided here: `failed` says why. */
export type Read = Outcome | { readonly is: 'failed'; readonly why: string }

/** 20 issuing, 21 issued and being sealed, 2 complete, 24 issued though sealing failed, 22 failed, 31 and 3 voiding and voided (gateways.md 4.3). */
export function readRow(said: Extract<Said, { is: 'row' }>, colour: Sought['colour']): Read {
  const { status } = said.row
  switch (status) {
    case '20':
      return { is: 'pending', why: 'status 20' }
    case '21':
      return printedNumber(said.row) === undefined ? { is: 'pending', why: 'status 21' } : issued(said, colour)
    case '22':
      return failed(said.row)
    case '2':
    case '24':
      return colour === 'void' ? { is: 'absent' } : issued(said, colour)
    case '31':
      return colour === 'void' ? { is: 'pending', why: 'status 31' } : issued(said, colour)
    case '3':
      return issued(said, colour)
    default:
      return { is: 'unknown', why: `status ${status}, which is not listed` }
  }
}

function failed({ failCause, statusMsg }: Row): Read {
  const why = failCause ?? statusMsg ?? ''
  return passingNeed(why) ? { is: 'failed', why } : { is: 'rejected', faults: [fault('REJECTED', '', { code: '22', message: why || '开票失败' })] }
}

function issued({ row, raw }: Extract<Said, { is: 'row' }>, colour: Sought['colour']): Outcome {
  const { data } = issuedSchema.safeParse(raw)
  const number = printedNumber(row)
  if (!data || number === undefined) return { is: 'unknown', why: `status ${row.status}, but number, time or sums are unreadable` }
  const { exTaxAmount, taxAmount, orderAmount } = data
  // Whether a red's sums come with a minus is not stated; a red is negative.
  const sign = colour === 'red' && orderAmount > 0 ? -1 : 1
  return {
    is: 'issued',
    number,
    issuedAt: data.invoiceTime,
    amountFen: exTaxAmount * sign,
    taxFen: taxAmount * sign || 0,
    totalFen: orderAmount * sign,
    buyerName: data.payerName,
  }
}

/** 20 digits of a 数电 invoice; code and number of a 税控 one. undefined: there is none yet. */
export function printedNumber({ allElectronicInvoiceNumber, invoiceCode, invoiceNo }: Row): string | undefined {
  const number = allElectronicInvoiceNumber ?? (invoiceNo === undefined ? undefined : numberOf(invoiceCode ?? '', invoiceNo))
  return number !== undefined && /^(\d{18}|\d{20})$/.test(number) ? number : undefined
}

/** Good and waiting forms are asked for; an ended one has proven that its red will never exist. */
export function formOutcome({ billStatus, billMessage }: Form, askFormSeconds: number): Outcome {
  const known = FORM_STATES.get(billStatus)
  if (!known) return { is: 'unknown', why: `red form in state ${billStatus}, which is not listed` }
  const why = `red form ${billStatus}: ${known.zh}`
  if (known.is === 'ended')
    return { is: 'rejected', faults: [fault('REJECTED', 'red', { code: `billStatus ${billStatus}`, message: billMessage ?? known.zh })] }
  return known.is === 'waits' ? { is: 'pending', why, askAfterSeconds: askFormSeconds } : { is: 'pending', why }
}

export const isWaiting = ({ billStatus }: Form): boolean => FORM_STATES.get(billStatus)?.is === 'waits'
export const isGood = ({ billStatus }: Form): boolean => FORM_STATES.get(billStatus)?.is === 'good'

/** undefined: a form that cannot be read. */
export const formOf = (raw: unknown): Form | undefined => formSchema.safeParse(raw).data

/** undefined: entered by nobody that is known, or not at the bureau yet. */
export function redFormOf(form: Form, redNumber: string | undefined): RedForm | undefined {
  const enteredBy = SIDE.get(form.applySource)
  if (enteredBy === undefined || form.billUuid === undefined) return undefined
  return {
    uuid: form.billUuid,
    formNumber: form.billNo ?? '',
    state: form.billStatus,
    blueNumber: form.blueElecInvoiceNumber ?? '',
    enteredBy,
    amountFen: form.taxExcludedAmount,
    taxFen: form.taxAmount,
    redNumber,
  }
}
