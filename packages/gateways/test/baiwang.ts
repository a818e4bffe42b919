import { type Authority, type AuthorityConfigInput, startAuthority } from '@openfapiao/authority'
import type { Content, Outcome, Sealed, Session, Sought, Vault } from '@openfapiao/core'
import { type BaiwangConfig, baiwangConfigSchema } from '../src/baiwang/config.ts'
import { baiwang } from '../src/baiwang/index.ts'
import { blueContent, fullRed, SELLER } from './documents.ts'
import { type Front, openFront, type Received, type Said } from './front.ts'
import { type TestIo, testIo, testVault } from './io.ts'

export const APP = { appKey: '10001', appSecret: 'DemoSecret2', username: 'demo-user', password: 'DemoPassword1', passwordSalt: 'DemoSalt1' }
export const BLUE_NUMBER = '26112000000000000001'
export const RED_NUMBER = '26112000000000000009'

/** Answers written from gateways.md 5 by hand. */
export const ok = (response: unknown): string => JSON.stringify({ success: true, response })
export const no = (subCode: string, subMessage = 'text'): string =>
  JSON.stringify({ success: false, errorResponse: { code: subCode, message: subMessage, subCode, subMessage } })
export const token = (access_token = 'tok-1', expires_in: unknown = 7200): string =>
  ok({ access_token, refresh_token: `refresh-of-${access_token}`, token_type: 'Bearer', expires_in })
export const row = (serialNo: string, change: object = {}): object => ({
  serialNo,
  invoiceNo: BLUE_NUMBER,
  invoiceDate: '20260302090000',
  invoiceTotalPrice: 220,
  invoiceTotalTax: 19.8,
  invoiceTotalPriceTax: 239.8,
  ...change,
})
export const issued = (serialNo: string, change: object = {}): string => ok({ success: [row(serialNo, change)], fail: [] })
export const form = (change: object = {}): object => ({
  redConfirmUuid: 'u1',
  redConfirmNo: '2'.repeat(20),
  redConfirmSerialNo: 'R1',
  entryIdentity: '01',
  originalInvoiceNo: BLUE_NUMBER,
  invoiceTotalPrice: -220,
  invoiceTotalTax: '-19.80',
  confirmState: '01',
  alreadyRedInvoiceFlag: 'N',
  ...change,
})

/** A session of the Baiwang gateway, open to a real HTTP server that says what the test told it, its token had already. */
export interface BaiwangDesk {
  readonly front: Front
  readonly io: TestIo
  readonly vault: Vault
  readonly config: BaiwangConfig
  readonly session: Session
  say(...answers: Said[]): void
  /** Method and body of each call. */
  sent(): { readonly method: string; readonly query: URLSearchParams; readonly body: Record<string, unknown> }[]
  seal(content: Content, serial: string): Sealed
  blue(serial: string): Sealed
  red(serial: string): Sealed
  submit(one: Sealed): Promise<Outcome | undefined>
  find(one: Sought): Promise<Outcome | undefined>
  close(): Promise<void>
}

export async function openBaiwangDesk(change: object = {}, { warm = true, io = testIo() } = {}): Promise<BaiwangDesk> {
  const front = await openFront()
  const config = baiwangConfigSchema.parse({ environment: 'sandbox', baseUrl: { sandbox: `${front.url}/router/rest` }, ...APP, ...change })
  const vault = testVault()
  const session = baiwang.open(config, SELLER, io, vault)
  if (warm) {
    front.say(token(), ok([]))
    await session.check()
    front.received.length = 0
    io.seen.operations.length = 0
  }
  const seal = (content: Content, serial: string): Sealed => ({
    serial,
    colour: content.colour,
    body: baiwang.encode({ colour: content.colour, serial, content }, config),
  })
  return {
    front,
    io,
    vault,
    config,
    session,
    say: (...answers) => front.say(...answers),
    sent: () => front.received.map(asked),
    seal,
    blue: serial => seal(blueContent(), serial),
    red: serial => seal(RED, serial),
    submit: async one => (await session.submit([one]))[0],
    find: async one => (await session.find([one]))[0],
    close: () => front.close(),
  }
}

function asked({ path, body }: Received): ReturnType<BaiwangDesk['sent']>[number] {
  const query = new URL(path, 'http://front').searchParams
  return { method: query.get('method') ?? '', query, body: JSON.parse(body) }
}

export const RED = fullRed({ content: blueContent(), number: BLUE_NUMBER, issuedAt: '2026-03-02T09:00:00+08:00' })
export const soughtRed = (serial: string): Sought => ({ serial, colour: 'red', blueNumber: BLUE_NUMBER })

export type FrontSettings = Partial<NonNullable<AuthorityConfigInput['baiwang']>>

/** The sandbox authority, with the application of these tests. */
export const startFront = (change: FrontSettings = {}): Promise<Authority> =>
  startAuthority({
    port: 0,
    sellers: [{ taxNumber: SELLER.taxNumber, name: SELLER.name }],
    baiwang: { apps: [{ ...APP, taxNumbers: [SELLER.taxNumber] }], ...change },
    delays: { issueSeconds: 0.05, redSeconds: 0.1, pdfSeconds: 0.1 },
  })

/** The settings of a client of it. */
export const configAt = (url: string, change: object = {}): BaiwangConfig =>
  baiwangConfigSchema.parse({ environment: 'sandbox', baseUrl: { sandbox: `${url}/baiwang/router/rest` }, ...APP, ...change })
