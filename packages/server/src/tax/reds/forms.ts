import { type DocumentRow, type NewEvent, type RedForm, type Session, type Store, yuan } from '@openfapiao/core'
import { each } from './each.ts'
import { FORM_STATES, formDeadline } from './form-states.ts'

/** A red form as it is told; amounts negative, in yuan. */
export interface FormOut {
  readonly uuid: string
  readonly formNumber: string
  readonly blueNumber: string
  readonly state: string
  readonly zh: string
  readonly en: string
  readonly enteredBy: RedForm['enteredBy']
  readonly amount: string
  readonly tax: string
  readonly redNumber?: string
  /** ISO; while it waits for the buyer and was applied for by us. */
  readonly deadline?: string
}

/** `appliedAt`: when our red of this blue was sent first. */
export function formOut(form: RedForm, appliedAt?: number): FormOut {
  const { uuid, formNumber, blueNumber, state, enteredBy, amountFen, taxFen, redNumber } = form
  const { waits, zh, en } = FORM_STATES[state] ?? { waits: undefined, zh: `状态 ${state}`, en: `state ${state}` }
  const deadline = waits === 'buyer' && appliedAt !== undefined ? formDeadline(appliedAt) : undefined
  return { uuid, formNumber, blueNumber, state, zh, en, enteredBy, amount: yuan(amountFen), tax: yuan(taxFen), redNumber, deadline }
}

export type AskedForms =
  | { readonly is: 'forms'; readonly forms: readonly FormOut[] }
  | { readonly is: 'failed'; readonly why: string }
  /** This gateway knows no red forms. */
  | { readonly is: 'unable' }

/** The red forms of one blue, as the authority has them now. */
export async function formsOf(blueNumber: string, session: Session, appliedAt?: number): Promise<AskedForms> {
  const answer = await session.forms?.(blueNumber)
  if (!answer) return { is: 'unable' }
  return answer.is === 'failed' ? answer : { is: 'forms', forms: answer.forms.map(f => formOut(f, appliedAt)) }
}

/** Red letters that were sent and have no result, with their blue's number: what `forms list` asks about by itself. */
export async function* redsUnderWay(rows: Pick<Store, 'documents'>, store?: string): AsyncGenerator<DocumentRow & { readonly blueNumber: string }> {
  for await (const red of each(cursor => rows.documents({ store, state: 'submitted', colour: 'red', limit: 200, cursor }))) {
    const blueNumber = red.content.red?.blueNumber
    if (blueNumber !== undefined) yield { ...red, blueNumber }
  }
}

export interface FormDecision {
  readonly uuid: string
  readonly decision: 'confirm' | 'refuse' | 'revoke'
  readonly actor: string
  /** Grounds, kept in the audit chain. */
  readonly evidence: string
  readonly seller: string
}

/** A person's decision over a red form: told to the authority, then written into the audit chain; a red of ours that waits for it is asked for at once. */
export async function decideForm(decided: FormDecision, session: Session, rows: Store, now: number): Promise<AskedForms> {
  if (!session.decideForm) return { is: 'unable' }
  const answer = await session.decideForm(decided.uuid, decided.decision)
  if (answer.is === 'failed') return answer
  for (const form of answer.forms) await remember(form, decided, rows, now)
  return { is: 'forms', forms: answer.forms.map(f => formOut(f)) }
}

async function remember(
  { blueNumber, formNumber, state }: RedForm,
  { seller, actor, ...told }: FormDecision,
  rows: Store,
  now: number,
): Promise<void> {
  const found = await rows.documents({ number: blueNumber, limit: 10 })
  const blue = found.rows.find(d => d.seller === seller && d.colour === 'blue')
  const chain = blue && (await rows.order(blue.order))?.chain
  const reds = chain?.documents.filter(d => d.of === blue?.id && d.colour === 'red' && d.state === 'submitted') ?? []
  const data = { ...told, blueNumber, formNumber, state }
  const event: NewEvent = { seller, type: 'form.decided', subject: blue?.id ?? told.uuid, at: now, actor, data }
  await rows.rearm(
    'document',
    reds.map(r => r.id),
    [event],
    now,
  )
}
