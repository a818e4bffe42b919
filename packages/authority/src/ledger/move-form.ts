import { opened, redFate } from './apply-red.ts'
import { invoiceOf } from './find.ts'
import { type FormAnswer, formAnswer, redNumberOf, stateOf } from './form.ts'
import { type FormAction, type FormMove, type FormState, GOOD, MOVES } from './form-states.ts'
import type { Numbered, Side } from './invoice.ts'
import { type Desk, numberedFate, sellerOf } from './parts.ts'
import { problem } from './problem.ts'
import type { Form } from './state.ts'

/** A side agrees, refuses or revokes. Repeating what one has just done gets the same answer; undefined: there is no such form. */
export function moveForm(desk: Desk, uuid: string, by: Side, does: FormAction): FormAnswer | undefined {
  const form = desk.state.forms.get(uuid)
  if (!form) return undefined
  const state = stateOf(form, desk.now())
  if (repeats(form, state, by, does)) return formAnswer(form, desk.now())
  const taken = redNumberOf(form, desk.now()) !== undefined || (form.application.uploads === true && form.fate !== undefined)
  const move = !taken ? MOVES.find(m => fits(desk, m, form, state, by, does)) : undefined
  if (!move) return { is: 'refused', problems: [problem('notEntitled', ['uuid'], `红字确认单状态${state}不允许该操作`)] }
  return record(desk, form, by, move.to)
}

/** Ends or moves a form and fixes the red invoice that comes of it. */
export function record(desk: Desk, form: Form, by: Side | 'authority', state: FormState): FormAnswer {
  const seller = sellerOf(desk, form.application.seller.taxNumber)
  const fate = GOOD.includes(state) && seller ? redFate(desk, seller, form.application) : undefined
  desk.record({ is: 'formMoved', at: desk.now(), uuid: form.uuid, by, state, fate })
  return formAnswer(opened(desk, form.uuid), desk.now())
}

/** The seller's system uploads the red of a form in state 01 or 04; undefined: there is no such form. Nobody moves it from then on. */
export function uploadRed(desk: Desk, uuid: string, numbered: Numbered): FormAnswer | undefined {
  const form = desk.state.forms.get(uuid)
  if (!form) return undefined
  const state = stateOf(form, desk.now())
  if (!GOOD.includes(state) || form.fate)
    return { is: 'refused', problems: [problem('formInProgress', ['uuid'], `红字确认单状态${state}不能开具红字发票`)] }
  const fate = numberedFate(desk, numbered, desk.now() + desk.delays.redSeconds * 1000)
  desk.record({ is: 'formMoved', at: desk.now(), uuid, by: 'seller', state, fate })
  return formAnswer(opened(desk, uuid), desk.now())
}

function fits(desk: Desk, move: FormMove, form: Form, state: FormState, by: Side, does: FormAction): boolean {
  const { application } = form
  const person = invoiceOf(desk, application.blueNumber)?.invoice.buyer.person ?? false
  const sides = move.by === by && (move.entered ?? application.enteredBy) === application.enteredBy
  return move.from === state && move.does === does && sides && (move.person ?? person) === person
}

/** An answer was lost and the same side says the same again. */
const repeats = (form: Form, state: FormState, by: Side, does: FormAction): boolean =>
  form.movedBy === by && MOVES.some(m => m.to === state && m.by === by && m.does === does)
