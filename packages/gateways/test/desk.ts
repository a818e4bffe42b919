import type { Outcome, Sealed, Session, Sought } from '@openfapiao/core'
import { type BureauConfig, bureauConfigSchema } from '../src/bureau/config.ts'
import { bureau } from '../src/bureau/index.ts'
import { blueContent, fullRed, SELLER } from './documents.ts'
import { type Front, openFront } from './front.ts'
import { type TestIo, testIo, testVault } from './io.ts'

/** Answers written from WIRE.md by hand. */
export const said = (answer: object): string => JSON.stringify(answer)
export const refused = (returncode: string, ...codes: string[]): string =>
  said({ returncode, returnmsg: 'no', cwList: codes.map(cwdm => ({ cwdm, cwlj: 'fpmxList.0.slv', cwxx: 'text' })) })
export const ACCEPTED = said({ returncode: '00', returnmsg: 'ok', sllsh: 'S1' })

export const SM4_KEY = '0123456789abcdeffedcba9876543210'
export const SECRET = 'DemoSecret1'
export const BLUE_NUMBER = '26112000000000000001'

/** A session of the bureau gateway, open to a real HTTP server that says what the test told it. */
export interface Desk {
  readonly front: Front
  readonly io: TestIo
  readonly config: BureauConfig
  readonly session: Session
  /** The JSON bodies that arrived. */
  sent(): Record<string, unknown>[]
  /** How long the list of this name was in each body. */
  lengths(list: string): number[]
  blue(serial: string): Sealed
  red(serial: string): Sealed
  close(): Promise<void>
}

export async function openDesk(change: object = {}, io = testIo()): Promise<Desk> {
  const front = await openFront()
  const config = bureauConfigSchema.parse({
    environment: 'sandbox',
    baseUrl: { sandbox: front.url },
    appId: 'demo',
    signing: { type: 'HMAC-SM3', secret: SECRET },
    encryption: { mode: 'none' },
    ...change,
  })
  return {
    front,
    io,
    config,
    session: bureau.open(config, SELLER, io, testVault()),
    sent: () => front.received.map(({ body }) => JSON.parse(body)),
    lengths: list => front.received.map(({ body }) => JSON.parse(body)[list].length),
    blue: serial => ({ serial, colour: 'blue', body: bureau.encode({ colour: 'blue', serial, content: blueContent() }, config) }),
    red: serial => ({ serial, colour: 'red', body: bureau.encode({ colour: 'red', serial, content: RED }, config) }),
    close: () => front.close(),
  }
}

const RED = fullRed({ content: blueContent(), number: BLUE_NUMBER, issuedAt: '2026-03-02T09:00:00+08:00' })

export const sought = (serial: string): Sought => ({ serial, colour: 'blue' })
export const soughtRed = (serial: string): Sought => ({ serial, colour: 'red', blueNumber: BLUE_NUMBER })
export const kinds = (outcomes: readonly Outcome[]): string[] => outcomes.map(o => o.is)
