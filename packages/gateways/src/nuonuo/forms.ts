import { type FormsAnswer, type RedForm, shanghaiDate } from '@openfapiao/core'
import type { Form } from './answers.ts'
import { SELLER } from './codes.ts'
import { accountOf, type Connection, question, whyOf } from './connection.ts'
import { printedNumber, redFormOf, rowFor } from './decode.ts'
import { askForms } from './find-red.ts'
import { query } from './query.ts'
import { DAY_MS } from './ration.ts'
import { QUESTIONS_PER_CALL } from './traits.ts'

/** A list spans 90 days at most, in pages of 50 (gateways.md 4.5). */
const SPAN_MS = 89 * DAY_MS
const PAGE = 50
const PAGES_MAX = 200

/**
 * Red forms of one blue. Nuonuo lists by time alone, so the last 90 days are pulled from the bureau and looked through: every form that still waits is among them
 * (72 hours), older ones are not shown.
 */
export async function formsOfBlue(blueNumber: string, connection: Connection): Promise<FormsAnswer> {
  const now = connection.io.now()
  const [start, end] = [shanghaiDate(now - SPAN_MS), shanghaiDate(now)]
  const pull = question('refreshInvoiceRedConfirm', [blueNumber], { identity: SELLER, startTime: start, endTime: end, ...accountOf(connection) })
  const pulled = await connection.ask(pull)
  if (pulled.is !== 'reply' || pulled.verdict.is !== 'ok') return { is: 'failed', why: whyOf(pulled) }
  const listed = await list(start, end, blueNumber, connection)
  return 'why' in listed
    ? { is: 'failed', why: listed.why }
    : shown(
        listed.filter(form => form.blueElecInvoiceNumber === blueNumber),
        connection,
      )
}

async function list(billTimeStart: string, billTimeEnd: string, subject: string, connection: Connection): Promise<Form[] | { readonly why: string }> {
  const forms: Form[] = []
  for (let page = 1; page <= PAGES_MAX; page++) {
    const read = await askForms({ billTimeStart, billTimeEnd, pageNo: String(page), pageSize: String(PAGE) }, [subject], connection)
    if (read.is === 'failed') return { why: whyOf(read.reply) }
    forms.push(...read.forms)
    if (read.forms.length < PAGE) return forms
  }
  return { why: `more than ${PAGES_MAX * PAGE} red forms in 90 days` }
}

/** With the numbers of the reds that exist, asked for by their serials. */
async function shown(forms: readonly Form[], connection: Connection): Promise<FormsAnswer> {
  const serialNos = forms.flatMap(form => form.invoiceSerialNum ?? [])
  const numbers = new Map<string, string>()
  for (let i = 0; i < serialNos.length; i += QUESTIONS_PER_CALL) {
    const heard = await query({ serialNos: serialNos.slice(i, i + QUESTIONS_PER_CALL) }, [], connection)
    if (!('result' in heard)) continue
    for (const serialNo of serialNos) {
      const said = rowFor(heard.result, { serialNo })
      const number = said.is === 'row' ? printedNumber(said.row) : undefined
      if (number !== undefined) numbers.set(serialNo, number)
    }
  }
  return { is: 'forms', forms: forms.flatMap(form => redFormOf(form, numbers.get(form.invoiceSerialNum ?? '')) ?? []) }
}

/** Agrees to a form of the buyer, refuses it, or takes back our own; answers with the form as it is afterwards. */
export async function decideForm(uuid: string, decision: 'confirm' | 'refuse' | 'revoke', connection: Connection): Promise<FormsAnswer> {
  const ids = { billUuid: uuid, identity: SELLER, ...accountOf(connection) }
  const call =
    decision === 'revoke'
      ? question('confirmInfoCancel', [uuid], ids)
      : question('confirm', [uuid], { ...ids, confirmAgreement: decision === 'confirm' ? '1' : '0' })
  const reply = await connection.ask(call)
  return reply.is === 'reply' && reply.verdict.is === 'ok' ? formOfUuid(uuid, connection) : { is: 'failed', why: whyOf(reply) }
}

async function formOfUuid(billUuid: string, connection: Connection): Promise<FormsAnswer> {
  const read = await askForms({ billUuid }, [billUuid], connection)
  if (read.is === 'failed') return { is: 'failed', why: whyOf(read.reply) }
  const answer = await shown(read.forms, connection)
  const known: readonly RedForm[] = answer.is === 'forms' ? answer.forms : []
  return known.length > 0 ? answer : { is: 'failed', why: `no red form ${billUuid}` }
}
