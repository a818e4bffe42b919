import { createHash } from 'node:crypto'
import type { HttpAnswer, Io, Vault } from '@openfapiao/core'
import { z } from 'zod'
import { answerSchema, tokenSchema } from './answers.ts'
import { addressOf, type BaiwangConfig } from './config.ts'
import { tokenRequest } from './envelope.ts'
import { passwordOf } from './sign.ts'
import { unanswered } from './unanswered.ts'
import { complaintOf, type Verdict, verdictOf } from './verdict.ts'

/** A token, or why there is none. Whatever the reason, the call that needed it has not left the house. */
export type Held =
  | { readonly is: 'token'; readonly token: string }
  | { readonly is: 'unreached'; readonly why: string }
  | Extract<Verdict, { is: 'blocked' }>

/** The one token of an application and user, shared by all workers through the vault. */
export interface Tokens {
  current(): Promise<Held>
  /** Another one than the stale one: somebody else's, if they were faster. */
  renewed(stale: string): Promise<Held>
}

const keptSchema = z.object({ token: z.string(), refresh: z.string().optional(), until: z.number() })
type Kept = z.output<typeof keptSchema>

/** A token that ends within a minute (or within the last tenth of a short life) is renewed before it is used. */
const MARGIN_SECONDS = 60

export function tokensOf(config: BaiwangConfig, io: Io, vault: Vault): Tokens {
  const key = keyOf(config)
  const kept = async (): Promise<Kept | undefined> => read(await vault.get(key))
  /** Under the lock whoever comes second finds the first one's token. Two requests at most stand in it. */
  const renew = (isGood: (kept: Kept) => boolean): Promise<Held> =>
    vault.withLock(
      key,
      async () => {
        const found = await kept()
        if (found && isGood(found)) return { is: 'token', token: found.token }
        const gained = await gain(found?.refresh, config, io)
        if (gained.is !== 'gained') return gained
        await vault.set(key, JSON.stringify(gained.kept))
        return { is: 'token', token: gained.kept.token }
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

/** Names the application and user without saying who they are. */
function keyOf(config: BaiwangConfig): string {
  const named = JSON.stringify([addressOf(config), config.appKey, config.username, config.orgAuthCode])
  return `baiwang/token/${createHash('sha256').update(named).digest('hex').slice(0, 32)}`
}

function read(text: string | undefined): Kept | undefined {
  if (text === undefined) return undefined
  try {
    return keptSchema.safeParse(JSON.parse(text)).data
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

type Gained = { readonly is: 'gained'; readonly kept: Kept } | Exclude<Held, { is: 'token' }>

/** By the refresh token (30 days) where there is one; if it is not taken, by the password. */
async function gain(refresh: string | undefined, config: BaiwangConfig, io: Io): Promise<Gained> {
  if (refresh !== undefined) {
    const refreshed = await grant('refresh_token', { refresh_token: refresh, client_secret: config.appSecret }, config, io)
    if (refreshed.is !== 'blocked') return refreshed
    io.log.info('baiwang did not take the refresh token; logging in', { operation: 'token' })
  }
  const { username, password, passwordSalt, appSecret, orgAuthCode } = config
  const body = { username, password: passwordOf(password, passwordSalt), client_secret: appSecret, orgAuthCode }
  return grant('password', body, config, io)
}

async function grant(
  type: 'password' | 'refresh_token',
  body: Readonly<Record<string, string | undefined>>,
  config: BaiwangConfig,
  io: Io,
): Promise<Gained> {
  const answer = await io.fetch(tokenRequest(type, body, config, io))
  const trouble = unanswered(answer)
  if (trouble) return trouble.is === 'blocked' ? trouble : { is: 'unreached', why: `no token: ${trouble.why}` }
  return granted(answer, io)
}

function granted(answer: HttpAnswer, io: Io): Gained {
  const said = answerSchema.safeParse(answer.is === 'answer' ? jsonIn(answer.body) : undefined).data
  if (!said) return { is: 'unreached', why: 'no token: unreadable answer' }
  if (!said.success) return refusal(verdictOf(complaintOf(said)))
  const token = tokenSchema.safeParse(said.response).data
  if (!token) return { is: 'unreached', why: 'no token: unreadable answer' }
  const seconds = token.expires_in - Math.min(MARGIN_SECONDS, token.expires_in / 10)
  return { is: 'gained', kept: { token: token.access_token, refresh: token.refresh_token, until: io.now() + seconds * 1000 } }
}

/** A busy provider is asked again by the ladder; whatever else is said to a login is about who logs in. */
function refusal(verdict: Verdict): Gained {
  if (verdict.is === 'blocked') return verdict
  if (verdict.is === 'unclear' && verdict.later) return { is: 'unreached', why: `no token: ${verdict.why}` }
  const why = verdict.is === 'dead' || verdict.is === 'red' ? verdict.fault.en : verdict.why
  return { is: 'blocked', need: 'credential', detail: `no token: ${why}` }
}

/** The bytes as JSON; undefined: they are none. */
export function jsonIn(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'))
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
