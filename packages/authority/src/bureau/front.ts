import type { Faults } from '../faults/faults.ts'
import type { FaultKind } from '../faults/kinds.ts'
import type { FaultOrder } from '../faults/order.ts'
import type { App } from './app.ts'
import { FRONT, type FrontRefusal } from './codes.ts'
import { verify } from './envelope.ts'
import type { Format } from './format/format.ts'
import { json } from './format/json.ts'
import { xml } from './format/xml.ts'
import { nonceMemory } from './nonces.ts'
import { OPERATIONS } from './operations/index.ts'
import type { BoundOperation, Call, Counter } from './operations/operation.ts'
import { frontRefusal, type Reply, refusal } from './reply.ts'
import type { BureauAnswer, BureauRequest } from './request.ts'
import { type Mode, modeOf, openBody, openFields, sealBody, utf8 } from './seal.ts'

export interface BureauParts extends Omit<Counter, 'strike'> {
  readonly apps: ReadonlyMap<string, App>
  readonly faults: Faults
  /** The real time, for the window of timestamps. */
  readonly clock: () => number
  /** Resolves when everything the ledger has recorded is durable; no answer leaves before it. */
  settled(): Promise<void>
}

export type Bureau = (request: BureauRequest) => Promise<BureauAnswer>

/** The front of the standard tax interface (WIRE.md) over a ledger, without a socket. */
export function createBureau(parts: BureauParts): Bureau {
  const nonces = nonceMemory()
  return async request => {
    const operation = OPERATIONS.get(request.path)
    if (!operation || request.method !== 'POST') return plainAnswer(operation ? 405 : 404)
    const format = formatOf(request.headers['content-type'])
    const verified = verify(request, parts.apps, nonces, parts.clock())
    if (verified.is === 'refused') return written(format, frontRefusal(verified.why))
    const opened = open(request, verified.app, format)
    if (opened.is === 'refused') return written(format, frontRefusal(opened.why), opened.seal)
    return attend(parts, { operation, format, app: verified.app, seal: opened.seal, message: opened.message })
  }
}

const plainAnswer = (status: number): BureauAnswer => ({ is: 'answer', status, contentType: 'text/plain; charset=utf-8', body: new Uint8Array() })

/** Writes the reply in the caller's format, and encrypts it the way the request was. */
function written(format: Format, reply: Reply, seal: Seal = text => text, afterSeconds?: number): BureauAnswer {
  const body = Buffer.from(seal(format.write(reply)))
  return { is: 'answer', status: 200, contentType: format.contentType, body, afterSeconds }
}

const formatOf = (contentType = ''): Format => (/^(application|text)\/xml\b/i.test(contentType) ? xml : json)

type Seal = (text: string) => string

interface Opened {
  readonly is: 'message'
  readonly message: unknown
  readonly seal: Seal
}
type Unopened = { readonly is: 'refused'; readonly why: FrontRefusal; readonly seal?: Seal }

function open(request: BureauRequest, app: App, format: Format): Opened | Unopened {
  const mode = modeOf(request.headers['encrypt-mode'])
  const text = mode === 'body' ? openBody(app, request.body) : utf8(request.body)
  if (mode === undefined || (mode === 'body' && text === undefined)) return { is: 'refused', why: 'cipher' }
  const seal: Seal = mode === 'body' ? plain => sealBody(app, plain) : plain => plain
  const message = text === undefined ? undefined : format.read(text)
  if (typeof message !== 'object' || message === null) return { is: 'refused', why: 'unreadable', seal }
  return decrypted(mode, app, message, seal)
}

function decrypted(mode: Mode, app: App, message: object, seal: Seal): Opened | Unopened {
  const plain = mode === 'fields' ? openFields(app, message) : message
  return plain === undefined ? { is: 'refused', why: 'cipher' } : { is: 'message', message: plain, seal }
}

interface Visit {
  readonly operation: BoundOperation
  readonly format: Format
  readonly app: App
  readonly seal: Seal
  readonly message: unknown
}

async function attend(parts: BureauParts, { operation, format, app, seal, message }: Visit): Promise<BureauAnswer> {
  const read = operation.read(message)
  const subjects = read.is === 'call' ? read.call.subjects : []
  const strike = (kind: FaultKind): FaultOrder | undefined => parts.faults.strike(kind, { operation: operation.path, appId: app.appId, subjects })
  if (strike('lostRequest')) return { is: 'dropped' }
  if (strike('unavailable')) return plainAnswer(503)
  const early = EARLY.find(([kind]) => strike(kind))
  if (early) return written(format, frontRefusal(early[1]), FRONT[early[1]].cwdm.startsWith('A') ? undefined : seal)
  const reply = read.is === 'refused' ? read.reply : await serve(parts, app, read.call, strike)
  await parts.settled()
  if (strike('lostAnswer')) return { is: 'dropped' }
  const said = reply.returncode === '00' && strike('duplicateAnswer') ? frontRefusal('repeated') : reply
  return written(format, said, seal, strike('slowAnswer')?.seconds)
}

/** Ordered faults that answer before anything is done. */
const EARLY: readonly (readonly [FaultKind, FrontRefusal])[] = [
  ['badSignature', 'signature'],
  ['sessionLost', 'session'],
  ['faceCheck', 'face'],
  ['busy', 'busy'],
  ['unlistedCode', 'unlisted'],
]

async function serve(parts: BureauParts, app: App, call: Call, strike: Counter['strike']): Promise<Reply> {
  const { ledger, codes, file } = parts
  if (!app.taxNumbers.has(call.actor)) return refusal([{ is: 'notEntitled', path: ['nsrsbh'], text: `应用${app.appId}无权代表该纳税人` }])
  return call.answer({ ledger, codes, file, strike })
}
