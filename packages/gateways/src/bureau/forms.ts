import type { FormsAnswer, RedForm } from '@openfapiao/core'
import { formsSchema, type WireForm } from './answers.ts'
import type { Reply } from './caller.ts'
import { QRLX } from './codes.ts'
import { type Connection, question, whyOf } from './connection.ts'
import { redFormOf } from './decode.ts'
import type { Tree } from './wire.ts'

export type AskedForms = { readonly is: 'forms'; readonly forms: readonly WireForm[] } | { readonly is: 'failed'; readonly reply: Reply }

/** Red forms by blue number or uuid. "No data" means that there is none. */
export async function askForms(by: Tree, subjects: readonly string[], connection: Connection): Promise<AskedForms> {
  const reply = await connection.ask(question('forms', '/api/v1/red-forms/query', subjects, connection, by))
  if (reply.is !== 'reply') return { is: 'failed', reply }
  if (reply.verdict.is === 'nothing') return { is: 'forms', forms: [] }
  const parsed = reply.verdict.is === 'ok' ? formsSchema.safeParse(reply.message) : undefined
  return parsed?.success ? { is: 'forms', forms: parsed.data.hzqrxxList } : { is: 'failed', reply }
}

export async function formsOf(by: Tree, subjects: readonly string[], connection: Connection): Promise<FormsAnswer> {
  const answer = await askForms(by, subjects, connection)
  if (answer.is === 'failed') return { is: 'failed', why: whyOf(answer.reply) }
  const forms = answer.forms.map(redFormOf)
  return forms.every(form => form !== undefined) ? { is: 'forms', forms } : { is: 'failed', why: 'a red form entered by nobody that is known' }
}

/** Agrees to a form of the buyer, refuses it, or takes back our own; answers with the form as it is afterwards. */
export async function decideForm(uuid: string, decision: keyof typeof QRLX, connection: Connection): Promise<FormsAnswer> {
  const before = await formsOf({ uuid }, [uuid], connection)
  if (before.is === 'failed') return before
  const form: RedForm | undefined = before.forms[0]
  if (!form) return { is: 'failed', why: `no red form ${uuid}` }
  const body = { uuid, hzqrdbh: form.formNumber, qrlx: QRLX[decision] }
  const reply = await connection.ask(question('decideForm', '/api/v1/red-forms/confirm', [uuid], connection, body))
  if (reply.is !== 'reply' || reply.verdict.is !== 'ok') return { is: 'failed', why: whyOf(reply) }
  return formsOf({ uuid }, [uuid], connection)
}
