import { z } from 'zod'
import { type HttpServer, httpServer, type Received, type Reply } from './http-server.ts'

const tokenRequest = z.strictObject({
  grant_type: z.literal('client_credential'),
  appid: z.string(),
  secret: z.string(),
  force_refresh: z.boolean().optional(),
})
const messageRequest = z.strictObject({
  touser: z.string(),
  template_id: z.string(),
  url: z.url(),
  client_msg_id: z.string().max(32),
  data: z.record(z.string().regex(/^[a-z_]+\d+$/), z.strictObject({ value: z.string().min(1) })),
})
export type WechatMessage = z.infer<typeof messageRequest>

/** WeChat's two calls as its documents describe them: a token that ends, messages that need one, repeats that are known. */
export interface Wechat extends HttpServer {
  /** What followers got; a repeat is not among it. */
  readonly messages: readonly WechatMessage[]
  /** Tokens handed out. */
  tokens(): number
  /** From now on the tokens so far are refused. */
  endTokens(): void
  /** Answers of the send call before it looks at anything; `hang`: the message is taken and no answer comes. */
  readonly next: ('hang' | number)[]
  readonly refused: Set<string>
}

const ok = (body: object): Reply => ({ status: 200, body })
const error = (errcode: number): Reply => ok({ errcode, errmsg: `no rid: ${errcode}` })

export async function wechat(account: { readonly appId: string; readonly appSecret: string }): Promise<Wechat> {
  const messages: WechatMessage[] = []
  const valid = new Set<string>()
  const next: Wechat['next'] = []
  const refused = new Set<string>()
  let given = 0
  let current = 0
  const token = ({ body }: Received): Reply => {
    const { appid, secret } = tokenRequest.parse(JSON.parse(body.toString()))
    if (appid !== account.appId) return error(40013)
    if (secret !== account.appSecret) return error(40125)
    given++
    // As WeChat does it: within its life the same token again.
    if (valid.size === 0) valid.add(`token ${++current} +/=`)
    return ok({ access_token: [...valid][0], expires_in: 7200 })
  }
  const send = ({ path, body }: Received): Reply | undefined => {
    if (!valid.has(new URL(path, 'http://host').searchParams.get('access_token') ?? '')) return error(40001)
    const told = next.shift()
    if (typeof told === 'number') return error(told)
    const message = messageRequest.parse(JSON.parse(body.toString()))
    if (refused.has(message.touser)) return error(43004)
    if (!messages.some(m => m.touser === message.touser && m.client_msg_id === message.client_msg_id)) messages.push(message)
    return told === 'hang' ? undefined : ok({ errcode: 0, errmsg: 'ok', msgid: 3_290_000_000 + messages.length })
  }
  const server = await httpServer(request => {
    if (request.path === '/cgi-bin/stable_token') return token(request)
    return request.path.startsWith('/cgi-bin/message/template/send?') ? send(request) : { status: 404 }
  })
  return { ...server, messages, next, refused, tokens: () => given, endTokens: () => valid.clear() }
}
