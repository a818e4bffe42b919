import { fromShanghaiTime, type Outcome, type Sought } from '@openfapiao/core'
import type { WireForm } from './answers.ts'
import { outcomeOf } from './caller.ts'
import { claimsOf, formOf, release } from './claims.ts'
import { FORM_STATES } from './codes.ts'
import type { Desk } from './desk.ts'
import { listForms } from './forms.ts'
import { endedForm, inTheWay, waiting } from './red.ts'
import { type Answers, askReceipts, judge } from './results.ts'
import { issued, keepSheet, type RedSheet, type Sheet, sheetOf } from './sheet.ts'

/** Asks for serials; one outcome per serial, in the same order. Asking changes nothing at the authority and never answers `unsent`. */
export async function find(sought: readonly Sought[], desk: Desk): Promise<Outcome[]> {
  const sheets = await Promise.all(sought.map(({ serial }) => sheetOf(serial, desk)))
  const answers = await askReceipts(
    sheets.flatMap(s => s ?? []),
    desk,
  )
  return Promise.all(sought.map(({ serial }, i) => outcome(serial, sheets[i], answers, desk)))
}

/** What never went has no sheet. */
async function outcome(serial: string, sheet: Sheet | undefined, answers: Answers, desk: Desk): Promise<Outcome> {
  if (!sheet) return { is: 'absent' }
  const judged = await judge(serial, sheet, answers, desk)
  const { red } = sheet
  if (!red) return judged.outcome
  if (judged.outcome.is === 'rejected' && red.uuid !== undefined) await freed(red.blueNumber, red.uuid, desk)
  return judged.repeated || judged.outcome.is === 'absent' ? byForm(serial, { ...sheet, red }, judged.outcome, desk) : judged.outcome
}

const freed = (blueNumber: string, uuid: string, desk: Desk): Promise<void> =>
  desk.keep.locked('red', () => release(blueNumber, uuid, desk), blueNumber)

/** The form says whether a red was issued for it, long after the receipts are forgotten. */
async function byForm(serial: string, sheet: RedSheet, said: Outcome, desk: Desk): Promise<Outcome> {
  const { blueNumber, sellerName } = sheet.red
  const listed = await listForms(blueNumber, sellerName, desk, [serial])
  if (listed.is === 'failed') return outcomeOf(listed.reply, 'unknown')
  const form = formOf(serial, sheet, listed.forms, await claimsOf(blueNumber, desk))
  if (form) return standing(serial, sheet, { form, said }, desk)
  const open = listed.forms.find(f => f.hzfphm === undefined && FORM_STATES.get(f.hzqrxxztDm)?.is !== 'ended')
  return open ? inTheWay(open, desk) : notTaken(sheet, desk)
}

interface Looked {
  readonly form: WireForm
  readonly said: Outcome
}

async function standing(serial: string, sheet: RedSheet, { form, said }: Looked, desk: Desk): Promise<Outcome> {
  if (form.hzfphm !== undefined) return reversed(serial, sheet, form, desk)
  switch (FORM_STATES.get(form.hzqrxxztDm)?.is) {
    case 'good':
      return said.is === 'absent' ? notTaken(sheet, desk) : said
    case 'waits':
      // A form of the buyer that we agree to is agreed to by sending the red again.
      return form.lrfsf === '1' ? notTaken(sheet, desk) : waiting(form, desk)
    case 'ended':
      await freed(sheet.red.blueNumber, form.uuid, desk)
      return endedForm(form)
    case undefined:
      return { is: 'unknown', why: `red form in state ${form.hzqrxxztDm}, which is not listed` }
  }
}

/** Issued for this form: by our upload, or by a person under a number of their own. */
async function reversed(serial: string, sheet: RedSheet, { uuid, hzfpxxqrdbh, hzfphm: number, hzkprq }: WireForm, desk: Desk): Promise<Outcome> {
  const dated = number === sheet.number ? sheet.dated : timeOf(hzkprq)
  if (number === undefined || dated === undefined) return { is: 'unknown', why: 'issued, but the form does not say when' }
  const found = { ...sheet, number, dated, red: { ...sheet.red, uuid, formNumber: hzfpxxqrdbh } }
  await keepSheet(serial, found, desk)
  return issued(serial, found, desk)
}

/** A form may give the day alone. */
function timeOf(text: string | undefined): string | undefined {
  const full = text !== undefined && text.length === 10 ? `${text} 00:00:00` : text
  return full !== undefined && !Number.isNaN(Date.parse(fromShanghaiTime(full))) ? full : undefined
}

/**
 * No upload is known. Once everything that may be on its way must have arrived, the authority's own list is the proof, however long ago the form was applied for:
 * it waits for the buyer up to 72 hours.
 */
function notTaken({ lastAt, red: { appliedAt } }: RedSheet, desk: Desk): Outcome {
  const waits = Math.max(lastAt ?? 0, appliedAt ?? 0) / 1000 + desk.pace.settled - desk.now() / 1000
  return waits > 0 ? { is: 'pending', why: 'not visible yet', askAfterSeconds: waits } : { is: 'absent', proven: true }
}
