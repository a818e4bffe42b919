import type { BureauAnswer } from '../bureau/request.ts'
import type { Faults } from '../faults/faults.ts'
import type { FaultKind } from '../faults/kinds.ts'
import type { FaultOrder } from '../faults/order.ts'
import type { Front, FrontRequest } from '../http/front.ts'
import { CODES, type CodeName, type Reply, refuse } from './codes.ts'
import { type Opened, openEnvelope, parsedJson, sealAnswer } from './envelope.ts'
import { INTERFACES } from './interfaces/index.ts'
import type { Interface, Room } from './interfaces/interface.ts'
import type { AisinoSettings } from './settings.ts'

export interface AisinoParts extends Pick<Room, 'ledger' | 'edition' | 'file'> {
  readonly settings: AisinoSettings
  readonly faults: Faults
  /** Resolves when everything the ledger has recorded is durable; no answer leaves before it. */
  settled(): Promise<void>
}

const PATH = '/aisino/openapi/'

/** The front of 航信 爱信诺云税 (gateways.md 6) over a ledger, without a socket. */
export function createAisino(parts: AisinoParts): Front {
  return {
    serves: path => path.startsWith(PATH),
    async answer(request) {
      if (request.method !== 'POST') return bare(405)
      const interfaceCode = request.path.slice(PATH.length)
      const opened = openEnvelope(parsedJson(Buffer.from(request.body).toString('utf8')), interfaceCode, parts.settings)
      if ('code' in opened) return json(sealAnswer(opened, interfaceCode, undefined, parts.settings))
      const one = INTERFACES.get(interfaceCode)
      if (!one) return json(sealAnswer(refuse('interface', '接口不存在'), interfaceCode, opened, parts.settings))
      return attend(one, opened, request, parts)
    },
  }
}

const bare = (status: number): BureauAnswer => ({ is: 'answer', status, contentType: 'text/plain; charset=utf-8', body: new Uint8Array() })

function json(said: unknown, afterSeconds?: number): BureauAnswer {
  return { is: 'answer', status: 200, contentType: 'application/json; charset=utf-8', body: Buffer.from(JSON.stringify(said)), afterSeconds }
}

/** Ordered faults that answer before anything is done. */
const EARLY: readonly (readonly [FaultKind, Exclude<CodeName, 'ok'>, string])[] = [
  ['badSignature', 'signature', '签名验证失败'],
  ['busy', 'busy', '系统忙，请再试'],
  ['unlistedCode', 'unlisted', '未列入清单的错误'],
]
/** What the bureau wants of the clerk. Logging in is how it ends. */
const SESSION: typeof EARLY = [
  ['sessionLost', 'login', '请重新登录电子税务局'],
  ['faceCheck', 'face', '请扫码完成实人认证'],
]

async function attend(one: Interface, opened: Opened, { origin }: FrontRequest, parts: AisinoParts): Promise<BureauAnswer> {
  const { ledger, edition, file, faults, settings } = parts
  const read = one.read(opened.message)
  const call = { operation: one.code, appId: opened.app.orgCode, subjects: 'answer' in read ? read.subjects : [] }
  const strike = (kind: FaultKind): FaultOrder | undefined => faults.strike(kind, call)
  const say = (reply: Reply, afterSeconds?: number): BureauAnswer => json(sealAnswer(reply, one.code, opened, settings), afterSeconds)
  if (strike('lostRequest')) return { is: 'dropped' }
  if (strike('unavailable')) return bare(503)
  const early = [...EARLY, ...(one.logsIn ? [] : SESSION)].find(([kind]) => strike(kind))
  if (early) return say(refuse(early[1], early[2]))
  const room: Room = { ledger, edition, file, faults, settings, app: opened.app, taxNumber: opened.taxNumber, origin, strike }
  const reply = 'answer' in read ? await read.answer(room) : read
  await parts.settled()
  if (strike('lostAnswer')) return { is: 'dropped' }
  const said = one.issues && reply.code === CODES.ok && strike('duplicateAnswer') ? refuse('repeated', '发票请求流水号已存在') : reply
  return say(said, strike('slowAnswer')?.seconds)
}
