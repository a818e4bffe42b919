import { randomBytes } from 'node:crypto'
import { type Authority, type AuthorityConfigInput, startAuthority } from '@openfapiao/authority'
import { type Content, type Outcome, type Sealed, type Sought, serialOf, type Vault } from '@openfapiao/core'
import { type AisinoConfig, aisinoConfigSchema } from '../src/aisino/config.ts'
import { type AisinoSession, aisino } from '../src/aisino/index.ts'
import { SELLER } from './documents.ts'
import { type TestIo, testIo, testVault } from './io.ts'
import { until } from './until.ts'

export const APP = { authCode: 'AUTHCODE01', orgCode: 'ORG001' }
export const BUREAU_LOGIN = { username: 'demo-user', password: 'DemoPassword1', region: '11' }
const RESULT_FIELDS = { amount: 'hjje', tax: 'hjse', total: 'jshj', buyerName: 'gmfmc' }

export interface Setting {
  readonly front?: Partial<NonNullable<AuthorityConfigInput['aisino']>>
  readonly client?: object
  readonly io?: TestIo
  /** Names of sums and buyer that both sides agreed on. */
  readonly named?: boolean
}

/** A session of the Aisino gateway, open to the sandbox authority over HTTP. */
export interface AisinoHouse {
  readonly authority: Authority
  readonly config: AisinoConfig
  readonly io: TestIo
  readonly vault: Vault
  readonly session: AisinoSession
  seal(content: Content, serial?: string): Sealed & Sought
  submit(one: Sealed): Promise<Outcome | undefined>
  find(one: Sought): Promise<Outcome | undefined>
  /** Sent, and asked for until it is issued. */
  issued(content: Content): Promise<Extract<Outcome, { is: 'issued' }> & { readonly content: Content; readonly serial: string }>
}

/** The settings of a client of it. */
export const configAt = (url: string, change: object = {}): AisinoConfig =>
  aisinoConfigSchema.parse({
    environment: 'sandbox',
    baseUrl: { sandbox: `${url}/aisino/openapi` },
    ...APP,
    bureauLogin: BUREAU_LOGIN,
    codes: { 'SANDBOX-ABSENT': 'absent', 'SANDBOX-BUSY': 'later' },
    ...change,
  })

export async function openAisino({ front = {}, client = {}, io = testIo(), named = false }: Setting = {}): Promise<AisinoHouse> {
  const names = named ? { resultFields: RESULT_FIELDS } : {}
  const login = { ...BUREAU_LOGIN, smsCode: '246810' }
  const authority = await startAuthority({
    port: 0,
    sellers: [{ taxNumber: SELLER.taxNumber, name: SELLER.name }],
    aisino: { apps: [{ ...APP, taxNumbers: [SELLER.taxNumber], login }], ...names, ...front },
    delays: { issueSeconds: 0.05, redSeconds: 0.1, pdfSeconds: 0.1 },
  })
  const config = configAt(authority.url, { ...names, ...client })
  const vault = testVault()
  const session = aisino.open(config, SELLER, io, vault)
  const submit: AisinoHouse['submit'] = async one => (await session.submit([one]))[0]
  const find: AisinoHouse['find'] = async one => (await session.find([one]))[0]
  const seal: AisinoHouse['seal'] = (content, serial = serialOf(randomBytes(10))) => ({
    serial,
    colour: content.colour,
    body: aisino.encode({ colour: content.colour, serial, content }, config),
    blueNumber: content.red?.blueNumber,
  })
  const issued: AisinoHouse['issued'] = async content => {
    const one = seal(content)
    await submit(one)
    const outcome = await until(
      () => find(one),
      found => (found?.is === 'issued' ? found : undefined),
    )
    return { ...outcome, content, serial: one.serial }
  }
  return { authority, config, io, vault, session, seal, submit, find, issued }
}
