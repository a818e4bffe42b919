import { randomBytes } from 'node:crypto'
import type { BureauParts } from '../bureau/front.ts'
import type { BureauAnswer } from '../bureau/request.ts'
import type { FaultKind } from '../faults/kinds.ts'
import type { FaultOrder } from '../faults/order.ts'
import type { Front, FrontRequest } from '../http/front.ts'
import type { NuonuoApp, NuonuoSettings } from './app.ts'
import { CODES, type CodeName, type Reply, refuse } from './codes.ts'
import type { BoundMethod, Office } from './method.ts'
import { METHODS } from './methods/index.ts'
import { fileAsked, isFilePath } from './row.ts'
import { isSigned, queryOf } from './signature.ts'
import { accessToken, grantOf } from './tokens.ts'

const API = '/open/v1/services'
const TOKEN = '/accessToken'

/** 诺诺开放平台 (gateways.md 4) over the shared ledger: token, signed methods, files. */
export function createNuonuo(parts: BureauParts, settings: NuonuoSettings): Front {
  const secret = randomBytes(16).toString('hex')
  return {
    serves: path => path === API || path === TOKEN || isFilePath(path),
    async answer(request) {
      if (request.method === 'GET' && isFilePath(request.path)) return file(request.path, secret, parts)
      if (request.method !== 'POST' || isFilePath(request.path)) return bare(405)
      if (request.path === API) return called({ parts, settings, secret }, request)
      const said = accessToken(new URLSearchParams(Buffer.from(request.body).toString('utf8')), settings.apps, parts.ledger)
      await parts.settled()
      return json(said)
    },
  }
}

interface House {
  readonly parts: BureauParts
  readonly settings: NuonuoSettings
  readonly secret: string
}

async function file(path: string, secret: string, { ledger, file }: BureauParts): Promise<BureauAnswer> {
  const asked = fileAsked(path, secret)
  const issued = asked && ledger.invoice(asked.number)
  if (!asked || !issued || ledger.now() < issued.filesAt[asked.format]) return bare(404)
  const contentType = asked.format === 'pdf' ? 'application/pdf' : 'application/xml; charset=utf-8'
  return { is: 'answer', status: 200, contentType, body: await file(issued, asked.format) }
}

const bare = (status: number): BureauAnswer => ({ is: 'answer', status, contentType: 'text/plain; charset=utf-8', body: new Uint8Array() })

function json(said: unknown, afterSeconds?: number): BureauAnswer {
  return { is: 'answer', status: 200, contentType: 'application/json; charset=utf-8', body: Buffer.from(JSON.stringify(said)), afterSeconds }
}

async function called(house: House, request: FrontRequest): Promise<BureauAnswer> {
  const caller = callerOf(house, request)
  if ('code' in caller) return json(caller)
  const { app, taxNumber } = caller
  const method = METHODS.get(request.headers.method ?? '')
  if (!method) return json(refuse('method', '接口不存在'))
  return attend(house, { app, taxNumber, method, request })
}

interface Caller {
  readonly app: NuonuoApp
  readonly taxNumber: string
}

/** Who calls, for which enterprise? The signature comes before the token, so that nobody without the secret learns about tokens. */
function callerOf({ parts: { ledger }, settings: { apps } }: House, request: FrontRequest): Caller | Reply {
  const query = queryOf(request.query)
  if (!query) return refuse('parameter', 'senid、nonce、timestamp、appkey：参数缺失或格式错误')
  const app = apps.find(a => a.appKey === query.appkey)
  if (!app) return refuse('appKey', '获取app密钥失败或appkey无效')
  if (!isSigned(request, query, app.appSecret)) return refuse('signature', '签名验证失败')
  const grant = grantOf(request.headers.accesstoken ?? '', ledger)
  if (grant?.appKey !== app.appKey) return refuse('token', 'accessToken无效或已过期')
  const taxNumber = request.headers.usertax ?? (app.type === 'merchant' ? app.taxNumbers[0] : undefined)
  if (taxNumber === undefined) return refuse('parameter', 'userTax：第三方应用必填')
  const mine = app.type === 'merchant' ? app.taxNumbers.includes(taxNumber) : grant.taxNumber === taxNumber
  if (!mine) return refuse('userTax', '授权税号与应用不一致')
  return app.opened ? { app, taxNumber } : refuse('notOpened', '未开通接口开票')
}

interface Visit extends Caller {
  readonly method: BoundMethod
  readonly request: FrontRequest
}

/** Ordered faults that answer before anything is done. */
const EARLY: readonly (readonly [FaultKind, Exclude<CodeName, 'ok'>, string])[] = [
  ['badSignature', 'signature', '签名验证失败'],
  ['tokenExpired', 'token', 'accessToken无效或已过期'],
  ['busy', 'busy', '系统繁忙，请稍后再试'],
  ['unlistedCode', 'unlisted', '未列入清单的错误'],
]

async function attend({ parts, settings, secret }: House, { app, taxNumber, method, request }: Visit): Promise<BureauAnswer> {
  const read = method.read(messageOf(request.body))
  const subjects = 'answer' in read ? read.subjects : []
  const strike = (kind: FaultKind): FaultOrder | undefined => parts.faults.strike(kind, { operation: method.name, appId: app.appKey, subjects })
  if (strike('lostRequest')) return { is: 'dropped' }
  if (strike('unavailable')) return bare(503)
  const early = EARLY.find(([kind]) => strike(kind))
  if (early) return json(refuse(early[1], early[2]))
  const { ledger, codes, file } = parts
  const office: Office = { ledger, codes, file, settings, taxNumber, origin: request.origin, secret, strike }
  const reply = 'answer' in read ? read.answer(office) : read
  await parts.settled()
  if (strike('lostAnswer')) return { is: 'dropped' }
  const said = reply.code === CODES.ok && strike('duplicateAnswer') ? refuse('repeated', '订单编号或流水号不能重复') : reply
  return json(said, strike('slowAnswer')?.seconds)
}

/** undefined: no JSON. */
function messageOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch (fault) {
    if (fault instanceof SyntaxError || fault instanceof TypeError) return undefined
    throw fault
  }
}
