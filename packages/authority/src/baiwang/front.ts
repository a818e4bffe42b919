import type { BureauAnswer } from '../bureau/request.ts'
import type { Faults } from '../faults/faults.ts'
import type { FaultKind } from '../faults/kinds.ts'
import type { FaultOrder } from '../faults/order.ts'
import type { Front, FrontRequest } from '../http/front.ts'
import type { FrontRefusal } from './codes.ts'
import { SHAPE } from './codes.ts'
import { OPERATIONS } from './operations/index.ts'
import type { Asked, Counter, Operation } from './operations/operation.ts'
import { frontRefusal, type Reply, refusal, type Wrong } from './reply.ts'
import type { App } from './settings.ts'
import { isSigned } from './signature.ts'
import { type Tokens, tokensOf } from './tokens.ts'

export interface BaiwangParts extends Omit<Counter, 'strike'> {
  readonly faults: Faults
  /** Resolves when everything the ledger has recorded is durable; no answer leaves before it. */
  settled(): Promise<void>
}

const PATH = '/baiwang/router/rest'
const TOKEN = 'baiwang.oauth.token'

/** The front of 百望云 (gateways.md 5) over a ledger, without a socket. */
export function createBaiwang(parts: BaiwangParts): Front {
  const tokens = tokensOf(parts.settings, parts.ledger.now)
  return {
    serves: path => path === PATH,
    answer: async request => {
      if (request.method !== 'POST') return { is: 'answer', status: 405, contentType: 'text/plain; charset=utf-8', body: new Uint8Array() }
      const query = new Map(new URLSearchParams(request.query))
      return query.get('method') === TOKEN ? login(request, query, parts, tokens) : business(request, query, parts, tokens)
    },
  }
}

type Query = ReadonlyMap<string, string>

const written = ({ ...reply }: Reply): BureauAnswer => {
  const { afterSeconds, ...said } = { afterSeconds: undefined, ...reply }
  return { is: 'answer', status: 200, contentType: 'application/json; charset=utf-8', body: Buffer.from(JSON.stringify(said)), afterSeconds }
}

const appOf = ({ settings }: BaiwangParts, key: string | undefined): App | undefined => settings.apps.find(app => app.appKey === key)

/** Faults on demand strike a login only where they name it: they are about the call that comes after it. */
async function login(request: FrontRequest, query: Query, parts: BaiwangParts, tokens: Tokens): Promise<BureauAnswer> {
  const app = appOf(parts, query.get('client_id'))
  if (!app) return written(frontRefusal('app', 'client_id'))
  const ordered = parts.faults.pending().some(fault => fault.match.operation === TOKEN)
  const strike = (kind: FaultKind): FaultOrder | undefined =>
    ordered ? parts.faults.strike(kind, { operation: TOKEN, appId: app.appKey, subjects: [] }) : undefined
  if (strike('lostRequest')) return { is: 'dropped' }
  if (strike('busy')) return written(frontRefusal('busy'))
  const wrongs = wrongParameters(query, LOGIN_PARAMETERS)
  const reply = wrongs.length > 0 ? refusal(wrongs) : tokens.grant(query.get('grant_type') ?? '', app, messageOf(request.body))
  return strike('lostAnswer') ? { is: 'dropped' } : written(reply)
}

async function business(request: FrontRequest, query: Query, parts: BaiwangParts, tokens: Tokens): Promise<BureauAnswer> {
  const app = appOf(parts, query.get('appKey'))
  if (!app) return written(frontRefusal('app', 'appKey'))
  if (!isSigned(query, request.body, app.appSecret)) return written(frontRefusal('signature'))
  const standing = tokens.standingOf(query.get('token') ?? '', app)
  if (standing !== 'good') return written(frontRefusal(standing))
  const operation = OPERATIONS.get(query.get('method') ?? '')
  if (!operation) return written(refusal([{ ...SHAPE.notPlain, place: 'method' }]))
  const wrongs = wrongParameters(query, { ...BUSINESS_PARAMETERS, ...VERSIONED[operation.version] })
  if (wrongs.length > 0) return written(refusal(wrongs))
  return attend(operation, messageOf(request.body), app, parts)
}

type Parameters = Readonly<Record<string, RegExp>>

const UNENCRYPTED: Parameters = { encryptType: /^NONE$/, encryptScope: /^00$/ }
const MILLISECONDS = /^\d{13}$/
const LOGIN_PARAMETERS: Parameters = {
  method: /./,
  grant_type: /^(password|refresh_token)$/,
  client_id: /./,
  version: /^7\.0$/,
  timestamp: MILLISECONDS,
  ...UNENCRYPTED,
}
const BUSINESS_PARAMETERS: Parameters = {
  method: /./,
  appKey: /./,
  format: /^json$/,
  timestamp: MILLISECONDS,
  token: /./,
  type: /^sync$/,
  requestId: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  sign: /./,
}
const VERSIONED: Readonly<Record<Operation['version'], Parameters>> = {
  '6.0': { version: /^6\.0$/ },
  '7.0': { version: /^7\.0$/, signType: /^MD5$/, ...UNENCRYPTED },
}

/** Every parameter that is asked for, and no other. */
function wrongParameters(query: Query, wanted: Parameters): Wrong[] {
  const given = Object.entries(wanted).flatMap(([place, pattern]): Wrong[] => {
    const value = query.get(place) ?? ''
    if (pattern.test(value)) return []
    return [{ ...(value === '' ? SHAPE.missing : SHAPE.notPlain), place }]
  })
  return [...given, ...[...query.keys()].filter(name => !Object.hasOwn(wanted, name)).map(place => ({ ...SHAPE.unknown, place }))]
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

async function attend(operation: Operation, message: unknown, app: App, parts: BaiwangParts): Promise<BureauAnswer> {
  const read =
    typeof message === 'object' && message !== null ? operation.read(message) : { is: 'refused' as const, reply: frontRefusal('unreadable') }
  const subjects = read.is === 'asked' ? read.asked.subjects : []
  const strike = (kind: FaultKind): FaultOrder | undefined => parts.faults.strike(kind, { operation: operation.method, appId: app.appKey, subjects })
  if (strike('lostRequest')) return { is: 'dropped' }
  if (strike('unavailable')) return { is: 'answer', status: 503, contentType: 'text/plain; charset=utf-8', body: new Uint8Array() }
  const early = EARLY.find(([kind]) => strike(kind))
  if (early) return written(frontRefusal(early[1]))
  const reply = read.is === 'refused' ? read.reply : await serve(read.asked, app, parts, strike)
  await parts.settled()
  if (strike('lostAnswer')) return { is: 'dropped' }
  const said = reply.success && strike('duplicateAnswer') ? frontRefusal('repeated', 'serialNo') : reply
  const slow = strike('slowAnswer')?.seconds
  return written(said.success && slow !== undefined ? { ...said, afterSeconds: slow } : said)
}

/** Ordered faults that answer before anything is done. */
const EARLY: readonly (readonly [FaultKind, FrontRefusal])[] = [
  ['tokenExpired', 'tokenExpired'],
  ['badSignature', 'signature'],
  ['sessionLost', 'session'],
  ['faceCheck', 'face'],
  ['busy', 'busy'],
  ['unlistedCode', 'unlisted'],
]

async function serve(asked: Asked, app: App, { ledger, edition, settings, file }: BaiwangParts, strike: Counter['strike']): Promise<Reply> {
  if (!app.taxNumbers.includes(asked.taxNo) || !ledger.seller(asked.taxNo)) return frontRefusal('app', 'taxNo')
  return asked.answer({ ledger, edition, settings, file, strike })
}
