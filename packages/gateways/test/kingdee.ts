import { randomBytes } from 'node:crypto'
import { type Authority, type AuthorityConfigInput, startAuthority } from '@openfapiao/authority'
import {
  type Content,
  type HttpAnswer,
  type HttpRequest,
  type Outcome,
  type Sealed,
  type Session,
  type Sought,
  serialOf,
  type Vault,
} from '@openfapiao/core'
import { type KingdeeConfig, kingdeeConfigSchema } from '../src/kingdee/config.ts'
import { kingdee } from '../src/kingdee/index.ts'
import { SELLER } from './documents.ts'
import { scriptedFetch, type TestIo, testIo, testVault } from './io.ts'
import { until } from './until.ts'

export const APP = { appId: 'demo', appSecret: 'DemoSecret3', accountId: '1000001', user: '13900000000', businessSystemCode: 'SHOP' }
export const PASSWORD = 'synthetic-key'
export const BLUE_NUMBER = '26112000000000000001'

/** What this provider would have told about its codes. */
const TOLD = {
  issuedAtField: 'sandboxIssuedAt',
  failedStatuses: ['SANDBOX-FAILED'],
  codes: { 'SANDBOX-REFUSED': 'refused', 'SANDBOX-TOKEN': 'token', 'SANDBOX-CIPHER': 'credential', 'SANDBOX-STRANGER': 'entitlement' },
}

/** The settings of a client of the sandbox authority. */
export const configAt = (url: string, change: object = {}): KingdeeConfig =>
  kingdeeConfigSchema.parse({ environment: 'sandbox', baseUrl: `${url}/kingdee`, fileHosts: ['127.0.0.1'], ...APP, ...TOLD, ...change })

export interface Setting {
  readonly front?: Partial<NonNullable<AuthorityConfigInput['kingdee']>>
  readonly authority?: Partial<AuthorityConfigInput>
  readonly client?: object
  /** AES-128-GCM on both sides. */
  readonly encrypted?: boolean
  readonly now?: () => number
}

/** A session of the Kingdee gateway, open to the sandbox authority over HTTP. */
export interface KingdeeHouse {
  readonly authority: Authority
  readonly config: KingdeeConfig
  readonly io: TestIo
  readonly vault: Vault
  readonly session: Session
  seal(content: Content, serial?: string): Sealed & Sought
  submit(one: Sealed): Promise<Outcome | undefined>
  find(one: Sought): Promise<Outcome | undefined>
  /** Sent, and asked for until it is issued. */
  issued(content: Content): Promise<Extract<Outcome, { is: 'issued' }> & { readonly content: Content; readonly serial: string }>
  /** How often this was called. */
  calls(operation: string): number
}

export async function openKingdee({
  front = {},
  authority: settings = {},
  client = {},
  encrypted = false,
  now,
}: Setting = {}): Promise<KingdeeHouse> {
  const app = { ...APP, taxNumbers: [SELLER.taxNumber], ...(encrypted && { password: PASSWORD }) }
  const clock = now && { clock: now }
  const authority = await startAuthority(
    {
      port: 0,
      sellers: [{ taxNumber: SELLER.taxNumber, name: SELLER.name }],
      kingdee: { apps: [app], ...front },
      delays: { issueSeconds: 0.05, redSeconds: 0.1, pdfSeconds: 0.1 },
      ...settings,
    },
    clock,
  )
  const config = configAt(authority.url, { ...(encrypted && { encoding: { type: 'aes-128-gcm', password: PASSWORD } }), ...client })
  const [io, vault] = [testIo(now && { now }), testVault()]
  const session = kingdee.open(config, SELLER, io, vault)
  const submit: KingdeeHouse['submit'] = async one => (await session.submit([one]))[0]
  const find: KingdeeHouse['find'] = async one => (await session.find([one]))[0]
  const seal: KingdeeHouse['seal'] = (content, serial = serialOf(randomBytes(10))) => ({
    serial,
    colour: content.colour,
    body: kingdee.encode({ colour: content.colour, serial, content }, config),
    blueNumber: content.red?.blueNumber,
  })
  return {
    ...{ authority, config, io, vault, session, seal, submit, find },
    async issued(content) {
      const one = seal(content)
      await submit(one)
      const outcome = await until(
        () => find(one),
        found => (found?.is === 'issued' ? found : undefined),
      )
      return { ...outcome, content, serial: one.serial }
    },
    calls: operation => io.seen.operations.filter(seen => seen.operation === operation).length,
  }
}

/** Answers written from gateways.md 7.1 by hand. */
export const answered = (body: unknown, status = 200): HttpAnswer => ({
  ...{ is: 'answer', status, headers: {} },
  body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
})
export const appToken = (change: object = {}): HttpAnswer =>
  answered({
    data: { app_token: 'app-1', success: true, error_desc: '', expire_time: 7_200_000, error_code: '0', ...change },
    state: 'success',
    status: true,
  })
export const accessToken = (access_token = 'tok-1', expire_time: unknown = 7_200_000): HttpAnswer =>
  answered({ data: { access_token, success: true, error_desc: '', expire_time, error_code: '0' }, state: 'success', status: true })
export const ok = (data?: unknown): HttpAnswer => answered({ success: true, errorCode: '0', message: '', data })
export const no = (errorCode: string, message = 'text'): HttpAnswer => answered({ success: false, errorCode, message })
export const row = (change: object = {}): object => ({
  serialNo: 'F1',
  invoiceNum: BLUE_NUMBER,
  invoiceStatus: '0',
  buyerName: '演示购方有限公司',
  totalAmount: 220,
  totalTaxAmount: '19.80',
  includeTaxAmount: 239.8,
  sandboxIssuedAt: '2026-03-02 09:00:00',
  ...change,
})

/** A session that is given these answers, its token had already unless `cold`. */
export function scripted(answers: readonly HttpAnswer[], { change = {}, cold = false, now = 1_772_413_200_000 } = {}) {
  const { fetch, requests } = scriptedFetch(cold ? answers : [appToken(), accessToken(), ...answers])
  const io = testIo({ fetch, now: () => now })
  const vault = testVault()
  const config = kingdeeConfigSchema.parse({ environment: 'sandbox', baseUrl: 'https://tenant.example.cn/t/', ...APP, ...TOLD, ...change })
  const session = kingdee.open(config, SELLER, io, vault)
  return {
    ...{ session, io, vault, config },
    /** Requests besides the login. */
    requests: (): readonly HttpRequest[] => requests.filter(({ url }) => url.endsWith('/openApi') || !url.endsWith('.do')),
    all: (): readonly HttpRequest[] => requests,
    find: async (one: Sought = { serial: 'F1', colour: 'blue' }): Promise<Outcome | undefined> => (await session.find([one]))[0],
    submit: async (body = '{}', colour: 'blue' | 'red' = 'blue'): Promise<Outcome | undefined> =>
      (await session.submit([{ serial: 'F1', colour, body }]))[0],
  }
}
