import { type Fault, fault, type Need } from '@openfapiao/core'
import type { Answer } from './answers.ts'
import { DUPLICATE, NEED_TEXTS, OK, OPEN_TEXT } from './codes.ts'
import type { KingdeeConfig } from './config.ts'

/** What an answer as a whole says, before its content is looked at. */
export type Verdict =
  | { readonly is: 'ok'; readonly content: unknown }
  /** 10127: this serial is known. */
  | { readonly is: 'duplicate' }
  /** The provider has told its customer that this code refuses the content. */
  | { readonly is: 'refused'; readonly fault: Fault }
  | { readonly is: 'absent' }
  | { readonly is: 'token'; readonly why: string }
  | { readonly is: 'blocked'; readonly need: Need; readonly detail: string }
  | { readonly is: 'unclear'; readonly why: string }

export const codeIn = ({ errorCode, returnCode }: Answer): string | undefined => errorCode ?? returnCode

/** Good only if nothing in it says otherwise. */
export function isGood(answer: Answer): boolean {
  const [code, said] = [codeIn(answer), answer.success ?? answer.status]
  return code === undefined ? said === true : code === OK && said !== false
}

/** Public pages name one code besides OK; the words of 13.4 and the settings say the rest, and what nobody names is unclear. */
export function verdictOf(answer: Answer, { codes }: Pick<KingdeeConfig, 'codes'>): Verdict {
  if (isGood(answer)) return { is: 'ok', content: answer.data }
  const code = codeIn(answer) ?? ''
  const message = answer.message ?? ''
  if (code === DUPLICATE) return { is: 'duplicate' }
  const detail = `${code} ${message}`.trim()
  const known = Object.hasOwn(codes, code) ? codes[code] : undefined
  if (known === 'token') return { is: 'token', why: code }
  const need = NEED_TEXTS.find(([text]) => text.test(message))?.[1]
  if (need !== undefined) return { is: 'blocked', need, detail }
  if (known === undefined || known === 'later' || OPEN_TEXT.test(message))
    return { is: 'unclear', why: `code ${code || 'none'}${known === undefined ? ', which is not listed' : ''}` }
  if (known === 'refused') return { is: 'refused', fault: fault('REJECTED', '', { code, message: message || code }) }
  return known === 'absent' ? { is: 'absent' } : { is: 'blocked', need: known, detail }
}
