import type { Fetch, HttpAnswer, HttpRequest, Interaction, Log } from '@openfapiao/core'
import type { Mask } from './mask.ts'
import { addressShown, bodyShown } from './shown.ts'

export interface Recorder {
  readonly record: (interaction: Interaction) => Promise<void>
  readonly mask: Mask
  readonly now: () => number
  readonly log: Log
}

/**
 * 交互日志: calls that say what they are `about` are kept, with time, request, answer and error, and with the hash of each body. The entry is written before
 * the answer is used; a log that fails never fails the call.
 */
export function recorded(fetch: Fetch, { record, mask, now, log }: Recorder): Fetch {
  return async request => {
    const at = now()
    const answer = await fetch(request)
    if (!request.about) return answer
    const { operation, subjects } = request.about
    const texts = { request: mask(asked(request)), answer: mask(answered(answer)) }
    const kept = { at, operation, subjects, ...texts, status: statusOf(answer), tookMs: now() - at }
    try {
      await record(kept)
    } catch (error) {
      log.error('an interaction was not recorded', { operation, why: error instanceof Error ? error.message : String(error) })
    }
    return answer
  }
}

const asked = ({ method, url, body }: HttpRequest): string => [`${method} ${addressShown(url)}`, bodyShown(body)].join('\n')

const answered = (answer: HttpAnswer): string => (answer.is === 'answer' ? bodyShown(answer.body) : `${answer.is}: ${answer.why}`)

/** 0: no answer came. */
const statusOf = (answer: HttpAnswer): number => (answer.is === 'answer' ? answer.status : 0)
