import type { HttpAnswer, Io, Need, Vault } from '@openfapiao/core'
import { z } from 'zod'
import { tokenErrorSchema, tokenSchema } from './answers.ts'
import type { NuonuoConfig } from './config.ts'
import { DAY_MS, waitOf } from './ration.ts'

/** gateways.md 4.1: 50 calls in 30 days, so the token is kept and shared, and every call is counted before it is made. */
export const BUDGET = { everySeconds: 0, count: 50, withinMs: 30 * DAY_MS }
/** A token is renewed before it ends: clocks differ, calls take time. */
const EARLY_MS = 5 * 60_000
/** Longer than a request. */
const LOCK_SECONDS = 90

export type TokenAnswer =
  | { readonly is: 'token'; readonly token: string }
  | { readonly is: 'blocked'; readonly need: Need; readonly detail: string }
  /** None could be fetched now; nothing but this question has left the house. */
  | { readonly is: 'none'; readonly why: string }

export interface Tokens {
  /** The kept token; a new one where there is none, it has ended, or it is `refused`. */
  current(refused?: string): Promise<TokenAnswer>
}

const keptSchema = z.object({
  token: z.string().optional(),
  since: z.number().default(0),
  until: z.number().optional(),
  /** ISV: what renews it, for whom, and the authorisation it came from. */
  refresh: z.string().optional(),
  user: z.string().optional(),
  code: z.string().optional(),
  /** When tokens were asked for, the last 30 days. */
  calls: z.array(z.number()).default([]),
})
type Kept = z.output<typeof keptSchema>

export function tokensOf(config: NuonuoConfig, taxNumber: string, io: Io, vault: Vault): Tokens {
  const key = ['nuonuo/token', config.environment, config.appKey, ...(config.app.type === 'isv' ? [taxNumber] : [])].join('/')
  const read = async (): Promise<Kept> => keptSchema.parse(JSON.parse((await vault.get(key)) ?? '{}'))
  const write = (kept: Kept): Promise<void> => vault.set(key, JSON.stringify(kept))
  return {
    async current(refused) {
      const usable = (kept: Kept): TokenAnswer | undefined => usableToken(kept, config, refused, io.now())
      return (
        usable(await read()) ??
        vault.withLock(key, async () => usable(await read()) ?? renewed(await read(), { config, taxNumber, io, write }), LOCK_SECONDS)
      )
    },
  }
}

/** undefined: ask for a new one. Another worker may have renewed the refused one meanwhile. */
function usableToken({ token, since, until, code }: Kept, { app, renewAfterSeconds }: NuonuoConfig, refused: string | undefined, now: number) {
  if (token === undefined || (until !== undefined && now >= until) || (app.type === 'isv' && app.code !== code)) return undefined
  if (token !== refused) return { is: 'token', token } as const
  if (now >= since + renewAfterSeconds * 1000) return undefined
  return blocked('a token of a moment ago is refused 刚取得的令牌被拒绝：请核对 appKey、授权与 codes 设置')
}

interface Renewing {
  readonly config: NuonuoConfig
  readonly taxNumber: string
  readonly io: Io
  write(kept: Kept): Promise<void>
}

async function renewed(kept: Kept, { config, taxNumber, io, write }: Renewing): Promise<TokenAnswer> {
  const now = io.now()
  const calls = kept.calls.filter(at => at > now - BUDGET.withinMs)
  const wait = waitOf(calls, BUDGET, now)
  if (wait > 0)
    return blocked(
      `50 tokens were asked for in 30 days, the next in ${Math.ceil(wait / 3600)} h 30 天内已取令牌 50 次，请等待或在诺诺控制台设为长期有效`,
    )
  await write({ ...kept, calls: [...calls, now] })
  const answer = await io.fetch({
    method: 'POST',
    url: config.tokenUrl,
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(grantOf(kept, config, taxNumber)).toString(),
    timeoutSeconds: config.timeoutSeconds,
    about: { operation: 'token', subjects: [] },
  })
  // Nothing left the house, so nothing was spent.
  if (answer.is === 'unreached') await write({ ...kept, calls })
  const opened = opening(answer)
  if (opened.is === 'blocked' || opened.is === 'none') return opened
  const { access_token: token, expires_in: seconds, refresh_token: refresh = kept.refresh, userId: user = kept.user } = opened.token
  const until = seconds === undefined || seconds <= 0 ? undefined : now + seconds * 1000 - Math.min(EARLY_MS, seconds * 100)
  await write({ token, since: now, until, refresh, user, code: codeOf(config), calls: [...calls, now] })
  return { is: 'token', token }
}

const codeOf = ({ app }: NuonuoConfig): string | undefined => (app.type === 'isv' ? app.code : undefined)

/** Merchant: its own credentials. ISV: the code of a new authorisation once, then what renews it, with the user as client (gateways.md 4.1). */
function grantOf({ refresh, user, code }: Kept, { app, appKey, appSecret }: NuonuoConfig, taxNum: string): Record<string, string> {
  if (app.type === 'merchant') return { client_id: appKey, client_secret: appSecret, grant_type: 'client_credentials' }
  if (code === app.code && refresh !== undefined && user !== undefined)
    return { refresh_token: refresh, client_id: user, client_secret: appSecret, grant_type: 'refresh_token' }
  return { client_id: appKey, client_secret: appSecret, code: app.code, taxNum, redirect_uri: app.redirectUri, grant_type: 'authorization_code' }
}

type Opened = { readonly is: 'opened'; readonly token: z.output<typeof tokenSchema> } | Exclude<TokenAnswer, { is: 'token' }>

function opening(answer: HttpAnswer): Opened {
  if (answer.is !== 'answer') return { is: 'none', why: `token: ${answer.why}` }
  const said = jsonOf(answer.body)
  const token = tokenSchema.safeParse(said)
  if (token.success) return { is: 'opened', token: token.data }
  const refusal = tokenErrorSchema.safeParse(said)
  if (refusal.success) return blocked(`no token 取令牌失败: ${refusal.data.error} ${refusal.data.error_description ?? ''}`.trim())
  return { is: 'none', why: `token: HTTP status ${answer.status}, unreadable` }
}

const blocked = (detail: string): Extract<TokenAnswer, { is: 'blocked' }> => ({ is: 'blocked', need: 'credential', detail })

/** undefined: the bytes are no JSON. */
export function jsonOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'))
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
