import type { Fetch, HttpAnswer, HttpRequest, Interaction, Log } from '@openfapiao/core'
import type { Mask } from './mask.ts'

/** Characters kept of a body: enough for any message, not for files. */
const KEPT = 20_000

export interface Recorder {
  readonly record: (interaction: Interaction) => Promise<void>
  readonly mask: Mask
  readonly now: () => number
  readonly log: Log
}

/** 交互日志: calls that say what they are `about` are kept, masked, with time, request, answer and error. A log that fails never fails the call. */
export function recorded(fetch: Fetch, { record, mask, now, log }: Recorder): Fetch {
  return async request => {
    const at = now()
    const answer = await fetch(request)
    if (request.about) {
      const { operation, subjects } = request.about
      const kept = {
        at,
        operation,
        subjects,
        request: mask(asked(request)),
        answer: mask(answered(answer)),
        status: statusOf(answer),
        tookMs: now() - at,
      }
      await record(kept).catch((error: unknown) => log.error('an interaction was not recorded', { operation, why: String(error) }))
    }
    return answer
  }
}

const asked = ({ method, url, body = '' }: HttpRequest): string => `${method} ${url}\n${textOf(body)}`

const answered = (answer: HttpAnswer): string => (answer.is === 'answer' ? textOf(answer.body) : `${answer.is}: ${answer.why}`)

/** 0: no answer came. */
const statusOf = (answer: HttpAnswer): number => (answer.is === 'answer' ? answer.status : 0)

function textOf(body: string | Uint8Array): string {
  const text = typeof body === 'string' ? body : new TextDecoder().decode(body)
  return text.length <= KEPT ? text : `${text.slice(0, KEPT)}… (${text.length})`
}
