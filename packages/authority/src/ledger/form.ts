import { type FormState, isLive, LAPSE_MS, WAITING } from './form-states.ts'
import type { RedApplication } from './invoice.ts'
import type { Desk } from './parts.ts'
import type { Problem } from './problem.ts'
import type { Instant } from './shanghai.ts'
import type { Form } from './state.ts'

export type FormAnswer =
  | { readonly is: 'form'; readonly form: Form; readonly state: FormState }
  | { readonly is: 'refused'; readonly problems: readonly Problem[] }

export const formAnswer = (form: Form, now: Instant): FormAnswer => ({ is: 'form', form, state: stateOf(form, now) })

/** As recorded, with the lapse of 72 hours. */
export const stateOf = (form: Form, now: Instant): FormState => (WAITING.includes(form.state) && now >= form.openedAt + LAPSE_MS ? '07' : form.state)

/** Number of the red invoice once it exists. */
export const redNumberOf = ({ fate }: Form, now: Instant): string | undefined => (fate && fate.at <= now ? fate.number : undefined)

/** Neither ended nor finished: while there is one, the blue takes no other. */
export const isInProgress = (form: Form, now: Instant): boolean => isLive(stateOf(form, now)) && redNumberOf(form, now) === undefined

export function formsOf({ state }: Desk, blueNumber: string): Form[] {
  return (state.formsOf.get(blueNumber) ?? []).flatMap(uuid => state.forms.get(uuid) ?? [])
}

/** What issued reds have taken of a blue. */
export const issuedReds = (desk: Desk, blueNumber: string): RedApplication[] =>
  formsOf(desk, blueNumber)
    .filter(form => redNumberOf(form, desk.now()) !== undefined)
    .map(form => form.application)
