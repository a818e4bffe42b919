import type { DocumentRow, NewHint, OrderRef, Store } from '@openfapiao/core'
import { engine, SELLERS, type World } from './house.ts'
import { Crash, Life } from './life.ts'

/** What buyers do: ask for an invoice, or for one with another title. Pressing twice is one request. */
export async function askTitle({ store, dice, clock, platform }: World, key: string): Promise<void> {
  const orders = [...platform.orders.values()]
  if (orders.length === 0) return
  const order = dice.pick(orders).ref
  const title = dice.chance(0.5)
    ? { kind: 'person' as const, name: `买家${dice.below(3)}` }
    : { kind: 'organisation' as const, name: '上海示例科技有限公司', taxNumber: '91310115MA1K39423D' }
  const kind = title.kind === 'organisation' && dice.chance(0.3) ? 'special' : 'ordinary'
  const request = { key, order, title, kind, at: new Date(clock.now()).toISOString() } as const
  const hint: NewHint = { source: 'request', connector: order.platform, store: order.store, topic: 'request', dedupeKey: key, ref: order }
  for (let times = dice.chance(0.2) ? 2 : 1; times > 0; times--) await store.request(request, hint, clock.now())
}

/** What an accountant does now and then: has an order's invoices reversed, and issued again or not. What is refused stays as it is. */
export async function orderReverse(world: World): Promise<void> {
  const { dice, weather, clock, platform, tell } = world
  const orders = [...platform.orders.values()]
  if (orders.length === 0) return
  const { ref } = dice.pick(orders)
  const again = dice.chance(0.5)
  const desk = engine(world, new Life(dice, weather, clock), 'accountant')
  try {
    const said = await desk.reverse(ref, { actor: 'an accountant', evidence: 'a wrong code', again })
    tell(`${ref.id}: ordered to be reversed${again ? ' and issued again' : ''}: ${said.is}`)
  } catch (error) {
    if (!(error instanceof Crash)) throw error
  }
}

/** What people do once the storm is over: raise the quota, open lanes, decide over documents in doubt, retry what was refused or parked. */
export async function settleByHand(world: World, round: number): Promise<void> {
  const { store, clock, bureau } = world
  for (const { taxNumber } of SELLERS) bureau.ledger.changeSeller(taxNumber, { monthlyQuotaFen: 9_000_000_000_000 })
  for (const { lane, need } of await store.lanes()) if (need !== undefined) await store.setLane({ lane, failures: 0 }, [], clock.now())
  await decide(world)
  for (const kind of ['hint', 'file', 'delivery'] as const) {
    const ids = (await store.held(kind)).map(r => r.id)
    if (ids.length > 0) await store.rearm(kind, ids, [], clock.now())
  }
  for (const row of await pages(cursor => store.orders({ held: true, limit: 200, cursor })))
    if (['REJECTED', 'ABSENT', 'ENDLESS'].includes(row.chain.hold?.code ?? '')) await retry(store, row.order.ref, `retry:${round}`, clock.now())
}

async function retry(store: Store, ref: OrderRef, key: string, now: number): Promise<void> {
  const hint: NewHint = { source: 'person', connector: ref.platform, store: ref.store, topic: 'retry', dedupeKey: `${key}:${ref.id}`, ref }
  await store.retryOrder(ref, hint, [], now)
}

/** With the late ones arrived, a look into the books of the authority says whether a serial is there. */
async function decide(world: World): Promise<void> {
  const { store, clock, dice, weather } = world
  const held = (await pages(cursor => store.documents({ state: 'submitted', limit: 200, cursor }))).filter(d => d.hold !== undefined)
  const desk = engine(world, new Life(dice, weather, clock), 'desk')
  for (const row of held) {
    const decision = { actor: 'an accountant', evidence: 'the e-tax bureau does not show it' }
    if (isThere(row, world)) await store.rearm('document', [row.id], [], clock.now())
    else if (world.strangers && row.colour === 'red') await desk.abandon(row.id, decision)
    else if ((await desk.resend(row.id, decision)).is === 'refused') await desk.abandon(row.id, decision)
  }
}

const isThere = ({ seller, serial }: DocumentRow, { bureau }: World): boolean => {
  const taxNumber = SELLERS[Number(seller.slice(-1)) - 1]?.taxNumber ?? ''
  return serial !== undefined && bureau.ledger.entry(taxNumber, serial) !== undefined
}

export async function pages<T>(page: (cursor: string | undefined) => Promise<{ rows: readonly T[]; cursor?: string }>): Promise<T[]> {
  const rows: T[] = []
  let cursor: string | undefined
  do {
    const next = await page(cursor)
    rows.push(...next.rows)
    cursor = next.cursor
  } while (cursor !== undefined)
  return rows
}
