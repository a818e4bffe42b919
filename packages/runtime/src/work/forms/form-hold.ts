import type { Chain, Hold } from '@openfapiao/core'

const CODES: readonly string[] = ['FORM_DIFFERS', 'FORM_UNCONFIRMED']
const PATH = 'documents.'

/** Where a hold says which blue (row id) its form is of. */
export const pathOf = (blueId: string): string => `${PATH}${blueId}`

/** A hold that stands for a form at the authority: planning does not know of it, so it keeps it; the next look at the forms of that blue takes it away. */
export const isFormHold = (hold: Hold | undefined): hold is Hold => hold !== undefined && CODES.includes(hold.code)

/** Row id of the blue whose form the chain is held for. */
export const blueHeld = ({ hold }: Pick<Chain, 'hold'>): string | undefined => (isFormHold(hold) ? hold.path.slice(PATH.length) : undefined)

/** The chain's hold once this blue's form is dealt with. */
export const holdWithout = (blueId: string, chain: Pick<Chain, 'hold'>): Hold | null => (blueHeld(chain) === blueId ? null : (chain.hold ?? null))
