import { createHash } from 'node:crypto'
import type { HttpRequest, Io, Need, Vault } from '@openfapiao/core'
import { z } from 'zod'
import { appTokenSchema, jsonIn, loginSchema } from './answers.ts'
import { OK } from './codes.ts'
import type { KingdeeConfig } from './config.ts'
import { appTokenRequest, loginRequest } from './envelope.ts'
import { unanswered } from './unanswered.ts'

/** A token, or why there is none. Whatever the reason, the call that needed it has not left the house. */
export type Held =
  | { readonly is: 'token'; readonly token: string }
  | { readonly is: 'unreached'; readonly why: string }
  | { readonly is: 'blocked'; readonly need: Need; readonly detail: string }

/** The one token of an application and user, shared by all workers through the vault. */
export interface Tokens {
  current(): Promise<Held>
  /** Another one than the stale one: somebody else's, if they were faster. */
  renewed(stale: string): Promise<Held>
}

const keptSchema = z.object({ token: z.string(), until: z.number() })
type Kept = z.output<typeof keptSchema>

/** gateways.md 7.1, 13.2. */
const LIFE_MS = 2 * 3_600_000
/** Clocks differ and calls take time: one of two hours is renewed five minutes before it ends, a shorter one in its last tenth. */
const EARLY_MS = 5 * 60_000

export function tokensOf(config: KingdeeConfig, io: Io, vault: Vault): Tokens {
  const key = keyOf(config)
  const kept = async (): Promise<Kept | undefined> => {
    const text = await vault.get(key)
    return text === undefined ? undefined : keptSchema.safeParse(jsonIn(text)).data
  }
  /** Under the lock whoever comes second finds the first one's token. Two requests stand in it. */
  const renew = (isGood: (found: Kept) => boolean): Promise<Held> =>
    vault.withLock(
      key,
      async () => {
        const found = await kept()
        if (found && isGood(found)) return { is: 'token', token: found.token }
        const gained = await login(config, io)
        if (gained.is !== 'gained') return gained
        await vault.set(key, JSON.stringify({ token: gained.token, until: gained.until }))
        return { is: 'token', token: gained.token }
      },
      2 * config.timeoutSeconds + 20,
    )
  const isFresh = ({ until }: Kept): boolean => until > io.now()
  return {
    current: async () => {
      const found = await kept()
      return found && isFresh(found) ? { is: 'token', token: found.token } : renew(isFresh)
    },
    renewed: stale => renew(found => isFresh(found) && found.token !== stale),
  }
}

/** Names the tenant, application and user without saying who they are. */
function keyOf({ baseUrl, appId, accountId, tenantId, user }: KingdeeConfig): string {
  const named = JSON.stringify([baseUrl, appId, accountId, tenantId, user])
  return `kingdee/token/${createHash('sha256').update(named).digest('hex').slice(0, 32)}`
}

type Gained = ({ readonly is: 'gained' } & Kept) | Exclude<Held, { is: 'token' }>

/** getAppToken, then login (gateways.md 7.1). */
async function login(config: KingdeeConfig, io: Io): Promise<Gained> {
  const app = await asked('app_token', appTokenRequest(config), io)
  if (app.is !== 'gained') return app
  return asked('access_token', loginRequest(app.token, config), io)
}

const SCHEMAS = { app_token: appTokenSchema, access_token: loginSchema } as const

async function asked(wanted: keyof typeof SCHEMAS, request: HttpRequest, io: Io): Promise<Gained> {
  const answer = await io.fetch(request)
  const trouble = unanswered(answer)
  if (trouble) return trouble.is === 'blocked' ? trouble : { is: 'unreached', why: `no token: ${trouble.why}` }
  const said = SCHEMAS[wanted].safeParse(answer.is === 'answer' ? jsonIn(Buffer.from(answer.body).toString('utf8')) : undefined).data
  if (!said) return { is: 'unreached', why: 'no token: unreadable answer' }
  const token = said.data && Reflect.get(said.data, wanted)
  const code = said.data?.error_code ?? said.errorCode ?? OK
  const good = said.status !== false && said.data?.success !== false && code === OK
  if (good && typeof token === 'string') return { is: 'gained', token, until: endOf(said.data?.expire_time, io.now()) }
  if (good) return { is: 'unreached', why: 'no token: unreadable answer' }
  return { is: 'blocked', need: 'credential', detail: `no token 登录失败: ${code} ${said.data?.error_desc ?? said.message ?? ''}`.trim() }
}

/** `expire_time` in milliseconds: an instant or a length of time, the reference does not say which. Two hours at most. */
function endOf(told: number | undefined, now: number): number {
  const length = told === undefined ? LIFE_MS : Math.min(LIFE_MS, told > 1e11 ? Math.max(0, told - now) : told)
  return now + length - Math.min(EARLY_MS, length / 10)
}
