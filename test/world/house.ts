import { createHash } from 'node:crypto'
import { commonEdition } from '@openfapiao/catalogue'
import type { Blobs, Channel, Io, Letter, Seller, Store, TaxMap } from '@openfapiao/core'
import { createRuntime, type Parts, type Runtime } from '@openfapiao/runtime'
import { storeVault } from '@openfapiao/store'
import type { Bureau } from './bureau.ts'
import type { Clock } from './clock.ts'
import type { Life } from './life.ts'
import type { Platform } from './platform.ts'
import type { Dice } from './random.ts'
import { type Rule, sessionWithout, storeWithout } from './rules.ts'
import type { Scene } from './scene.ts'
import type { Weather } from './weather.ts'

export const digest = (text: string): string => createHash('sm3').update(text).digest('hex')

export const SELLERS: readonly Seller[] = [
  { taxNumber: '91000000000000000K', name: '模拟商店有限公司', kind: 'general', issuer: '王会计' },
  { taxNumber: '91000000000000001L', name: '模拟二店有限公司', kind: 'general', issuer: '李会计' },
]
const TAX_MAP: TaxMap = [
  { match: { sku: 'TEA' }, taxCode: '1030308010000000000', unit: '罐' },
  { match: { sku: 'RICE' }, taxCode: '1030102010100000000' },
  { match: { sku: 'MUG' }, taxCode: '1080121010000000000' },
  { match: { sku: 'FIX' }, taxCode: '3040801010000000000' },
]

export interface World {
  readonly store: Store
  readonly blobs: Blobs
  readonly dice: Dice
  readonly clock: Clock
  readonly weather: Weather
  readonly scene: Scene
  readonly bureau: Bureau
  readonly platform: Platform
  readonly mailbox: Map<string, Letter>
  readonly without?: Rule
  /** Buyers and the bureau's page act past us. */
  readonly strangers: boolean
  /** Writes a line of the story. */
  readonly tell: (line: string) => void
}

/** The engine as one process runs it, with everything it touches mortal as that process is. */
export function engine(world: World, life: Life, name: string): Runtime {
  const { store, blobs, dice, clock, weather, scene, bureau, platform, without, tell } = world
  const told = (level: string) => (message: string, fields?: object) =>
    tell(`${name} ${level} ${message} ${JSON.stringify(fields ?? {}).slice(0, 300)}`)
  const io: Io = {
    now: clock.now,
    random: dice.bytes,
    log: { info: told('info'), warn: told('warn'), error: told('error') },
    fetch: async () => ({ is: 'lost', why: 'this world has no HTTP' }),
  }
  const own = life.mortal(storeWithout(without, store))
  const parts: Parts = {
    store: own,
    blobs: life.mortal(blobs),
    vault: storeVault(own, io),
    io,
    digest,
    edition: commonEdition,
    channels: [life.mortal(mail(world), ['identifier'])],
    portalUrl: 'http://portal.example',
    worker: { name, batch: 8 },
    sellers: SELLERS.map((seller, i) => ({
      key: `seller${i + 1}`,
      seller,
      gateway: bureau.gateway(session => life.mortal(sessionWithout(without, session))),
      gatewayConfig: {},
    })),
    stores: [
      { platform: 'world', store: 's1', seller: 'seller1', policy: scene.policies.s1, taxMap: TAX_MAP },
      { platform: 'world', store: 's2', seller: 'seller2', policy: scene.policies.s2, taxMap: TAX_MAP },
    ],
    connectors: [{ connector: platform.connector(weather, clock, session => life.mortal(session, ['stores', 'read'])), config: {} }],
  }
  return createRuntime(parts)
}

/** Letters by their id: the same one twice is one letter. */
const mail = ({ weather, mailbox }: World): Channel => ({
  identifier: 'mail',
  attaches: ['pdf', 'ofd'],
  async send(letter) {
    if (!weather.fine()) return { is: 'later', why: 'the mail server did not answer' }
    mailbox.set(letter.id, letter)
    return { is: 'sent' }
  },
})
