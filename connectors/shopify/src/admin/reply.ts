import type { HttpAnswer, Io } from '@openfapiao/core'
import { z } from 'zod'
import { readJson } from '../json.ts'

/**
 * What became of one question. `later`: ask again, after so many seconds where the platform said so. `refused`: no retry helps, a person must act;
 * `worn`: the token alone was refused, another may do. `denied`: fields left empty because the app may not see them.
 */
export type Reply =
  | { readonly is: 'data'; readonly data: unknown; readonly denied: readonly string[] }
  | { readonly is: 'later'; readonly why: string; readonly afterSeconds?: number }
  | { readonly is: 'refused'; readonly why: string; readonly worn?: boolean }

const errorSchema = z.object({
  message: z.string().default(''),
  path: z.array(z.string()).optional(),
  extensions: z.object({ code: z.string().optional() }).optional(),
})
const throttleSchema = z.object({
  cost: z.object({
    requestedQueryCost: z.coerce.number(),
    throttleStatus: z.object({ currentlyAvailable: z.coerce.number(), restoreRate: z.coerce.number().positive() }),
  }),
})
const bodySchema = z.object({
  data: z.unknown().optional(),
  errors: z.array(errorSchema).or(z.string()).optional(),
  extensions: z.unknown().optional(),
})
type Problem = z.output<typeof errorSchema>

/** Answer → reply. 402 and 423: the shop is frozen or locked; 404: there is no such shop (anymore). */
export function replyOf(answer: HttpAnswer, io: Io): Reply {
  if (answer.is !== 'answer') return { is: 'later', why: answer.why }
  const { status, headers } = answer
  if (status === 401) return { is: 'refused', why: 'the access token is not accepted', worn: true }
  if (status === 429) return { is: 'later', why: 'too many requests', afterSeconds: retryAfter(headers['retry-after']) }
  if (status >= 500) return { is: 'later', why: `HTTP status ${status}` }
  if (status !== 200) return { is: 'refused', why: `HTTP status ${status}` }
  const body = bodySchema.safeParse(readJson(Buffer.from(answer.body).toString('utf8')))
  return body.success ? spoken(body.data, io) : { is: 'later', why: 'the answer cannot be read' }
}

function spoken({ data, errors = [], extensions }: z.output<typeof bodySchema>, io: Io): Reply {
  if (typeof errors === 'string') return { is: 'refused', why: errors }
  const codeOf = (problem: Problem): string => problem.extensions?.code ?? problem.message
  if (errors.some(e => codeOf(e) === 'THROTTLED')) return { is: 'later', why: 'THROTTLED', afterSeconds: throttledSeconds(extensions, io) }
  if (errors.some(e => codeOf(e) === 'INTERNAL_SERVER_ERROR' || codeOf(e) === 'TIMEOUT')) return { is: 'later', why: errors.map(codeOf).join(', ') }
  const fatal = errors.filter(e => !(codeOf(e) === 'ACCESS_DENIED' && isContact(e)))
  if (fatal.length > 0) return { is: 'refused', why: fatal.map(e => `${codeOf(e)} ${e.path?.join('.') ?? ''}`.trim()).join(', ') }
  return { is: 'data', data, denied: errors.map(e => e.path?.join('.') ?? '') }
}

/** Protected customer data that the app was not approved for comes back empty with an error and HTTP 200: normal (platforms.md 1.8). */
const isContact = ({ path }: Problem): boolean => ['email', 'phone', 'customerLocale'].includes(path?.at(-1) ?? '')

/** (needed − available) ÷ restore rate, and up to a second more, so that all workers do not come back at once (platforms.md 1.9). */
function throttledSeconds(extensions: unknown, io: Io): number | undefined {
  const found = throttleSchema.safeParse(extensions)
  if (!found.success) return undefined
  const { requestedQueryCost, throttleStatus } = found.data.cost
  const wait = Math.max(0, (requestedQueryCost - throttleStatus.currentlyAvailable) / throttleStatus.restoreRate)
  return Math.min(LONGEST_WAIT, Math.ceil(wait)) + (io.random(1)[0] ?? 0) / 256
}

const LONGEST_WAIT = 60

function retryAfter(header: string | undefined): number | undefined {
  const seconds = Number(header)
  return header !== undefined && Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds, LONGEST_WAIT) : undefined
}
