import { type Fault, fault, type Need } from '@openfapiao/core'
import type { Answer, Complaint } from './answers.ts'
import { CODE_CLASS, type CodeClass, ENVELOPE_CODES, pathOf } from './codes.ts'

/** What an answer as a whole says, before its own fields are looked at. */
export type Verdict =
  | { readonly is: 'ok' }
  | { readonly is: 'nothing' }
  | { readonly is: 'working' }
  | { readonly is: 'dead'; readonly faults: readonly Fault[] }
  /** A red that was refused because of another red, which may be ours. `spent`: nothing is left to reverse, so trying again is in vain. */
  | { readonly is: 'doubt'; readonly faults: readonly Fault[]; readonly spent: boolean; readonly why: string }
  | { readonly is: 'blocked'; readonly need: Need; readonly detail: string }
  /** Nothing that could be acted on: ask, or send the same body again. */
  | { readonly is: 'unclear'; readonly why: string }

/** Proven dead only where every complaint is on the list of the dead; one code that no list knows makes the whole unknown. */
export function verdictOf({ returncode, cwList }: Answer): Verdict {
  if (cwList.length > 0 && returncode !== '00') return judged(cwList, `returncode ${returncode}`)
  switch (returncode) {
    case '00':
      return { is: 'ok' }
    case '04':
      return { is: 'nothing' }
    case '10':
      return { is: 'working' }
    case '11':
      return { is: 'blocked', need: 'entitlement', detail: 'returncode 11' }
    default:
      return { is: 'unclear', why: `returncode ${returncode} without an error code` }
  }
}

/** The class of a list of complaints: a person first, then doubt, and only then death. */
export function judged(complaints: readonly Complaint[], where: string): Verdict {
  const classes = complaints.map(({ cwdm }) => CODE_CLASS.get(cwdm))
  const need = classes.find(isNeed)
  if (need) return { is: 'blocked', need, detail: complaints.map(({ cwdm, cwxx }) => `${cwdm} ${cwxx ?? ''}`.trim()).join('; ') }
  const why = `${where}, ${complaints.map(({ cwdm }, i) => `${cwdm} (${classes[i] ?? 'not listed'})`).join(', ')}`
  if (complaints.length === 0 || !classes.every(refuses)) return { is: 'unclear', why }
  const faults = complaints.map(rejection)
  return classes.every(c => c === 'dead') ? { is: 'dead', faults } : { is: 'doubt', faults, spent: !classes.includes('open'), why }
}

const refuses = (c: CodeClass | undefined): boolean => c === 'dead' || c === 'spent' || c === 'open'
const isNeed = (c: CodeClass | undefined): c is Need => c !== undefined && !refuses(c) && c !== 'ask' && c !== 'later'

const rejection = ({ cwdm, cwlj, cwxx }: Complaint): Fault => fault('REJECTED', pathOf(cwlj ?? ''), { code: cwdm, message: cwxx ?? cwdm })

/** Only errors of the envelope may come in clear where bodies are encrypted: anything else could have been written by a stranger. */
export const isEnvelopeError = ({ returncode, cwList }: Answer): boolean =>
  returncode === '03' && cwList.length > 0 && cwList.every(({ cwdm }) => ENVELOPE_CODES.includes(cwdm))
