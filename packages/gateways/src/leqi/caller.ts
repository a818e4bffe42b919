import type { Fault, Io, Need, Outcome } from '@openfapiao/core'
import { fault } from '@openfapiao/core'
import { z } from 'zod'
import { RETURN_CODES } from './codes.ts'
import type { LeqiConfig } from './config.ts'
import { type Call, envelopeOf } from './envelope.ts'

/**
 * What became of one call. `unreached`: nothing left the house. `invalid`: the check of its parameters failed. `blocked`: nothing was done and a person is needed.
 * `later`: nothing was done. `unclear`: it may have been done.
 */
export type Reply =
  | { readonly is: 'ok'; readonly message: unknown }
  | { readonly is: 'nothing' }
  | { readonly is: 'working' }
  | { readonly is: 'invalid'; readonly code: string; readonly text: string }
  | { readonly is: 'blocked'; readonly need: Need; readonly code: string; readonly detail: string }
  | { readonly is: 'later'; readonly why: string }
  | { readonly is: 'unreached'; readonly why: string }
  | { readonly is: 'unclear'; readonly why: string }

export type Ask = (call: Call) => Promise<Reply>

/** Puts the envelope around, sends, opens the answer. Nothing is tried twice here: the engine's ladder does that. */
export function callerOf(config: LeqiConfig, io: Io): Ask {
  const envelope = envelopeOf(config)
  return async call => {
    const answer = await io.fetch(envelope.seal(call))
    if (answer.is === 'unreached') return answer
    if (answer.is === 'lost') return { is: 'unclear', why: answer.why }
    if (answer.status !== 200) return { is: 'unclear', why: `HTTP status ${answer.status}` }
    const opened = envelope.open(answer.body)
    if (opened.is === 'unreadable') return { is: 'unclear', why: opened.why }
    const reply = opened.is === 'error' ? refused(opened.code, opened.text, config) : spoken(opened.message)
    if (reply.is !== 'ok') note(call, reply, io)
    return reply
  }
}

/** `Error.Code`: its list is not published, so only what the configuration explains is acted on. */
function refused(code: string, text: string, { errorCodes }: LeqiConfig): Reply {
  const meaning = Object.hasOwn(errorCodes, code) ? errorCodes[code] : undefined
  if (meaning === undefined) return { is: 'unclear', why: `error ${code}, which is not listed` }
  return meaning === 'later' ? { is: 'later', why: `error ${code}` } : { is: 'blocked', need: meaning, code, detail: `${code} ${text}`.trim() }
}

const headSchema = z.object({ returncode: z.string().regex(/^\d{2}$/), returnmsg: z.string().nullish() })

function spoken(message: unknown): Reply {
  const head = headSchema.safeParse(message)
  if (!head.success) return { is: 'unclear', why: 'an answer without returncode' }
  const { returncode: code, returnmsg } = head.data
  const text = returnmsg ?? ''
  switch (RETURN_CODES.get(code)) {
    case 'ok':
      return { is: 'ok', message }
    case 'nothing':
      return { is: 'nothing' }
    case 'working':
      return { is: 'working' }
    case 'invalid':
      return { is: 'invalid', code, text }
    case 'refused':
      return { is: 'blocked', need: 'entitlement', code, detail: `${code} ${text}`.trim() }
    case 'later':
      return { is: 'unclear', why: `returncode ${code}` }
    case undefined:
      return { is: 'unclear', why: `returncode ${code}, which is not listed` }
  }
}

/** Codes only: the texts of the authority may repeat a buyer's number. */
function note({ fwbm, subjects }: Call, reply: Reply, io: Io): void {
  const why = 'why' in reply ? reply.why : 'code' in reply ? reply.code : 'need' in reply ? reply.need : undefined
  io.log.warn('乐企 answered otherwise than ok', { service: fwbm, subjects, reply: reply.is, why })
}

/** Why a reply is of no use, for answers that can only say "failed" or "later". */
export function whyOf(reply: Reply): string {
  switch (reply.is) {
    case 'ok':
      return 'unreadable answer'
    case 'nothing':
      return 'returncode 04'
    case 'working':
      return 'returncode 10'
    case 'invalid':
      return `returncode ${reply.code} ${reply.text}`.trim()
    case 'blocked':
      return `${reply.need}: ${reply.detail}`
    default:
      return reply.why
  }
}

/** 3 to 5 minutes after "still processing" (gateways.md 1.1). */
const WORKING_SECONDS = 240

/** A reply that is neither good nor about the document itself. `unreached`: what a submit or a question calls it. */
export function outcomeOf(reply: Reply, unreached: 'unsent' | 'unknown'): Outcome {
  switch (reply.is) {
    case 'unreached':
      return { is: unreached, why: reply.why }
    case 'blocked':
      return { is: 'blocked', need: reply.need, detail: reply.detail }
    case 'working':
      return { is: 'pending', why: 'returncode 10', askAfterSeconds: WORKING_SECONDS }
    default:
      return { is: 'unknown', why: whyOf(reply) }
  }
}

/** Their message has no path: a refusal is about the whole document. */
export const refusal = (code: string, message: string, path = ''): Fault =>
  fault('REJECTED', path, { code, message: message === '' ? code : message })
