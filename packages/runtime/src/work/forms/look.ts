import { type Chain, type DocumentRow, formStanding, liveBlues, type RedForm } from '@openfapiao/core'
import type { Context } from '../../context.ts'
import { adopt } from './adopt.ts'
import { decide, release } from './decide.ts'
import type { Found } from './found.ts'

/** `open`: somebody else's form stands in the way. `made`: a red that we had not known. `unasked`: this gateway has no forms, or said nothing. */
export type Seen = 'clear' | 'open' | 'made' | 'unasked'

/**
 * Looks at the red forms of one issued blue, for what buyers and the bureau's own page did, and does what follows. While a red of ours is on its way nothing
 * is adopted or confirmed: a form of the seller may be its own, and what settles first plans again.
 */
export async function lookAtForms(blue: DocumentRow, context: Context): Promise<Seen> {
  const lane = context.lanes.get(blue.lane)
  const row = lane?.session.forms ? await context.store.order(blue.order) : undefined
  if (!row || !lane?.session.forms || blue.number === undefined) return 'unasked'
  if (!liveBlues(row.chain.documents.filter(d => d.state === 'issued')).some(b => b.id === blue.id)) {
    await release({ blue, row, context })
    return 'clear'
  }
  const answer = await lane.session.forms(blue.number)
  if (answer.is === 'forms') return act(answer.forms, { blue, row, lane, context })
  context.io.log.warn('red forms were not told', { blue: blue.number, why: answer.why })
  return 'unasked'
}

async function act(forms: readonly RedForm[], found: Found): Promise<Seen> {
  const { chain } = found.row
  const busy = chain.documents.some(d => d.of === found.blue.id && d.state === 'submitted')
  const mayAct = !busy && chain.retry !== true
  const made = forms.filter(isMade).find(f => isStranger(f, chain))
  if (made) {
    if (mayAct) await adopt(made, found)
    return 'made'
  }
  const open = forms.filter(f => f.redNumber === undefined && formStanding(f.state) !== 'ended' && (!busy || f.enteredBy === 'buyer'))
  const asked = open.find(f => f.enteredBy === 'buyer' && formStanding(f.state) === 'waitsForSeller')
  if (mayAct) await (asked ? decide(asked, found) : release(found))
  return open.length > 0 ? 'open' : 'clear'
}

const isMade = (form: RedForm): form is RedForm & { readonly redNumber: string } => form.redNumber !== undefined

const isStranger = ({ redNumber }: RedForm, { documents }: Chain): boolean => !documents.some(d => d.number === redNumber)
