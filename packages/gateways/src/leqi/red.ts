import { fault, type Outcome, type Sealed, shanghaiTime } from '@openfapiao/core'
import { appliedSchema, type WireForm } from './answers.ts'
import { outcomeOf, type Reply, refusal } from './caller.ts'
import { type Claims, claim, claimsOf, formOf, isFree, release } from './claims.ts'
import { FORM_STATES } from './codes.ts'
import { type Desk, yearOf } from './desk.ts'
import { decide, listForms } from './forms.ts'
import { reserveNumbers } from './numbers.ts'
import { keepSheet, type RedSheet, redParts, type Sheet, sheetFor } from './sheet.ts'
import { UPLOAD_HOURS } from './traits.ts'
import { ship } from './upload.ts'

/** A red on its way: its serial, the two texts that are sent byte for byte, and what is remembered. */
interface Red {
  readonly serial: string
  readonly number: string
  readonly form: string
  readonly invoice: string
  readonly sheet: RedSheet
}

/**
 * Form, then upload (gateways.md 1.5). The forms of the blue are looked at before anything is applied for; one form of a blue at a time. Submitting again goes on
 * where it stopped: it never applies for a form that is there, and never uploads what the form says is issued.
 */
export async function submitRed(sealed: Sealed, desk: Desk): Promise<Outcome> {
  const known = await sheetFor(sealed, desk)
  if (!known) return { is: 'unknown', why: 'this serial was sent with other fields before' }
  const {
    red: { blueNumber },
  } = redSheet(known)
  const goForward = async (): Promise<Outcome> => {
    const sheet = redSheet((await sheetFor(sealed, desk)) ?? known)
    const red = { serial: sealed.serial, ...redParts(sealed.body), sheet }
    await keepSheet(red.serial, sheet, desk)
    const listed = await listForms(blueNumber, sheet.red.sellerName, desk, [red.serial])
    if (listed.is === 'failed') return outcomeOf(listed.reply, 'unsent')
    const claims = await claimsOf(blueNumber, desk)
    const mine = formOf(red.serial, sheet, listed.forms, claims)
    return mine ? goOn(mine, red, desk) : begin(red, listed.forms, claims, desk)
  }
  return desk.keep.locked('red', goForward, blueNumber)
}

function redSheet(sheet: Sheet): RedSheet {
  const { red } = sheet
  if (!red) throw new Error('the sheet of a red has no blue')
  return { ...sheet, red }
}

/** What is known of a form for going on with it. */
type Standing = Pick<WireForm, 'uuid' | 'hzfpxxqrdbh' | 'hzqrxxztDm' | 'lrfsf' | 'hzfphm'>

async function goOn(form: Standing, before: Red, desk: Desk): Promise<Outcome> {
  const { blueNumber } = before.sheet.red
  const sheet = { ...before.sheet, red: { ...before.sheet.red, uuid: form.uuid, formNumber: form.hzfpxxqrdbh } }
  const red = { ...before, sheet }
  await claim(blueNumber, form.uuid, red.serial, desk)
  await keepSheet(red.serial, sheet, desk)
  if (form.hzfphm !== undefined) return { is: 'pending', why: `red form ${form.hzfpxxqrdbh} is issued` }
  switch (FORM_STATES.get(form.hzqrxxztDm)?.is) {
    case 'good':
      return upload(red, desk)
    case 'waits':
      return entered(form, red, desk)
    case 'ended':
      await release(blueNumber, form.uuid, desk)
      return endedForm(form)
    case undefined:
      return { is: 'unknown', why: `red form in state ${form.hzqrxxztDm}, which is not listed` }
  }
}

/** A form of the buyer for the same amount is agreed to, not raised a second time; our own waits for the buyer. */
async function entered(form: Standing, red: Red, desk: Desk): Promise<Outcome> {
  if (form.lrfsf !== '1') return waiting(form, desk)
  const reply = await decide(form, 'confirm', desk)
  if (reply.is === 'ok') return upload(red, desk)
  return reply.is === 'invalid' ? waiting(form, desk) : outcomeOf(reply, 'unknown')
}

export const waiting = ({ hzqrxxztDm }: Pick<Standing, 'hzqrxxztDm'>, desk: Desk): Outcome => ({
  is: 'pending',
  why: `red form ${hzqrxxztDm}: ${FORM_STATES.get(hzqrxxztDm)?.zh ?? ''}`,
  askAfterSeconds: desk.pace.form,
})

/** An ended form has proven that its red will never exist. */
export const endedForm = ({ hzqrxxztDm }: Pick<Standing, 'hzqrxxztDm'>): Outcome => ({
  is: 'rejected',
  faults: [fault('REJECTED', 'red', { code: `hzqrxxztDm ${hzqrxxztDm}`, message: FORM_STATES.get(hzqrxxztDm)?.zh ?? hzqrxxztDm })],
})

/** No form of ours is there. Somebody else's that is open stands in the way until it ends. */
async function begin(red: Red, forms: readonly WireForm[], claims: Claims, desk: Desk): Promise<Outcome> {
  const open = forms.find(f => f.hzfphm === undefined && FORM_STATES.get(f.hzqrxxztDm)?.is !== 'ended')
  if (open) return inTheWay(open, desk)
  const { appliedAt } = red.sheet.red
  const mayHaveArrived = appliedAt !== undefined && desk.now() - appliedAt < desk.pace.settled * 1000
  const applied = { ...red.sheet, red: { ...red.sheet.red, appliedAt: desk.now() } }
  await keepSheet(red.serial, applied, desk)
  const reply = await desk.ask({ fwbm: 'QDHZQRDSQ', subjects: [red.serial], text: red.form })
  if (reply.is === 'ok') return granted(reply.message, { ...red, sheet: applied }, desk)
  if (['invalid', 'unreached', 'blocked', 'later'].includes(reply.is)) await keepSheet(red.serial, red.sheet, desk)
  if (reply.is !== 'invalid') return outcomeOf(reply, 'unsent')
  return mayHaveArrived
    ? { is: 'unknown', why: `returncode ${reply.code} to a form that may have been applied for before` }
    : refused(reply, red, claims, desk)
}

export const inTheWay = ({ hzfpxxqrdbh, hzqrxxztDm }: WireForm, desk: Desk): Outcome => ({
  is: 'pending',
  why: `another red form of this blue is open: ${hzfpxxqrdbh}, ${hzqrxxztDm}`,
  askAfterSeconds: desk.pace.form,
})

function granted(message: unknown, red: Red, desk: Desk): Promise<Outcome> | Outcome {
  const { data } = appliedSchema.safeParse(message)
  return data ? goOn({ ...data, lrfsf: '0', hzfphm: undefined }, red, desk) : { is: 'unknown', why: 'unreadable answer to a red form' }
}

/** "A form is in progress" and "nothing is left" may both mean that a form came to be meanwhile (domain.md 4.2): looked once more before it is believed. */
async function refused({ code, text }: Extract<Reply, { is: 'invalid' }>, red: Red, claims: Claims, desk: Desk): Promise<Outcome> {
  const { blueNumber, sellerName } = red.sheet.red
  const listed = await listForms(blueNumber, sellerName, desk, [red.serial])
  if (listed.is === 'failed') return outcomeOf(listed.reply, 'unknown')
  const mine = formOf(
    red.serial,
    red.sheet,
    listed.forms.filter(f => isFree(f, red.serial, claims)),
    claims,
  )
  return mine ? goOn(mine, red, desk) : { is: 'rejected', faults: [refusal(code, text, 'red')] }
}

/** The form is granted and says that nothing was issued for it. Number and time are written down before the bytes leave, and stay for as long as they may be used. */
async function upload(before: Red, desk: Desk): Promise<Outcome> {
  const dated = await datedOf(before, desk)
  if ('is' in dated) return dated
  const { serial, invoice, sheet } = { ...before, sheet: dated }
  const own = { fphm: sheet.number, kprq: sheet.dated, hzqrxxdbh: sheet.red.formNumber, hzqrduuid: sheet.red.uuid }
  const text = `${invoice.slice(0, -1)},${JSON.stringify(own).slice(1)}`
  const shipped = await ship([{ serial, text, sheet }], desk)
  const outcome = ('oneByOne' in shipped ? undefined : shipped.get(serial)) ?? { is: 'unknown', why: 'not sent' }
  if (outcome.is === 'rejected' && sheet.red.uuid !== undefined) await release(sheet.red.blueNumber, sheet.red.uuid, desk)
  return outcome
}

/** Dated more than 48 hours ago it can be uploaded no more; as nothing was issued for the form, that number is burned and another taken. */
async function datedOf({ serial, number, sheet }: Red, desk: Desk): Promise<RedSheet | Outcome> {
  const { number: own, dated, red } = sheet
  const now = desk.now()
  const fresh = (at: string): boolean => now - Date.parse(`${at.replace(' ', 'T')}+08:00`) < UPLOAD_HOURS * 3_600_000
  if (own !== undefined && dated !== undefined && fresh(dated)) return sheet
  const burned = red.burned + (own === undefined ? 0 : 1)
  const first = burned === 0 && number.startsWith(yearOf(now))
  const [reservation] = first ? [{ is: 'reserved', number } as const] : await reserveNumbers([`${serial}/${burned}`], desk)
  if (reservation?.is === 'blocked') return reservation
  if (reservation?.is !== 'reserved') return { is: 'unsent', why: reservation?.why ?? 'no invoice number' }
  return {
    ...sheet,
    number: reservation.number,
    dated: shanghaiTime(now),
    firstAt: undefined,
    lastAt: undefined,
    receipts: [],
    red: { ...red, burned },
  }
}
