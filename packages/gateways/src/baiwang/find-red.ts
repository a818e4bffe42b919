import type { Outcome, Sought } from '@openfapiao/core'
import type { WireForm } from './answers.ts'
import type { Connection } from './connection.ts'
import { isOpen, issuedByForm, issuedIn, stateOutcome } from './decode.ts'
import { formByUuid, formsOfBlue } from './forms.ts'
import { memoryOf } from './memory.ts'
import { codeAndNumber } from './numbers.ts'
import { query } from './query.ts'

/**
 * A 数电 red is known by its form: by the uuid that came with the application, else among the forms of its blue (domain.md 4.2). A form of somebody else that is
 * still open stands in the way of a red that is not known, for a while.
 */
export async function findRed({ serial, blueNumber }: Sought, connection: Connection): Promise<Outcome> {
  const uuid = await memoryOf(connection.vault, 'form', connection.taxNumber).recall(serial)
  const known = uuid === undefined ? undefined : await formByUuid(uuid, [serial], connection)
  if (known?.is === 'failed') return known.outcome
  const mine = known?.forms[0]
  if (mine) return outcomeOf(mine, serial, connection)
  if (blueNumber === undefined) return { is: 'unknown', why: 'a red without the number of its blue cannot be asked for' }
  return amongForms(serial, blueNumber, connection)
}

async function amongForms(serial: string, blueNumber: string, connection: Connection): Promise<Outcome> {
  const listed = await formsOfBlue(blueNumber, [serial], connection)
  if (listed.is === 'failed') return listed.outcome
  const ours = listed.forms.find(form => form.redConfirmSerialNo === serial)
  if (ours) return inDetail(ours, serial, connection)
  const others = await Promise.all(listed.forms.filter(isOpen).map(form => formByUuid(form.redConfirmUuid, [serial], connection)))
  const lost = others.find(answer => answer.is === 'failed')
  if (lost) return lost.outcome
  const open = others.flatMap(answer => (answer.is === 'forms' ? answer.forms : [])).find(isOpen)
  if (!open) return { is: 'absent' }
  const why = `another red form of this blue is open: ${open.redConfirmNo ?? open.redConfirmUuid}, ${open.confirmState}`
  return { is: 'pending', why, askAfterSeconds: connection.askFormSeconds }
}

/** The list may say less than the details. */
async function inDetail(listed: WireForm, serial: string, connection: Connection): Promise<Outcome> {
  const asked = await formByUuid(listed.redConfirmUuid, [serial], connection)
  if (asked.is === 'failed') return asked.outcome
  return outcomeOf(asked.forms[0] ?? listed, serial, connection)
}

async function outcomeOf(form: WireForm, serial: string, connection: Connection): Promise<Outcome> {
  const outcome =
    form.redInvoiceNo === undefined
      ? stateOutcome(form.confirmState, connection.askFormSeconds)
      : await issuedOf(form, form.redInvoiceNo, serial, connection)
  if (outcome.is === 'issued' || outcome.is === 'rejected') await memoryOf(connection.vault, 'form', connection.taxNumber).forget(serial)
  return outcome
}

/** Number, time and sums of the red; what the form does not say is asked of the invoice itself. */
async function issuedOf(form: WireForm, number: string, serial: string, connection: Connection): Promise<Outcome> {
  const said = issuedByForm(form, number)
  if (said) return said
  const rows = await query({ invoiceNo: codeAndNumber(number, connection.config).invoiceNo }, [serial, number], connection)
  if (rows.is === 'failed') return rows.outcome
  const issued = rows.rows.map(row => issuedIn(row, connection.config)).find(row => row?.number === number)
  return issued?.is === 'issued'
    ? { ...issued, formNumber: form.redConfirmNo }
    : { is: 'unknown', why: `the red ${number} is issued, but its time or sums are not told` }
}
