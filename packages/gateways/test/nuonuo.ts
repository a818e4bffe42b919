import { randomBytes } from 'node:crypto'
import { type Authority, type AuthorityConfigInput, startAuthority } from '@openfapiao/authority'
import { type Content, type Outcome, type Sealed, type Sought, serialOf, type Vault } from '@openfapiao/core'
import { type NuonuoConfig, nuonuoConfigSchema } from '../src/nuonuo/config.ts'
import { nuonuo } from '../src/nuonuo/index.ts'
import type { NuonuoSession } from '../src/nuonuo/session.ts'
import { SELLER } from './documents.ts'
import { type TestIo, testIo, testVault } from './io.ts'
import { until } from './until.ts'

export const APP_SECRET = 'DemoSecret1'
const REDIRECT = 'http://127.0.0.1/authorised'

export interface Setting {
  readonly app?: 'isv'
  readonly front?: NonNullable<AuthorityConfigInput['nuonuo']>
  readonly authority?: Partial<AuthorityConfigInput>
  readonly client?: object
  readonly io?: TestIo
}

/** A session of the Nuonuo gateway, open to the sandbox authority over HTTP. */
export interface House {
  readonly authority: Authority
  readonly config: NuonuoConfig
  readonly io: TestIo
  readonly vault: Vault
  readonly session: NuonuoSession
  seal(content: Content, serial?: string): Sealed & Sought
  submit(one: Sealed): Promise<Outcome | undefined>
  find(one: Sought): Promise<Outcome | undefined>
  /** Sent, and asked for until it is issued. */
  issued(content: Content): Promise<Extract<Outcome, { is: 'issued' }> & { readonly content: Content; readonly serial: string }>
  /** How often this method was called. */
  calls(operation: string): number
}

export async function openHouse({ app, front = {}, authority: settings = {}, client = {}, io = testIo() }: Setting = {}): Promise<House> {
  const authorisations = [{ code: 'AUTH1', taxNumber: SELLER.taxNumber, redirectUri: REDIRECT }]
  const isv = { type: 'isv', appKey: 'DemoKey1', appSecret: APP_SECRET, authorisations } as const
  const authority = await startAuthority({
    port: 0,
    sellers: [{ taxNumber: SELLER.taxNumber, name: SELLER.name }],
    delays: { issueSeconds: 0.1, redSeconds: 0.1, pdfSeconds: 0.1 },
    nuonuo: { applySeconds: 0.1, ...(app === 'isv' && { apps: [isv] }), ...front },
    ...settings,
  })
  const config = nuonuoConfigSchema.parse({
    environment: 'sandbox',
    apiUrl: `${authority.url}/open/v1/services`,
    tokenUrl: `${authority.url}/accessToken`,
    appKey: 'DemoKey1',
    appSecret: APP_SECRET,
    ...(app === 'isv' && { app: { type: 'isv', code: 'AUTH1', redirectUri: REDIRECT } }),
    formats: ['pdf', 'xml'],
    fileHosts: ['127.0.0.1'],
    codes: { 'SANDBOX-TOKEN': 'token', 'SANDBOX-SIGNATURE': 'credential' },
    renewAfterSeconds: 0,
    readySeconds: 0,
    ...client,
  })
  const vault = testVault()
  const session = nuonuo.open(config, SELLER, io, vault)
  const submit: House['submit'] = async one => (await session.submit([one]))[0]
  const find: House['find'] = async one => (await session.find([one]))[0]
  const seal: House['seal'] = (content, serial = serialOf(randomBytes(10))) => {
    const body = nuonuo.encode({ colour: content.colour, serial, content }, config)
    return { serial, colour: content.colour, body, blueNumber: content.red?.blueNumber }
  }
  return {
    authority,
    config,
    io,
    vault,
    session,
    seal,
    submit,
    find,
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
