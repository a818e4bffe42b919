import type { Place } from './places.ts'
import type { Rule } from './rules.ts'
import { live } from './world.ts'

export interface Broken {
  readonly seed: number
  readonly wrong: readonly string[]
}

export interface ManyOptions {
  readonly without?: Rule
  /** Called as each world ends. */
  readonly seen?: (broken: Broken | undefined) => void
  readonly tell?: (line: string) => void
  readonly strangers?: boolean
}

/** Lives many seeds, as many at once as the place allows; answers those that broke. */
export async function liveAll(
  seeds: readonly number[],
  place: Place,
  { without, strangers, seen = () => undefined, tell }: ManyOptions = {},
): Promise<Broken[]> {
  const broken: Broken[] = []
  const waiting = [...seeds]
  const next = async (): Promise<void> => {
    for (let seed = waiting.shift(); seed !== undefined; seed = waiting.shift()) {
      const here = seed
      const wrong = await place.use(ground => live(here, ground, { without, strangers, tell, steps: place.steps }))
      const one = wrong.length > 0 ? { seed, wrong } : undefined
      if (one) broken.push(one)
      seen(one)
    }
  }
  await Promise.all(Array.from({ length: place.atOnce }, next))
  return broken.sort((a, b) => a.seed - b.seed)
}

export const seedsFrom = (first: number, count: number): number[] => Array.from({ length: count }, (_, i) => first + i)

/** The command that lives one world again and tells its story. */
export function replayOf(seed: number, store: string, without?: Rule, strangers = false): string {
  const words = [store === 'memory' ? '' : ` --store ${store}`, without ? ` --without ${without}` : '', strangers ? ' --strangers' : '']
  return `npm run world -- --seed ${seed}${words.join('')}`
}

/** What is printed of worlds that broke. */
export const reportOf = (broken: readonly Broken[], store: string, without?: Rule, strangers = false): string[] =>
  broken.map(({ seed, wrong }) => [`seed ${seed} broke:`, ...wrong, replayOf(seed, store, without, strangers)].join('\n  '))
