import { type Fault, fault, type Need } from '@openfapiao/core'
import { CODE_CLASS, OPEN_TEXT, QUOTA_TEXT, SESSION_TEXTS, WHAT_TO_DO } from './codes.ts'
import type { AisinoConfig } from './config.ts'

/** What code and message of an answer say. */
export type Verdict =
  | { readonly is: 'ok' }
  | { readonly is: 'pending' }
  | { readonly is: 'absent' }
  | { readonly is: 'repeated'; readonly why: string }
  /** Failed, final. `need`: its text speaks of the bureau's login or the quota. */
  | { readonly is: 'dead'; readonly fault: Fault; readonly need?: Need; readonly why: string }
  | { readonly is: 'blocked'; readonly need: Need; readonly detail: string }
  | { readonly is: 'unclear'; readonly why: string }

/** A code that no list knows is unclear; one that is listed keeps its meaning whatever the settings say. */
export function verdictOf(code: string, msg: string, { codes }: Pick<AisinoConfig, 'codes'>): Verdict {
  const is = CODE_CLASS.get(code) ?? (Object.hasOwn(codes, code) ? codes[code] : undefined)
  const why = `code ${code}${is === undefined ? ', which is not listed' : ''}`
  switch (is) {
    case undefined:
    case 'later':
      return { is: 'unclear', why }
    case 'ok':
    case 'pending':
    case 'absent':
      return { is }
    case 'repeated':
      return { is, why }
    case 'dead':
      return OPEN_TEXT.test(msg) ? { is: 'unclear', why } : { is, fault: refused(code, msg), need: needIn(msg), why }
    default:
      return blocked(is, `${code} ${msg}`)
  }
}

/** With what to do, for the person who is called. */
export const blocked = (need: Need, said: string): Extract<Verdict, { is: 'blocked' }> => ({
  is: 'blocked',
  need,
  detail: [said.trim(), WHAT_TO_DO[need]].filter(part => part !== undefined).join('。'),
})

const refused = (code: string, msg: string): Fault => fault('REJECTED', '', { code, message: msg || code })

const needIn = (msg: string): Need | undefined => SESSION_TEXTS.find(([text]) => text.test(msg))?.[1] ?? (QUOTA_TEXT.test(msg) ? 'quota' : undefined)
