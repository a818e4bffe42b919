import type { FormsAnswer, Outcome } from '@openfapiao/core'
import { formDetailSchema, formsSchema, type WireForm } from './answers.ts'
import type { Reply } from './caller.ts'
import { CONFIRM_TYPE } from './codes.ts'
import { type Connection, flat, unsaid, whyOf } from './connection.ts'
import { redFormOf } from './decode.ts'

/** A page has 50 forms at most (gateways.md 5.2). */
const FORMS_PER_PAGE = 50
/** A blue has few forms. So many pages come only if the filter is not understood; then nothing is certain. */
const PAGES_MAX = 20

type Failed = { readonly is: 'failed'; readonly why: string; readonly outcome: Outcome }
export type AskedForms = { readonly is: 'forms'; readonly forms: readonly WireForm[] } | Failed

/** Forms of a blue, entered by either side. The filter by blue is not proven, so every page is read and compared here. */
export async function formsOfBlue(blueNumber: string, subjects: readonly string[], connection: Connection): Promise<AskedForms> {
  const forms: WireForm[] = []
  for (let page = 1; page <= PAGES_MAX; page++) {
    const found = await pageOf(blueNumber, page, subjects, connection)
    if (found.is === 'failed') return found
    forms.push(...found.forms.filter(form => form.originalInvoiceNo === blueNumber))
    if (found.forms.length < FORMS_PER_PAGE) return { is: 'forms', forms }
  }
  return unreadable('more red forms than can be looked through')
}

async function pageOf(originalInvoiceNo: string, page: number, subjects: readonly string[], connection: Connection): Promise<AskedForms> {
  const question = { buySelSelector: '0', originalInvoiceNo, pageNo: String(page), pageSize: String(FORMS_PER_PAGE) }
  const reply = await connection.ask(
    flat({ method: 'baiwang.output.redinvoice.formlist', operation: 'forms', subjects }, '7.0', question, connection),
  )
  if (reply.is !== 'ok') return failed(reply)
  const parsed = formsSchema.safeParse(reply.response ?? [])
  return parsed.success ? { is: 'forms', forms: parsed.data } : unreadable('unreadable list of red forms')
}

/** One form with everything that is known of it, its red number besides. */
export async function formByUuid(uuid: string, subjects: readonly string[], connection: Connection): Promise<AskedForms> {
  const named = { method: 'baiwang.output.redinvoice.redforminfo', operation: 'form', subjects } as const
  const reply = await connection.ask(flat(named, '6.0', { redConfirmUuid: uuid }, connection))
  if (reply.is !== 'ok') return failed(reply)
  const parsed = formDetailSchema.safeParse(reply.response ?? [])
  return parsed.success ? { is: 'forms', forms: parsed.data.filter(form => form.redConfirmUuid === uuid) } : unreadable('unreadable red form')
}

const failed = (reply: Exclude<Reply, { is: 'ok' }>): Failed => ({ is: 'failed', why: whyOf(reply), outcome: unsaid(reply) })
const unreadable = (why: string): Failed => ({ is: 'failed', why, outcome: { is: 'unknown', why } })

/** The forms of a blue as a person looks at them. */
export async function listForms(blueNumber: string, connection: Connection): Promise<FormsAnswer> {
  const listed = await formsOfBlue(blueNumber, [blueNumber], connection)
  if (listed.is === 'failed') return { is: 'failed', why: listed.why }
  const details = await Promise.all(listed.forms.map(form => formByUuid(form.redConfirmUuid, [blueNumber], connection)))
  return shown(details)
}

function shown(answers: readonly AskedForms[]): FormsAnswer {
  const lost = answers.find(answer => answer.is === 'failed')
  if (lost) return { is: 'failed', why: lost.why }
  const forms = answers.flatMap(answer => (answer.is === 'forms' ? answer.forms.map(redFormOf) : []))
  return forms.every(form => form !== undefined) ? { is: 'forms', forms } : { is: 'failed', why: 'a red form without number, sums or who entered it' }
}

/** Agrees to a form of the buyer, refuses it, or takes back our own; answers with the form as it is afterwards. */
export async function decideForm(uuid: string, decision: keyof typeof CONFIRM_TYPE, connection: Connection): Promise<FormsAnswer> {
  const before = await formByUuid(uuid, [uuid], connection)
  if (before.is === 'failed') return { is: 'failed', why: before.why }
  const redConfirmNo = before.forms[0]?.redConfirmNo
  if (redConfirmNo === undefined) return { is: 'failed', why: `no red form ${uuid}` }
  const question = { redConfirmUuid: uuid, redConfirmNo, confirmType: CONFIRM_TYPE[decision] }
  const named = { method: 'baiwang.output.redinvoice.operate', operation: 'decideForm', subjects: [uuid] } as const
  const reply = await connection.ask(flat(named, '7.0', question, connection))
  return reply.is === 'ok' ? shown([await formByUuid(uuid, [uuid], connection)]) : { is: 'failed', why: whyOf(reply) }
}
