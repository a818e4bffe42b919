import type { HttpAnswer, Io, Need } from '@openfapiao/core'
import { envelopeSchema } from './answers.ts'
import { addressOf, type NuonuoConfig } from './config.ts'
import { type Stamp, signatureOf, signedText } from './sign.ts'
import { jsonOf, type Tokens } from './token.ts'
import { type Verdict, verdictOf } from './verdict.ts'

/** One method with its private parameters, as the very bytes to be sent. */
export interface Call {
  /** Without its prefix, for instance `requestBillingNew`. */
  readonly method: string
  readonly body: string
  /** For the interaction log: serials, numbers, forms. */
  readonly subjects: readonly string[]
}

/** What became of one call. `unreached`: nothing of it left the house. */
export type Reply =
  | { readonly is: 'reply'; readonly verdict: Verdict; readonly code: string; readonly result: unknown }
  | { readonly is: 'unreached'; readonly why: string }
  | { readonly is: 'blocked'; readonly need: Need; readonly detail: string }
  | { readonly is: 'unclear'; readonly why: string }

export type Ask = (call: Call) => Promise<Reply>

/** The current family of method names; 数电 features are in it alone (gateways.md 4.1). */
const PREFIX = 'nuonuo.OpeMplatform.'

interface Line {
  readonly config: NuonuoConfig
  readonly taxNumber: string
  readonly tokens: Tokens
  readonly io: Io
}

/** Signs, sends, opens the answer. A token that is refused is renewed once within the call; nothing else is tried twice here. */
export function callerOf(line: Line): Ask {
  return async call => {
    const first = await line.tokens.current()
    if (first.is !== 'token') return withoutToken(first)
    const reply = await spoken(call, first.token, line)
    if (reply.is !== 'reply' || reply.verdict.is !== 'token') return reply
    const second = await line.tokens.current(first.token)
    if (second.is !== 'token') return withoutToken(second)
    const again = await spoken(call, second.token, line)
    return again.is === 'reply' && again.verdict.is === 'token'
      ? { is: 'blocked', need: 'credential', detail: `${again.code}: a new token is refused 新令牌仍被拒绝` }
      : again
  }
}

const withoutToken = (answer: Exclude<Awaited<ReturnType<Tokens['current']>>, { is: 'token' }>): Reply =>
  answer.is === 'blocked' ? answer : { is: 'unreached', why: answer.why }

async function spoken(call: Call, token: string, { config, taxNumber, io }: Line): Promise<Reply> {
  const stamp = stampOf(io)
  const url = addressOf(config)
  const answer = await io.fetch({
    method: 'POST',
    url: `${url}?${new URLSearchParams({ ...stamp, appkey: config.appKey }).toString()}`,
    headers: {
      'Content-Type': 'application/json',
      'X-Nuonuo-Sign': signatureOf(config.appSecret, signedText(url, config.appKey, stamp, call.body)),
      accessToken: token,
      userTax: taxNumber,
      method: `${PREFIX}${call.method}`,
    },
    body: call.body,
    timeoutSeconds: config.timeoutSeconds,
    about: { operation: call.method, subjects: call.subjects },
  })
  return understood(call, answer, config, io)
}

/** Made anew by each attempt: senid 32 characters, nonce 8 digits, the time in seconds (gateways.md 4.1). */
function stampOf(io: Io): Stamp {
  const eight = Buffer.from(io.random(4)).readUInt32BE() % 90_000_000
  return {
    senid: Buffer.from(io.random(16)).toString('hex'),
    nonce: String(10_000_000 + eight),
    timestamp: String(Math.floor(io.now() / 1000)),
  }
}

function understood(call: Call, answer: HttpAnswer, config: NuonuoConfig, io: Io): Reply {
  if (answer.is === 'unreached') return { is: 'unreached', why: answer.why }
  if (answer.is === 'lost') return { is: 'unclear', why: answer.why }
  if (answer.status !== 200) return { is: 'unclear', why: `HTTP status ${answer.status}` }
  const { data } = envelopeSchema.safeParse(jsonOf(answer.body))
  if (!data) return { is: 'unclear', why: 'unreadable answer' }
  const verdict = verdictOf(data.code, data.describe ?? '', config)
  if (verdict.is !== 'ok') note(call, data.code, io)
  return { is: 'reply', verdict, code: data.code, result: data.result }
}

/** Codes only: the texts of the platform may repeat a buyer's number. */
function note({ method, subjects }: Call, code: string, io: Io): void {
  io.log.warn('nuonuo answered with a complaint', { operation: method, subjects, code })
}
