import { gzipSync } from 'node:zlib'
import type { BureauAnswer } from '../bureau/request.ts'
import type { Faults } from '../faults/faults.ts'
import type { FaultKind } from '../faults/kinds.ts'
import type { Front } from '../http/front.ts'
import type { ErrorName } from './codes.ts'
import { errorText, type Opened, open, replyText } from './envelope.ts'
import { isPlain, OPERATIONS } from './operations/index.ts'
import type { Counter } from './operations/operation.ts'
import { type LeqiSettings, platformsOf } from './platform.ts'
import { type Reply, refused } from './reply.ts'

export interface LeqiParts extends Pick<Counter, 'ledger' | 'codes'> {
  readonly settings: LeqiSettings
  readonly faults: Faults
  /** Resolves when everything the ledger has recorded is durable; no answer leaves before it. */
  settled(): Promise<void>
}

/** 税务总局 乐企, ability 数字化电子发票开票, over the ledger and without a socket (gateways.md 1). */
export function leqiFront(parts: LeqiParts): Front {
  const door = { platforms: platformsOf(parts.settings), isPlain }
  return {
    serves: path => path.startsWith('/access/'),
    async answer(request) {
      if (request.method !== 'POST') return bare(405)
      const opened = open(request, door)
      return opened.is === 'error' ? said(errorText(opened.error)) : attend(opened, parts)
    },
  }
}

const bare = (status: number): BureauAnswer => ({ is: 'answer', status, contentType: 'text/plain; charset=utf-8', body: new Uint8Array() })

/** Above this the answer is compressed, as the tax codes are. */
const PLAIN_MAX = 100_000

function said(text: string, afterSeconds?: number): BureauAnswer {
  const contentType = 'application/json; charset=utf-8'
  const plain = Buffer.from(text)
  if (plain.length <= PLAIN_MAX) return { is: 'answer', status: 200, contentType, body: plain, afterSeconds }
  return { is: 'answer', status: 200, contentType, body: gzipSync(plain), encoding: 'gzip', afterSeconds }
}

type Call = Extract<Opened, { is: 'call' }>

async function attend({ fwbm, unit, platform, message }: Call, parts: LeqiParts): Promise<BureauAnswer> {
  const operation = OPERATIONS.get(fwbm)
  if (!operation) return said(errorText('path'))
  const { subjects, answer } = operation.read(message)
  const strike = (kind: FaultKind) => parts.faults.strike(kind, { operation: fwbm, appId: unit, subjects })
  if (strike('lostRequest')) return { is: 'dropped' }
  if (strike('unavailable')) return bare(503)
  const error = EARLY.find(([kind]) => strike(kind))
  if (error) return said(errorText(error[1]))
  const counter: Counter = {
    ledger: parts.ledger,
    codes: parts.codes,
    platform: platform.id,
    filingDay: parts.settings.filingDay,
    speaksFor: taxNumber => platform.taxNumbers.has(taxNumber),
    strike,
  }
  const reply: Reply = strike('busy') ? refused('99', '系统繁忙，请稍后再试') : answer(counter)
  await parts.settled()
  return strike('lostAnswer') ? { is: 'dropped' } : said(replyText(reply, platform), strike('slowAnswer')?.seconds)
}

/** Ordered faults of the envelope. There is no login on a direct connection, so `sessionLost` and `faceCheck` strike nothing here. */
const EARLY: readonly (readonly [FaultKind, ErrorName])[] = [
  ['badSignature', 'cipher'],
  ['unlistedCode', 'unlisted'],
]
