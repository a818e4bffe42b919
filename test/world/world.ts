import type { Letter, NewHint, OrderRef, Store } from '@openfapiao/core'
import { memoryBlobs } from '@openfapiao/store'
import { Bureau } from './bureau.ts'
import { breath, Clock, type Idle } from './clock.ts'
import { SELLERS, type World } from './house.ts'
import { broken } from './invariants.ts'
import { askTitle, orderReverse, settleByHand } from './people.ts'
import type { Ground } from './places.ts'
import { Platform } from './platform.ts'
import { dice } from './random.ts'
import { type Rule, sceneWithout } from './rules.ts'
import { sceneOf } from './scene.ts'
import { actPastUs, settleForms } from './strangers.ts'
import { Weather } from './weather.ts'
import { startWorker } from './worker.ts'

export interface LiveOptions {
  /** Things that happen in the shops. Default 30. */
  readonly steps?: number
  /** A rule that this world lives without. */
  readonly without?: Rule
  readonly tell?: (line: string) => void
  /** Buyers and the bureau's page make red letters too. */
  readonly strangers?: boolean
}

const WORKERS = ['a', 'b']
const DAY_SECONDS = 24 * 3600
/** Rounds of good weather after which everything must have settled. */
const ROUNDS = 12
const ROUND_SECONDS = 2_400

/** Lives through one seed on an empty store; answers what was found broken at the end, in words. Nothing broken: an empty list. */
export async function live(
  seed: number,
  { store, idle, audit }: Ground,
  { steps = 30, without, strangers = false, tell = () => undefined }: LiveOptions = {},
): Promise<string[]> {
  const world = worldOf(seed, store, { without, strangers, tell })
  const quiet: Idle = async () => {
    await breath()
    await idle()
  }
  const workers = WORKERS.map(name => startWorker(world, name))
  await storm(world, steps, quiet)
  world.weather.clear()
  tell('the weather clears')
  await calm(world, quiet)
  for (const worker of workers) worker.stop()
  await world.clock.live(1_000, quiet)
  return [...(await broken(world)), ...(await audit(world.blobs))]
}

function worldOf(
  seed: number,
  store: Store,
  { without, strangers, tell }: { readonly without: Rule | undefined; readonly strangers: boolean; readonly tell: (line: string) => void },
): World {
  const random = dice(seed)
  const clock = new Clock(Date.parse('2026-11-20T02:00:00Z'))
  const weather = new Weather(random)
  const scene = sceneWithout(without, sceneOf(random))
  const platform = new Platform(random, clock.now)
  const bureau = new Bureau({ clock, weather, dice: random, scene, sellers: SELLERS, strangers, mostFen: platform.mostFen })
  const mailbox = new Map<string, Letter>()
  const timed = (line: string): void => tell(`${new Date(clock.now()).toISOString().slice(8, 19)} ${line}`)
  return { store, blobs: memoryBlobs(), dice: random, clock, weather, scene, bureau, platform, mailbox, without, strangers, tell: timed }
}

async function storm(world: World, steps: number, quiet: Idle): Promise<void> {
  const { dice, clock, platform, tell } = world
  const hints = sender(world)
  for (let step = 0; step < steps; step++) {
    const changed = platform.act()
    if (changed) {
      const { paidFen, totalFen, refunds } = platform.orders.get(changed.id) ?? { paidFen: 0, totalFen: 0, refunds: [] }
      tell(`${changed.id}: total ${totalFen}, paid ${paidFen}, refunds ${refunds.map(r => r.amountFen).join(' ')}`)
      hints(changed)
    }
    if (world.strangers && dice.chance(0.15)) await actPastUs(world, `${step}`)
    if (dice.chance(0.08)) await askTitle(world, `q${step}`)
    if (dice.chance(0.03)) orderReverse(world).catch(error => world.bureau.breaches.push(`an order to reverse threw: ${String(error)}`))
    await clock.live(dice.below(40), quiet)
  }
}

/** Hints come, do not come, come twice, come late. */
function sender({ store, dice, clock }: World): (ref: OrderRef) => void {
  let sent = 0
  return ref => {
    if (dice.chance(0.15)) return
    const hint: NewHint = {
      source: 'webhook',
      connector: 'world',
      store: ref.store,
      topic: 'orders/updated',
      dedupeKey: `w${++sent}`,
      body: new TextEncoder().encode(ref.id),
    }
    for (let copies = dice.chance(0.2) ? 2 : 1; copies > 0; copies--)
      clock.at(clock.now() + (dice.chance(0.6) ? 0 : dice.below(600) * 1000), () => {
        void store.accept(hint, clock.now())
      })
  }
}

/** Late requests arrive, people settle what waits for them, windows end, and in the end nothing moves. */
async function calm(world: World, quiet: Idle): Promise<void> {
  const { clock, store } = world
  for (let round = 0; round < ROUNDS; round++) {
    if (round > 0) await settleByHand(world, round)
    if (round > 1 && world.strangers) settleForms(world)
    await clock.live(round === 2 && hasWindow(world) ? DAY_SECONDS : ROUND_SECONDS, quiet)
    const left = Object.values(await store.backlog()).reduce((a, b) => a + b, 0)
    if (left === 0 && round > (world.strangers ? 8 : 3)) return
  }
}

const hasWindow = ({ scene: { policies } }: World): boolean => [policies.s1, policies.s2].some(p => p.issueWhen === 'window')
