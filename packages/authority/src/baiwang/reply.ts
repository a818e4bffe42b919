import type { Problem } from '../ledger/problem.ts'
import { CODES, FRONT, type FrontRefusal } from './codes.ts'

/** An answer before it is written (gateways.md 5). `afterSeconds`: it is held back for so long. */
export type Reply =
  | { readonly success: true; readonly response: unknown; readonly afterSeconds?: number }
  | { readonly success: false; readonly errorResponse: ErrorResponse }

interface ErrorResponse {
  readonly code: string
  readonly message: string
  readonly subCode: string
  readonly subMessage: string
}

/** One thing that is wrong; `place` in their names, `invoiceDetailsList[0].goodsTaxRate`. */
export interface Wrong {
  readonly code: string
  readonly place: string
  readonly text: string
}

export const ok = (response: unknown, afterSeconds?: number): Reply => ({ success: true, response, afterSeconds })

/** The first thing gives the code, all of them the message. */
export function refusal(wrongs: readonly Wrong[]): Reply {
  const code = wrongs[0]?.code ?? CODES.notPlain
  const message = wrongs.map(({ place, text }) => (place === '' ? text : `${place}：${text}`)).join('；')
  return { success: false, errorResponse: { code, message, subCode: code, subMessage: message } }
}

export const frontRefusal = (is: FrontRefusal, place = ''): Reply => refusal([{ ...FRONT[is], place }])

/** The ledger's field paths in their names; `*` stands for a place in a list. */
export type Names = Readonly<Record<string, string>>

export const problemRefusal = (problems: readonly Problem[], names: Names): Reply =>
  refusal(problems.map(({ is, path, text }) => ({ code: CODES[is], place: placeOf(path, names), text })))

function placeOf(path: Problem['path'], names: Names): string {
  const inside = path[0] === 'invoices' ? path.slice(2) : path
  const [index] = inside.filter(step => typeof step === 'number')
  const known = names[inside.map(step => (typeof step === 'number' ? '*' : step)).join('.')] ?? inside.join('.')
  return known.replace('*', String(index ?? ''))
}
