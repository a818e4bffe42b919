import type { Io, Vault } from '@openfapiao/core'
import { z } from 'zod'
import { errorSchema, jsonOf, tokenSchema } from './answers.ts'
import type { WechatConfig } from './config.ts'

/** Renewed before it ends: clocks differ, calls take time. WeChat itself hands out the next one five minutes early. */
const EARLY_MS = 5 * 60_000
/** Longer than a call. */
const LOCK_SECONDS = 60

export type TokenAnswer = { readonly is: 'token'; readonly token: string } | { readonly is: 'none'; readonly why: string; readonly code?: number }

export interface Tokens {
  /** The kept token; a new one where there is none, it has ended, or it is `refused`. */
  current(refused?: string): Promise<TokenAnswer>
}

const keptSchema = z.object({ token: z.string(), until: z.number() })
type Kept = z.infer<typeof keptSchema>

export interface Doors {
  readonly io: Pick<Io, 'now' | 'fetch'>
  readonly vault: Pick<Vault, 'get' | 'set' | 'withLock'>
}

/**
 * access_token of an account (`POST /cgi-bin/stable_token`, developers.weixin.qq.com getStableAccessToken): kept in the vault, shared by all workers, asked for by
 * one of them at a time. Never `force_refresh`: that would end the token of every other program of the merchant.
 */
export function tokensOf(config: WechatConfig, { io, vault }: Doors): Tokens {
  const key = `wechat/token/${config.appId}`
  const kept = async (refused: string | undefined): Promise<TokenAnswer | undefined> => {
    const text = await vault.get(key)
    const found: Kept | undefined = text === undefined ? undefined : keptSchema.parse(JSON.parse(text))
    return found && found.token !== refused && io.now() < found.until ? { is: 'token', token: found.token } : undefined
  }
  const renewed = async (): Promise<TokenAnswer> => {
    const now = io.now()
    const answer = await asked(config, io)
    if (answer.is === 'none') return answer
    const { access_token: token, expires_in: seconds } = answer.fresh
    const until = now + seconds * 1000 - Math.min(EARLY_MS, seconds * 100)
    await vault.set(key, JSON.stringify({ token, until } satisfies Kept))
    return { is: 'token', token }
  }
  return {
    async current(refused) {
      return (await kept(refused)) ?? vault.withLock(key, async () => (await kept(refused)) ?? renewed(), LOCK_SECONDS)
    },
  }
}

type Asked = { readonly is: 'fresh'; readonly fresh: z.infer<typeof tokenSchema> } | Extract<TokenAnswer, { is: 'none' }>

async function asked({ endpoint, appId, appSecret, timeoutSeconds }: WechatConfig, io: Doors['io']): Promise<Asked> {
  const answer = await io.fetch({
    method: 'POST',
    url: `${new URL(endpoint).origin}/cgi-bin/stable_token`,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ grant_type: 'client_credential', appid: appId, secret: appSecret }),
    timeoutSeconds,
  })
  if (answer.is !== 'answer') return { is: 'none', why: answer.why }
  const json = jsonOf(answer)
  const fresh = tokenSchema.safeParse(json)
  if (fresh.success) return { is: 'fresh', fresh: fresh.data }
  const error = errorSchema.safeParse(json)
  if (error.success && error.data.errcode !== 0) return { is: 'none', why: `token: errcode ${error.data.errcode}`, code: error.data.errcode }
  return { is: 'none', why: `token: HTTP ${answer.status}` }
}
