import type { Channel, Letter, SendAnswer } from '@openfapiao/core'
import { classify, type Verdict, verdictOf } from './classify.ts'
import type { WechatConfig } from './config.ts'
import { isOpenId, messageOf } from './letter.ts'
import { type Doors, type Tokens, tokensOf } from './token.ts'

/** WeChat knows a repeat for ten minutes; after that a letter without an answer is left to a person. */
const KNOWN_MS = 8 * 60_000
/** Soon enough to be tried several times while a repeat is known. */
const UNSURE_RETRY_SECONDS = 60

/**
 * 微信服务号模板消息: to a follower's openid, opening the buyer's page. Answers `sent` with WeChat's msgid, `refused` when the openid is not one of this account or
 * does not follow it, `later` for everything else.
 */
export function wechatChannel(config: WechatConfig, doors: Doors): Channel {
  const tokens = tokensOf(config, doors)
  return Object.freeze({
    identifier: 'wechat',
    reaches: 'openId' as const,
    attaches: [],
    async send(letter: Letter): Promise<SendAnswer> {
      if (!isOpenId(letter.to)) return { is: 'refused', why: 'not an openid' }
      const message = { body: messageOf(letter, config), number: letter.number }
      return whileKnown(await withToken(message, { config, tokens, io: doors.io }), letter.id, doors)
    },
  })
}

interface Message {
  readonly body: string
  readonly number: string
}
interface Around {
  readonly config: WechatConfig
  readonly tokens: Tokens
  readonly io: Doors['io']
}

/** One renewal where the token is refused; a fresh one that is refused too is a setting. */
async function withToken(message: Message, around: Around): Promise<Verdict> {
  const first = await around.tokens.current()
  if (first.is === 'none') return untold(first)
  const verdict = await posted(message, first.token, around)
  if (verdict.is !== 'token') return verdict
  const second = await around.tokens.current(first.token)
  return second.is === 'none' ? untold(second) : posted(message, second.token, around)
}

/** No token: nothing about the letter has left. */
function untold({ why, code }: { readonly why: string; readonly code?: number }): Verdict {
  if (code === undefined) return { is: 'later', why }
  const verdict = verdictOf(code)
  return verdict.is === 'later' ? { ...verdict, why } : { is: 'later', why, afterSeconds: 900 }
}

async function posted({ body, number }: Message, token: string, { config, io }: Around): Promise<Verdict> {
  const url = `${new URL(config.endpoint).origin}/cgi-bin/message/template/send?access_token=${encodeURIComponent(token)}`
  const headers = { 'content-type': 'application/json' }
  const about = { operation: 'wechat', subjects: [number] }
  return classify(await io.fetch({ method: 'POST', url, headers, body, timeoutSeconds: config.timeoutSeconds, about }))
}

async function whileKnown(verdict: Verdict, id: string, { io, vault }: Doors): Promise<SendAnswer> {
  const key = `wechat/unsure/${id}`
  const since = await vault.get(key)
  if (verdict.is === 'token') return { is: 'later', why: verdict.why, afterSeconds: 900 }
  if (verdict.is === 'later') return verdict
  if (verdict.is === 'unsure') return unanswered(verdict.why, { since, key }, { io, vault })
  if (since !== undefined) await vault.set(key, undefined)
  return verdict.is === 'sent' ? verdict : { is: 'refused', why: verdict.why }
}

interface Waiting {
  readonly since: string | undefined
  readonly key: string
}

async function unanswered(why: string, { since, key }: Waiting, { io, vault }: Doors): Promise<SendAnswer> {
  if (since !== undefined && io.now() - Number(since) > KNOWN_MS) {
    await vault.set(key, undefined)
    return { is: 'refused', why: `no answer, it may have arrived: ${why}` }
  }
  if (since === undefined) await vault.set(key, String(io.now()))
  return { is: 'later', why, afterSeconds: UNSURE_RETRY_SECONDS }
}
