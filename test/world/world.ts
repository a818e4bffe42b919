import { createHash } from 'node:crypto'
import { commonEdition } from '@openfapiao/catalogue'
import { type NewHint, type OrderRef, policySchema, type Seller, type Store, type TaxMap } from '@openfapiao/core'
import { createRuntime, type Runtime } from '@openfapiao/runtime'
import { memoryBlobs, storeVault } from '@openfapiao/store'
import { Bureau } from './bureau.ts'
import { Clock } from './clock.ts'
import { Crash, mortal } from './crash.ts'
import { broken } from './invariants.ts'
import { Platform } from './platform.ts'
import { dice } from './random.ts'
import { Weather } from './weather.ts'

export const digest = (text: string): string => createHash('sm3').update(text).digest('hex')

const SELLER: Seller = { taxNumber: '91000000000000000K', name: '模拟商店有限公司', kind: 'general', issuer: '王会计' }
const TAX_MAP: TaxMap = [
  { match: { sku: 'TEA' }, taxCode: '1030308010000000000', unit: '罐' },
  { match: { sku: 'RICE' }, taxCode: '1030102010100000000' },
  { match: { sku: 'MUG' }, taxCode: '1080121010000000000' },
  { match: { sku: 'FIX' }, taxCode: '3040801010000000000' },
]
const STEPS = 40
/** Rounds of good weather after which everything must have settled; each is longer than a lease. */
const ROUNDS = 60

/** Lives through one seed on an empty store; answers what was found broken at the end, in words. Nothing broken: an empty list. */
export async function live(seed: number, store: Store): Promise<string[]> {
  const random = dice(seed)
  const clock = new Clock(Date.parse('2026-11-20T02:00:00Z'))
  const weather = new Weather(random)
  const bureau = new Bureau(clock, weather, SELLER)
  const platform = new Platform(random, clock.now)
  const blobs = memoryBlobs()
  const policy = policySchema.parse({ withoutTitle: 'person', reds: random.chance(0.2) ? 'fullAndReissue' : 'partial' })
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
  const io = { now: clock.now, random: random.bytes, log, fetch: async () => ({ is: 'lost' as const, why: 'this world has no HTTP' }) }

  const worker = (name: string): Runtime => {
    const own = mortal(store, random, weather.crash)
    return createRuntime({
      store: own,
      blobs,
      vault: storeVault(own, io),
      io,
      digest,
      edition: commonEdition,
      channels: [],
      portalUrl: 'http://portal.example',
      worker: { name, batch: 8 },
      sellers: [{ key: 'main', seller: SELLER, gateway: bureau.gateway(), gatewayConfig: {} }],
      stores: [{ platform: 'world', store: 's1', seller: 'main', policy, taxMap: TAX_MAP }],
      connectors: [{ connector: platform.connector(() => !weather.fine()), config: {} }],
    })
  }
  const workers = [worker('a'), worker('b')]

  /** A dead process is replaced by a new one; what it had in hand is gone with it. */
  const survive = async (i: number, run: (w: Runtime) => Promise<number>): Promise<number> => {
    const alive = workers[i] ?? worker('a')
    try {
      return await run(alive)
    } catch (error) {
      if (!(error instanceof Crash)) throw error
      workers[i] = worker(String.fromCharCode(97 + i))
      return 1
    }
  }
  const turn = async (): Promise<number> => {
    const [a, b] = await Promise.all([survive(0, w => w.turn()), survive(1, w => w.turn())])
    return (a ?? 0) + (b ?? 0)
  }

  let deliveries = 0
  const hintOf = (ref: OrderRef): NewHint => ({
    source: 'webhook',
    connector: 'world',
    store: ref.store,
    topic: 'orders/updated',
    dedupeKey: `w${++deliveries}`,
    body: new TextEncoder().encode(ref.id),
  })
  const deliver = (hint: NewHint): void => {
    store.accept(hint, clock.now()).catch(error => {
      throw error
    })
  }
  const fire = (ref: OrderRef): void => {
    if (random.chance(0.15)) return
    const hint = hintOf(ref)
    const copies = random.chance(0.2) ? 2 : 1
    for (let i = 0; i < copies; i++)
      clock.at(clock.now() + (random.chance(0.6) ? 0 : random.below(600) * 1000), () => {
        deliver(hint)
      })
  }
  const askTitle = async (): Promise<void> => {
    const orders = [...platform.orders.values()]
    if (orders.length === 0) return
    const order = random.pick(orders).ref
    const title = random.chance(0.5)
      ? { kind: 'person' as const, name: `买家${random.below(3)}` }
      : { kind: 'organisation' as const, name: '上海示例科技有限公司', taxNumber: '91310115MA1K39423D' }
    const key = `q${++deliveries}`
    await store.request(
      { key, order, title, kind: 'ordinary', at: new Date(clock.now()).toISOString() },
      { ...hintOf(order), source: 'request', ref: order, dedupeKey: key },
      clock.now(),
    )
  }

  for (let step = 0; step < STEPS; step++) {
    const changed = platform.act()
    if (changed) fire(changed)
    if (random.chance(0.06)) await askTitle()
    clock.advance(random.below(40))
    await turn()
    if (random.chance(0.08)) await survive(0, w => w.sweep()).catch(() => 0)
  }

  weather.clear()
  for (let round = 0; round < ROUNDS; round++) {
    clock.advance(1_000)
    await survive(0, w => w.sweep())
    let worked = 0
    for (let i = 0; i < 400; i++) {
      const now = await turn()
      worked += now
      if (now === 0) break
      clock.advance(1)
    }
    const { hint, document, file } = await store.backlog()
    if (worked <= platform.orders.size && hint + document + file === 0 && round > 3) break
  }
  return broken({ store, platform, bureau, digest })
}
