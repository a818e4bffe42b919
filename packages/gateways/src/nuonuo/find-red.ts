import type { Outcome, Sought } from '@openfapiao/core'
import { acceptedSchema, type Form, formsSchema } from './answers.ts'
import type { Reply } from './caller.ts'
import { SELLER } from './codes.ts'
import { type Connection, outcomeOf, question, resultOf } from './connection.ts'
import { formOf, formOutcome, isGood, isWaiting, rowFor } from './decode.ts'
import { outcomeOfRow, query } from './query.ts'

export type FormsRead = { readonly is: 'forms'; readonly forms: readonly Form[] } | { readonly is: 'failed'; readonly reply: Reply }

type By = Readonly<Partial<Record<'billId' | 'billUuid' | 'billTimeStart' | 'billTimeEnd' | 'pageNo' | 'pageSize', string>>>

/** Red forms in which we are the seller. A list without members means that there is none. */
export async function askForms(by: By, subjects: readonly string[], connection: Connection): Promise<FormsRead> {
  const reply = await connection.ask(question('queryInvoiceRedConfirm', subjects, { identity: SELLER, ...by }))
  if (reply.is === 'reply' && reply.verdict.is === 'nothing') return { is: 'forms', forms: [] }
  const parsed = formsSchema.safeParse(resultOf(reply))
  const forms = parsed.data?.list.map(formOf)
  return forms?.every(form => form !== undefined) ? { is: 'forms', forms } : { is: 'failed', reply }
}

/** The form of one of our serials; undefined: there is none. */
export async function formOfSerial(serial: string, connection: Connection): Promise<Form | undefined | { readonly failed: Reply }> {
  const read = await askForms({ billId: serial }, [serial], connection)
  return read.is === 'failed' ? { failed: read.reply } : read.forms.find(({ billId }) => billId === serial)
}

/** 红字确认单编号 of a red that was found by its order; left out where the form cannot be read now. */
export async function formNumberOf(serial: string, connection: Connection): Promise<string | undefined> {
  const form = await formOfSerial(serial, connection)
  return form === undefined || 'failed' in form ? undefined : form.billNo
}

/** A red whose order is not known may be known by its form; without an answer about the forms nothing is certain. */
export async function findByForm({ serial }: Sought, connection: Connection): Promise<Outcome> {
  const form = await formOfSerial(serial, connection)
  if (form === undefined) return { is: 'absent' }
  return 'failed' in form ? outcomeOf(form.failed, 'find') : outcomeOfForm(form, serial, connection)
}

/** What a form of ours says of its red. A waiting or granted one is pulled from the bureau first: Nuonuo's own picture may be old (gateways.md 4.5). */
export async function outcomeOfForm(form: Form, serial: string, connection: Connection): Promise<Outcome> {
  const known = isWaiting(form) || (isGood(form) && form.invoiceSerialNum === undefined) ? await pulled(form, serial, connection) : form
  if (!isGood(known)) return formOutcome(known, connection.askFormSeconds)
  const serialNo = known.invoiceSerialNum ?? (await fetched(known, serial, connection))
  const outcome = serialNo === undefined ? undefined : await redBySerialNo(serialNo, serial, connection)
  return outcome?.is === 'issued' ? { ...outcome, formNumber: known.billNo } : (outcome ?? formOutcome(known, connection.askFormSeconds))
}

async function pulled(form: Form, serial: string, connection: Connection): Promise<Form> {
  if (form.billUuid === undefined) return form
  await connection.ask(question('refreshInvoiceRedConfirm', [serial], { identity: SELLER, billUuid: form.billUuid }))
  const again = await formOfSerial(serial, connection)
  return again === undefined || 'failed' in again ? form : again
}

/** The red that the bureau made by itself, fetched into Nuonuo: its serial there. undefined: not yet. The bureau makes one red of one form, whoever asks how often. */
async function fetched({ billNo, billUuid, blueInvoiceLine }: Form, serial: string, connection: Connection): Promise<string | undefined> {
  const { taxNumber, config } = connection
  const reply = await connection.ask(
    question('fastInvoiceRed', [serial], {
      orderNo: serial,
      extensionNumber: config.extensionNumber,
      clerkId: config.clerkId,
      deptId: config.departmentId,
      taxNum: taxNumber,
      billNo,
      billUuid,
      invoiceLine: blueInvoiceLine,
    }),
  )
  return acceptedSchema.safeParse(resultOf(reply)).data?.invoiceSerialNum
}

/** Known by its serial but not found yet: pending. */
export async function redBySerialNo(serialNo: string, serial: string, connection: Connection): Promise<Outcome | undefined> {
  const heard = await query({ serialNos: [serialNo] }, [serial], connection)
  if (!('result' in heard)) return heard.is === 'absent' ? undefined : heard
  const said = rowFor(heard.result, { serialNo })
  return said.is === 'row' ? outcomeOfRow(said, 'red', connection) : undefined
}
