import type { Chain, Hold } from '@openfapiao/core'

const CODES: readonly string[] = ['FORM_DIFFERS', 'FORM_UNCONFIRMED']

/** A hold that stands for a form at the authority: planning does not know of it, so it keeps it; the next look at the forms takes it away. */
export const isFormHold = (hold: Hold | undefined): boolean => hold !== undefined && CODES.includes(hold.code)

/** The chain's hold after planning: what was found now, else what a form still says. */
export const holdAfter = (found: readonly Hold[], { hold }: Pick<Chain, 'hold'>): Hold | undefined =>
  found[0] ?? (isFormHold(hold) ? hold : undefined)
