import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { type AppConfig, appOf } from '../src/bureau/app.ts'
import { createBureau } from '../src/bureau/front.ts'
import type { BureauAnswer, BureauRequest } from '../src/bureau/request.ts'
import { createFaults, type Faults } from '../src/faults/faults.ts'
import { fileOf } from '../src/files/files.ts'
import type { LedgerParts } from '../src/ledger/index.ts'
import { type Desk, MORNING, openDesk } from './desk.ts'
import { EDITION, SELLER } from './invoices.ts'
import { issueMessage, type Message, queryMessage } from './requests.ts'

export const SECRET = 'DemoSecret1'
export const SM4_KEY = '0123456789abcdeffedcba9876543210'
const KEY = Buffer.from(SM4_KEY, 'hex')

const faultSchema = z.looseObject({ cwdm: z.string(), cwlj: z.string().optional(), cwxx: z.string() })
const answerSchema = z.looseObject({
  returncode: z.string(),
  returnmsg: z.string(),
  cwList: z.array(faultSchema).default([]),
  jgList: z
    .array(
      z.looseObject({
        fpqqlsh: z.string(),
        status: z.string(),
        fphm: z.string().optional(),
        kprq: z.string().optional(),
        cwList: z.array(faultSchema).default([]),
      }),
    )
    .default([]),
})
export type Answer = z.infer<typeof answerSchema>

/** The front over a ledger, without a socket, on a clock that the test moves, and a caller that signs with node:crypto alone. */
export interface Counter extends Desk {
  readonly faults: Faults
  send(request: Partial<BureauRequest>): Promise<BureauAnswer>
  /** Signs and asks in JSON; throws when no JSON comes back. */
  ask(path: string, message: Message, change?: Change): Promise<Answer>
  /** `V14 hjje` for everything that is wrong with one invoice, whether it is said at once or when its serial is asked for. */
  refusals(issue: Message): Promise<string[]>
  /** Number and time of S1, issued. */
  blue(): Promise<{ readonly number: string; readonly issuedAt: string }>
}

export interface Change {
  readonly headers?: Record<string, string | undefined>
  /** Changed after it was signed. */
  readonly body?: Uint8Array
  readonly sign?: (text: string) => string
}

export function openCounter(app: Partial<AppConfig> = {}, ledgerParts: Partial<LedgerParts> = {}): Counter {
  let at = MORNING
  const clock = (): number => at
  const desk = openDesk({ clock, ...ledgerParts })
  const faults = createFaults()
  const config = { appId: 'demo', secret: SECRET, sm4Key: SM4_KEY, taxNumbers: [SELLER.taxNumber, '91110000DEMO00002X'], ...app }
  const bureau = createBureau({
    ledger: desk.ledger,
    faults,
    clock,
    codes: EDITION,
    file: fileOf,
    apps: new Map([[config.appId, appOf(config)]]),
    settled: async () => undefined,
  })
  const send: Counter['send'] = request => bureau({ method: 'POST', path: '/api/v1/quota', headers: {}, body: new Uint8Array(), ...request })
  const ask: Counter['ask'] = async (path, message, change = {}) => {
    const answer = await send(signed(path, Buffer.from(JSON.stringify(message)), clock(), change))
    if (answer.is === 'dropped') throw new Error('dropped')
    return answerSchema.parse(JSON.parse(Buffer.from(answer.body).toString('utf8')))
  }
  const wait = (seconds: number): void => {
    at += seconds * 1000
  }
  const found = async (): Promise<Answer['jgList'][number] | undefined> => {
    wait(3)
    return (await ask('/api/v1/invoices/query', queryMessage())).jgList[0]
  }
  return {
    ...desk,
    faults,
    send,
    ask,
    wait,
    async refusals(issue) {
      const answer = await ask('/api/v1/invoices', issue)
      const faults = answer.returncode === '00' ? ((await found())?.cwList ?? []) : answer.cwList
      return faults.map(({ cwdm, cwlj = '' }) => `${cwdm} ${cwlj.replace(/^fpList\.0\./, '')}`)
    },
    async blue() {
      await ask('/api/v1/invoices', issueMessage())
      const { fphm = '', kprq = '' } = (await found()) ?? {}
      return { number: fphm, issuedAt: kprq }
    },
  }
}

/** An envelope as gateways.md 3 says, unencrypted unless the headers say otherwise. */
export function signed(path: string, body: Uint8Array, at: number, { headers, body: other, sign = hmacSm3 }: Change = {}): BureauRequest {
  const head = {
    appid: 'demo',
    timestamp: String(at),
    nonce: randomBytes(16).toString('hex'),
    'encrypt-mode': 'none',
    'content-type': 'application/json',
    ...headers,
  }
  const text = ['POST', path, head.timestamp, head.nonce, createHash('sm3').update(body).digest('hex')].join('\n')
  return { method: 'POST', path, headers: { signature: sign(text), ...head }, body: other ?? body }
}

export const hmacSm3 = (text: string): string => createHmac('sm3', SECRET).update(text).digest('hex').toUpperCase()
export const hmacSha256 = (text: string): string => createHmac('sha256', SECRET).update(text).digest('hex').toUpperCase()

export function sealField(text: string, key = KEY, iv = randomBytes(16)): string {
  const cipher = createCipheriv('sm4-cbc', key, iv)
  return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final()]).toString('base64')
}

export function sealBody(text: string, key = KEY): string {
  const cipher = createCipheriv('sm4-ecb', key, null)
  return Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]).toString('base64')
}

export function openBody(text: string): string {
  const decipher = createDecipheriv('sm4-ecb', KEY, null)
  return Buffer.concat([decipher.update(text, 'base64'), decipher.final()]).toString('utf8')
}
