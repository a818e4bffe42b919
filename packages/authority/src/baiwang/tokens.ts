import { randomBytes } from 'node:crypto'
import { constantTimeEqual } from '@openfapiao/gm'
import type { z } from 'zod'
import { frontRefusal, ok, type Reply, refusal } from './reply.ts'
import type { App, BaiwangSettings } from './settings.ts'
import { fields, optionalText, shapeWrongs, text } from './shapes.ts'
import { digestOf } from './signature.ts'

const REFRESH_SECONDS = 30 * 24 * 3600

/** Tokens given out by this process, on the ledger's clock. */
export interface Tokens {
  /** Login or refresh; not signed. */
  grant(grantType: string, app: App, message: unknown): Reply
  standingOf(token: string, app: App): 'good' | 'tokenInvalid' | 'tokenExpired'
}

interface Given {
  readonly appKey: string
  readonly until: number
}

const passwordSchema = fields({ username: text(100), password: text(100), client_secret: text(100), orgAuthCode: optionalText(100) })
const refreshSchema = fields({ refresh_token: text(100), client_secret: text(100) })

export function tokensOf({ tokenSeconds }: Pick<BaiwangSettings, 'tokenSeconds'>, now: () => number): Tokens {
  const [tokens, refreshes] = [new Map<string, Given>(), new Map<string, Given>()]
  const give = (kept: Map<string, Given>, { appKey }: App, seconds: number): string => {
    const token = randomBytes(24).toString('hex')
    kept.set(token, { appKey, until: now() + seconds * 1000 })
    return token
  }
  const granted = (app: App): Reply =>
    ok({
      access_token: give(tokens, app, tokenSeconds),
      refresh_token: give(refreshes, app, REFRESH_SECONDS),
      token_type: 'Bearer',
      expires_in: tokenSeconds,
    })
  const isRefresh = (token: string, app: App): boolean => {
    const given = refreshes.get(token)
    return given !== undefined && given.appKey === app.appKey && given.until > now()
  }
  return {
    grant(grantType, app, message) {
      const asked = GRANTS[grantType]?.safeParse(message)
      if (!asked) return refusal([{ code: '70170', place: 'grant_type', text: '参数不合法' }])
      if (!asked.success) return refusal(shapeWrongs(asked.error))
      const good =
        isLogin(asked.data, app) || ('refresh_token' in asked.data && isSecret(asked.data, app) && isRefresh(asked.data.refresh_token, app))
      return good ? granted(app) : frontRefusal('login')
    },
    standingOf(token, app) {
      const given = tokens.get(token)
      if (given?.appKey !== app.appKey) return 'tokenInvalid'
      return given.until > now() ? 'good' : 'tokenExpired'
    },
  }
}

type Login = z.output<typeof passwordSchema>
type Refresh = z.output<typeof refreshSchema>
const GRANTS: Readonly<Record<string, z.ZodType<Login | Refresh>>> = { password: passwordSchema, refresh_token: refreshSchema }

const isSecret = ({ client_secret: secret }: Login | Refresh, { appSecret }: App): boolean => constantTimeEqual(secret, appSecret)

function isLogin(asked: Login | Refresh, app: App): boolean {
  if (!('username' in asked) || !isSecret(asked, app)) return false
  const code = app.orgAuthCode === undefined || asked.orgAuthCode === app.orgAuthCode
  return code && asked.username === app.username && constantTimeEqual(asked.password, digestOf(app.password, app.passwordSalt))
}
