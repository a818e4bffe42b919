import type { HttpAnswer, SendAnswer } from '@openfapiao/core'

/** A setting of one of the two ends is wrong, or a deployment is under way; looked at again this often. */
const SETTINGS_RETRY_SECONDS = 900
/** Longest wait a receiver may ask for. */
const RETRY_AFTER_MAX = 86_400

/** RFC 9110 15: pass by themselves, though they begin with 4. Time-out, conflict with a call under way, too early, too many. */
const PASSING = new Set([408, 409, 425, 429])
/** Moved, unknown secret, forbidden, no such page: about the address or the secret, not about this letter. Redirects are not followed. */
const SETTINGS = new Set([401, 403, 404, 405, 407])

/** What an answer means. The receiver's words are not repeated: nobody knows what stands in them. `now` is in milliseconds since 1970. */
export function classify(answer: HttpAnswer, now: number): SendAnswer {
  if (answer.is !== 'answer') return { is: 'later', why: answer.why }
  const { status, headers } = answer
  const why = `HTTP ${status}`
  if (status >= 200 && status < 300) return { is: 'sent', receipt: why }
  if (SETTINGS.has(status) || status < 400) return { is: 'later', why, afterSeconds: SETTINGS_RETRY_SECONDS }
  if (status < 500 && !PASSING.has(status)) return { is: 'refused', why }
  const afterSeconds = retryAfter(headers['retry-after'], now)
  return afterSeconds === undefined ? { is: 'later', why } : { is: 'later', why, afterSeconds }
}

/** RFC 9110 10.2.3: seconds, or a date. */
function retryAfter(text: string | undefined, now: number): number | undefined {
  if (text === undefined) return undefined
  const seconds = /^\d+$/.test(text) ? Number(text) : Math.ceil((Date.parse(text) - now) / 1000)
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, RETRY_AFTER_MAX) : undefined
}
