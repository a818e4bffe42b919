import { randomBytes } from 'node:crypto'
import type { BureauParts } from '../bureau/front.ts'
import type { BureauAnswer } from '../bureau/request.ts'
import type { FaultKind } from '../faults/kinds.ts'
import type { FaultOrder } from '../faults/order.ts'
import type { Front, FrontRequest } from '../http/front.ts'
import { sealed, unsealed } from './cipher.ts'
import { CODES, type CodeName, type Reply, refuse } from './codes.ts'
import { FILES, fileBehind } from './files.ts'
import { INTERFACES } from './interfaces/index.ts'
import type { Asked, Interface, Room } from './interfaces/interface.ts'
import type { App } from './settings.ts'
import { fields, formed, text, wrongsOf } from './shapes.ts'
import { type LoginAnswer, type Tokens, tokensOf } from './tokens.ts'

export interface KingdeeParts extends Pick<BureauParts, 'faults' | 'settled'>, Pick<Room, 'ledger' | 'edition' | 'file' | 'settings'> {}

const PATHS = { appToken: '/kingdee/api/getAppToken.do', login: '/kingdee/api/login.do', business: '/kingdee/kapi/app/sim/openApi' } as const

interface House {
  readonly parts: KingdeeParts
  readonly tokens: Tokens
  readonly secret: string
}

/** The front of 金蝶发票云 旗舰版 (gateways.md 7.1) over a ledger, without a socket: two steps of login, one address for everything else, files. */
export function createKingdee(parts: KingdeeParts): Front {
  const house: House = { parts, tokens: tokensOf(parts.settings, parts.ledger.now), secret: randomBytes(16).toString('hex') }
  return {
    serves: path => path.startsWith(FILES) || Object.values<string>(PATHS).includes(path),
    async answer(request) {
      if (request.path.startsWith(FILES)) return request.method === 'GET' ? file(request.path, house) : bare(405)
      if (request.method !== 'POST') return bare(405)
      if (request.path === PATHS.business) return business(request, house)
      return login(request, request.path === PATHS.appToken ? 'appToken' : 'login', house)
    },
  }
}

const bare = (status: number): BureauAnswer => ({ is: 'answer', status, contentType: 'text/plain; charset=utf-8', body: new Uint8Array() })

const json = (said: object, afterSeconds?: number): BureauAnswer => ({
  ...{ is: 'answer', status: 200, contentType: 'application/json; charset=utf-8' },
  body: Buffer.from(JSON.stringify(said)),
  afterSeconds,
})

async function file(path: string, { parts, secret }: House): Promise<BureauAnswer> {
  const found = await fileBehind(path, { ...parts, secret })
  return found ? { is: 'answer', status: 200, ...found } : bare(404)
}

/** Faults strike a login only where they name it: they are about the call that comes after it. */
function login({ body, path }: FrontRequest, step: 'appToken' | 'login', { parts: { faults }, tokens }: House): BureauAnswer {
  const named = faults.pending().some(({ match }) => match.operation === path)
  const strike = (kind: FaultKind): boolean => named && faults.strike(kind, { operation: path, appId: '', subjects: [] }) !== undefined
  if (strike('lostRequest')) return { is: 'dropped' }
  if (strike('unavailable')) return bare(503)
  const said: LoginAnswer = tokens[step](messageIn(body))
  return strike('lostAnswer') ? { is: 'dropped' } : json(said)
}

const envelopeRequest = fields({
  requestId: formed(/^\d{16}$/),
  businessSystemCode: text(50),
  interfaceCode: text(50),
  data: text(30_000_000),
})

async function business(request: FrontRequest, house: House): Promise<BureauAnswer> {
  const app = house.tokens.appOf(request.headers.access_token ?? '')
  if (!app) return said(refuse('token', 'access_token无效或已过期'))
  const envelope = envelopeRequest.safeParse(messageIn(request.body))
  if (!envelope.success) return said(refuse('refused', wrongsOf(envelope.error)))
  const { businessSystemCode, interfaceCode, data } = envelope.data
  if (businessSystemCode !== app.businessSystemCode) return said(refuse('stranger', 'businessSystemCode：未登记的业务系统'))
  const one = INTERFACES.get(interfaceCode)
  if (!one) return said(refuse('refused', 'interfaceCode：接口不存在'))
  const inside = unsealed(data, app.password)
  const message = inside && messageIn(inside)
  if (message === undefined) return said(refuse('cipher', 'data：无法解密或解析'))
  return attend(one, one.read(message), app, request, house)
}

const said = (reply: Reply, afterSeconds?: number): BureauAnswer => json({ success: reply.errorCode === CODES.ok, ...reply }, afterSeconds)

/** Ordered faults that answer before anything is done. There is no signature on this wire: what fails is the opening of `data`. */
const EARLY: readonly (readonly [FaultKind, Exclude<CodeName, 'ok'>, string])[] = [
  ['tokenExpired', 'token', 'access_token无效或已过期'],
  ['badSignature', 'cipher', 'data：无法解密或解析'],
  ['sessionLost', 'session', '未查询到可用的数电账号，请登录电子税务局'],
  ['faceCheck', 'session', '请进行扫脸认证'],
  ['busy', 'busy', '系统繁忙，请稍后再试'],
  ['unlistedCode', 'unlisted', '未列入清单的错误'],
]

async function attend(one: Interface, read: Asked | Reply, app: App, { origin }: FrontRequest, { parts, secret }: House): Promise<BureauAnswer> {
  const { ledger, edition, file: fileOf, faults, settings } = parts
  const call = { operation: one.code, appId: app.appId, subjects: 'answer' in read ? read.subjects : [] }
  const strike = (kind: FaultKind): FaultOrder | undefined => faults.strike(kind, call)
  if (strike('lostRequest')) return { is: 'dropped' }
  if (strike('unavailable')) return bare(503)
  const early = EARLY.find(([kind]) => strike(kind))
  if (early) return said(refuse(early[1], early[2]))
  const room: Room = { ledger, edition, file: fileOf, settings, app, origin, secret, strike }
  const reply = 'answer' in read ? read.answer(room) : read
  await parts.settled()
  if (strike('lostAnswer')) return { is: 'dropped' }
  const good = reply.errorCode === CODES.ok
  if (good && one.takes && strike('duplicateAnswer')) return said(refuse('repeated', '流水号重复'))
  const encoded = good && !one.takes && settings.answers === 'encoded'
  return said(encoded ? { ...reply, data: sealed(JSON.stringify(reply.data), app.password) } : reply, strike('slowAnswer')?.seconds)
}

/** undefined: no JSON. */
function messageIn(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch (trouble) {
    if (trouble instanceof SyntaxError || trouble instanceof TypeError) return undefined
    throw trouble
  }
}
