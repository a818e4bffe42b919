import { fault, type Outcome, type RedForm } from '@openfapiao/core'
import { invoiceSchema, serialSchema, type WireForm, type WireInvoice } from './answers.ts'
import { ENTRY_IDENTITY, FORM_STATES } from './codes.ts'
import type { BaiwangConfig } from './config.ts'
import { numberOf } from './numbers.ts'

export type Issued = Extract<Outcome, { is: 'issued' }>

/** A row of an invoice → issued. `partly`: it has a number, but time or sums are not told here. undefined: no number of this kind. */
export function issuedIn(row: unknown, config: BaiwangConfig): Issued | { readonly is: 'partly'; readonly number: string } | undefined {
  const invoice = invoiceSchema.safeParse(row).data
  const number = invoice && numberOf(invoice, config)
  if (!invoice || number === undefined) return undefined
  return sumsOf(invoice, number) ?? { is: 'partly', number }
}

function sumsOf(
  { invoiceDate, invoiceTotalPrice, invoiceTotalTax, invoiceTotalPriceTax, buyerName }: WireInvoice,
  number: string,
): Issued | undefined {
  if (invoiceDate === undefined || invoiceTotalPrice === undefined || invoiceTotalTax === undefined || invoiceTotalPriceTax === undefined)
    return undefined
  return {
    is: 'issued',
    number,
    issuedAt: invoiceDate,
    amountFen: invoiceTotalPrice,
    taxFen: invoiceTotalTax,
    totalFen: invoiceTotalPriceTax,
    buyerName,
  }
}

export const serialIn = (row: unknown): string | undefined => serialSchema.safeParse(row).data?.serialNo

/** What a query says of one serial. Rows about others only prove that the question was not understood. */
export function foundAmong(rows: readonly unknown[], serial: string, config: BaiwangConfig): Outcome {
  if (rows.length === 0) return { is: 'absent' }
  const mine = rows.filter(row => serialIn(row) === serial)
  if (mine.length !== 1) return { is: 'unknown', why: `the answer speaks ${mine.length} times of this serial` }
  const issued = issuedIn(mine[0], config)
  return issued?.is === 'issued' ? issued : { is: 'unknown', why: 'found, but number, time or sums are unreadable' }
}

/** Good and waiting forms are asked for; an ended one has proven that its red will never exist. */
export function stateOutcome(state: string, askFormSeconds: number): Outcome {
  const known = FORM_STATES.get(state)
  if (!known) return { is: 'unknown', why: `red form in state ${state}, which is not listed` }
  if (known.is === 'good') return { is: 'pending', why: `red form ${state}` }
  if (known.is === 'waits') return { is: 'pending', why: `red form ${state}: ${known.zh}`, askAfterSeconds: askFormSeconds }
  return { is: 'rejected', faults: [fault('REJECTED', 'red', { code: `confirmState ${state}`, message: known.zh })] }
}

/** The red of a form that says everything about it; undefined: its time or sums are not told here. */
export function issuedByForm(form: WireForm, number: string): Issued | undefined {
  const { redInvoiceDate, invoiceTotalPrice: amountFen, invoiceTotalTax: taxFen, redConfirmNo } = form
  if (redInvoiceDate === undefined || amountFen === undefined || taxFen === undefined) return undefined
  return { is: 'issued', number, issuedAt: redInvoiceDate, amountFen, taxFen, totalFen: amountFen + taxFen, formNumber: redConfirmNo }
}

/** A form that neither ended nor brought its red. */
export const isOpen = ({ redInvoiceNo, alreadyRedInvoiceFlag, confirmState }: WireForm): boolean =>
  redInvoiceNo === undefined && alreadyRedInvoiceFlag !== 'Y' && FORM_STATES.get(confirmState)?.is !== 'ended'

/** undefined: it lacks what a person must see of a form. */
export function redFormOf(form: WireForm): RedForm | undefined {
  const enteredBy = ENTRY_IDENTITY.get(form.entryIdentity ?? '')
  const { redConfirmUuid: uuid, redConfirmNo, originalInvoiceNo, invoiceTotalPrice, invoiceTotalTax } = form
  if (!enteredBy || redConfirmNo === undefined || originalInvoiceNo === undefined) return undefined
  if (invoiceTotalPrice === undefined || invoiceTotalTax === undefined) return undefined
  return {
    uuid,
    formNumber: redConfirmNo,
    state: form.confirmState,
    blueNumber: originalInvoiceNo,
    enteredBy,
    amountFen: invoiceTotalPrice,
    taxFen: invoiceTotalTax,
    redNumber: form.redInvoiceNo,
  }
}
