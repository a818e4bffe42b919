import type { HttpAnswer, Io, Vault } from '@openfapiao/core'
import { answerSchema } from './answers.ts'
import type { BaiwangConfig } from './config.ts'
import { businessRequest, type Call } from './envelope.ts'
import { jsonIn, tokensOf } from './token.ts'
import { unanswered } from './unanswered.ts'
import { complaintOf, type Verdict, verdictOf } from './verdict.ts'

/** What became of one call. `unreached`: nothing of it left the house. */
export type Reply =
  | { readonly is: 'ok'; readonly response: unknown }
  | { readonly is: 'unreached'; readonly why: string }
  | Exclude<Verdict, { is: 'token' }>

export type Ask = (call: Call) => Promise<Reply>

/** Signs and sends. A token that is refused is renewed and the same body asked once more (gateways.md 13.3 AUTH); nothing else is tried twice here. */
export function callerOf(config: BaiwangConfig, io: Io, vault: Vault): Ask {
  const tokens = tokensOf(config, io, vault)
  const send = async (call: Call, token: string): Promise<Reply | Verdict> =>
    spoken(call, await io.fetch(businessRequest(call, token, config, io)), io)
  return async call => {
    const held = await tokens.current()
    if (held.is !== 'token') return held
    const first = await send(call, held.token)
    if (first.is !== 'token') return first
    const fresh = await tokens.renewed(held.token)
    if (fresh.is !== 'token') return fresh
    const second = await send(call, fresh.token)
    return second.is === 'token' ? { is: 'blocked', need: 'credential', detail: `${second.why}: a new token is refused too` } : second
  }
}

function spoken({ operation, subjects }: Call, answer: HttpAnswer, io: Io): Reply | Verdict {
  const trouble = unanswered(answer)
  if (trouble) return trouble
  const said = answerSchema.safeParse(answer.is === 'answer' ? jsonIn(answer.body) : undefined).data
  if (!said) return { is: 'unclear', why: 'unreadable answer' }
  if (said.success) return { is: 'ok', response: said.response }
  const complaint = complaintOf(said)
  // Codes only: the texts of the provider may repeat a buyer's number.
  io.log.warn('baiwang answered with a complaint', { operation, subjects, code: complaint.code })
  return verdictOf(complaint)
}
