import type { Runtime } from '@openfapiao/runtime'
import { engine, type World } from './house.ts'
import { Crash, Life } from './life.ts'

/** Seconds between sweeps of one worker, and of its longest rest, and how a rest without work grows. When the storm is over nobody is in a hurry. */
const STORM = { sweep: 300, rest: 60, longer: 2 }
const CALM = { sweep: 3_600, rest: 3_600, longer: 4 }

export interface Worker {
  stop(): void
}

/** A machine that starts the engine again whenever it dies. */
export function startWorker(world: World, name: string): Worker {
  let stopped = false
  const isStopped = (): boolean => stopped
  machine(world, name, isStopped).catch((error: unknown) => {
    world.bureau.breaches.push(`${name} threw: ${error instanceof Error ? error.stack : String(error)}`)
  })
  return {
    stop: () => {
      stopped = true
    },
  }
}

async function machine(world: World, name: string, isStopped: () => boolean): Promise<void> {
  for (let lives = 1; !isStopped(); lives++) {
    const life = new Life(world.dice, world.weather, world.clock)
    try {
      await work(engine(world, life, `${name}${lives}`), world, isStopped)
    } catch (error) {
      if (!(error instanceof Crash)) throw error
      world.tell(`${name}${lives} died`)
      await world.clock.sleep(1 + world.dice.below(60))
    }
  }
}

async function work(runtime: Runtime, { clock, weather, without }: World, isStopped: () => boolean): Promise<void> {
  let sweptAt = 0
  let rest = 2
  while (!isStopped()) {
    const pace = weather.isStormy() ? STORM : CALM
    if (without !== 'sweep' && clock.now() - sweptAt >= pace.sweep * 1000) {
      sweptAt = clock.now()
      await runtime.sweep()
    }
    rest = (await runtime.turn()) > 0 ? 2 : Math.min(rest * pace.longer, pace.rest)
    await clock.sleep(rest)
  }
}
