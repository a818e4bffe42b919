import { type Fault, fault, type Need } from '@openfapiao/core'
import type { Answer } from './answers.ts'
import { CODE_CLASS, NEED_TEXTS, REPEATED_TEXT, SPENT_TEXT } from './codes.ts'
import { pathIn } from './fields.ts'

/** What they say is wrong. */
export interface Complaint {
  readonly code: string
  readonly message: string
}

export type Verdict =
  /** Refused by validation. */
  | { readonly is: 'dead'; readonly fault: Fault }
  /** About a red form. `spent`: nothing is left to reverse. */
  | { readonly is: 'red'; readonly fault: Fault; readonly spent: boolean; readonly why: string }
  | { readonly is: 'token'; readonly why: string }
  | { readonly is: 'blocked'; readonly need: Need; readonly detail: string }
  /** `later`: a listed, temporary trouble of the provider. */
  | { readonly is: 'unclear'; readonly why: string; readonly later?: true }

/** The finer of the two codes of an answer, with its text. */
export const complaintOf = ({ errorResponse: e }: Answer): Complaint => ({
  code: e?.subCode ?? e?.code ?? '',
  message: e?.subMessage ?? e?.message ?? '',
})

/**
 * Proven dead only for a listed code, and never where the message speaks of a repetition. A message names a need only where the code leaves open
 * what is needed.
 */
export function verdictOf({ code, message }: Complaint): Verdict {
  const known = CODE_CLASS.get(code)
  const why = `${code || 'no code'}${known ? '' : ' (not listed)'}`
  if (known === 'token') return { is: 'token', why }
  if (known === undefined || known === 'login') return byText({ code, message }, known, why)
  if (known === 'later') return { is: 'unclear', why, later: true }
  if (REPEATED_TEXT.test(message)) return { is: 'unclear', why }
  if (known === 'dead') return { is: 'dead', fault: refused({ code, message }) }
  if (known === 'red') return { is: 'red', fault: refused({ code, message }), spent: SPENT_TEXT.test(message), why }
  return { is: 'blocked', need: known, detail: `${code} ${message}`.trim() }
}

function byText({ code, message }: Complaint, known: 'login' | undefined, why: string): Verdict {
  const need = NEED_TEXTS.find(([text]) => text.test(message))?.[1] ?? known
  return need === undefined ? { is: 'unclear', why } : { is: 'blocked', need, detail: `${code} ${message}`.trim() }
}

const refused = ({ code, message }: Complaint): Fault => fault('REJECTED', pathIn(message), { code, message: message || code })
