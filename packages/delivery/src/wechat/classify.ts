import type { HttpAnswer } from '@openfapiao/core'
import { errorSchema, jsonOf, sentSchema } from './answers.ts'

/** Template, permission, secret or IP list: nothing is wrong with the letter, a person must change something; looked at again this often. */
const SETTINGS_RETRY_SECONDS = 900
const LIMIT_RETRY_SECONDS = 3600

/** developers.weixin.qq.com, error codes of sendTemplateMessage and the global list. 系统繁忙. */
const PASSING = new Set([-1])
/** access_token invalid, not valid any more, ended. */
const TOKEN = new Set([40001, 40014, 42001])
/** Not an openid of this account; does not follow the account; has refused messages. */
const REFUSED = new Set([40003, 43004, 43101])
/** Calls of the day used up. */
const LIMITED = new Set([45009])

/** `token`: to be tried at once with another token. `unsure`: it may have been sent. */
export type Verdict =
  | { readonly is: 'sent'; readonly receipt?: string }
  | { readonly is: 'later'; readonly why: string; readonly afterSeconds?: number }
  | { readonly is: 'refused' | 'token' | 'unsure'; readonly why: string }

/** Only the code is told: the text may repeat the openid. */
export function classify(answer: HttpAnswer): Verdict {
  if (answer.is === 'unreached') return { is: 'later', why: answer.why }
  if (answer.is === 'lost') return { is: 'unsure', why: answer.why }
  const json = jsonOf(answer)
  const sent = sentSchema.safeParse(json)
  if (sent.success) return sent.data.msgid === undefined ? { is: 'sent' } : { is: 'sent', receipt: String(sent.data.msgid) }
  const error = errorSchema.safeParse(json)
  if (!error.success || error.data.errcode === 0) return { is: 'unsure', why: `HTTP ${answer.status}` }
  return verdictOf(error.data.errcode)
}

export function verdictOf(code: number): Verdict {
  const why = `errcode ${code}`
  if (TOKEN.has(code)) return { is: 'token', why }
  if (REFUSED.has(code)) return { is: 'refused', why }
  if (PASSING.has(code)) return { is: 'later', why }
  return { is: 'later', why, afterSeconds: LIMITED.has(code) ? LIMIT_RETRY_SECONDS : SETTINGS_RETRY_SECONDS }
}
