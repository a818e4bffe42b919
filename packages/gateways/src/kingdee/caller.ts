import type { HttpAnswer, Io, Vault } from '@openfapiao/core'
import { answerSchema, jsonIn } from './answers.ts'
import type { KingdeeConfig } from './config.ts'
import { businessRequest, type Call } from './envelope.ts'
import { tokensOf } from './token.ts'
import { unanswered } from './unanswered.ts'
import { codeIn, type Verdict, verdictOf } from './verdict.ts'

/** What became of one call. `unreached`: nothing of it left the house. */
export type Reply = { readonly is: 'unreached'; readonly why: string } | Exclude<Verdict, { is: 'token' }>

export type Ask = (call: Call) => Promise<Reply>

/** Sends with the shared token. One that is refused is renewed and the same message sent once more (gateways.md 13.3 AUTH); nothing else is tried twice here. */
export function callerOf(config: KingdeeConfig, io: Io, vault: Vault): Ask {
  const tokens = tokensOf(config, io, vault)
  const send = async (call: Call, token: string): Promise<Reply | Verdict> =>
    understood(call, await io.fetch(businessRequest(call, token, config, io)), config, io)
  return async call => {
    const held = await tokens.current()
    if (held.is !== 'token') return held
    const first = await send(call, held.token)
    if (first.is !== 'token') return first
    const fresh = await tokens.renewed(held.token)
    if (fresh.is !== 'token') return fresh
    const second = await send(call, fresh.token)
    if (second.is !== 'token') return second
    return { is: 'blocked', need: 'credential', detail: `${second.why}: a new token is refused too 新令牌仍被拒绝` }
  }
}

function understood({ operation, subjects }: Call, answer: HttpAnswer, config: KingdeeConfig, io: Io): Reply | Verdict {
  // RFC 9110 15.5.2: not let in, so nothing was done.
  if (answer.is === 'answer' && answer.status === 401) return { is: 'token', why: 'HTTP status 401' }
  const trouble = unanswered(answer)
  if (trouble) return trouble
  const said = answerSchema.safeParse(answer.is === 'answer' ? jsonIn(Buffer.from(answer.body).toString('utf8')) : undefined).data
  if (!said) return { is: 'unclear', why: 'unreadable answer' }
  const verdict = verdictOf(said, config)
  // Codes only: the texts of the platform may repeat a buyer's number.
  if (verdict.is !== 'ok') io.log.warn('kingdee answered with a complaint', { operation, subjects, code: codeIn(said) ?? 'none' })
  return verdict
}
