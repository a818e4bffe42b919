import type { Clock } from './clock.ts'
import type { Dice } from './random.ts'
import type { Weather } from './weather.ts'

/** Thrown where a process dies: nothing after it runs, and what was done before stays. */
export class Crash extends Error {}

/** One process, from its start to its death. Everything it calls is a point at which it may die, before or after, or be stopped for a while. */
export class Life {
  #dead = false
  readonly #dice: Dice
  readonly #weather: Weather
  readonly #clock: Clock

  constructor(dice: Dice, weather: Weather, clock: Clock) {
    this.#dice = dice
    this.#weather = weather
    this.#clock = clock
  }

  /** The same thing as this process sees it. Once dead, every further call throws, so that nothing it had in hand can sneak through. */
  mortal<T extends object>(target: T, sync: readonly string[] = []): T {
    return new Proxy(target, {
      get: (inner, key) => {
        const value: unknown = Reflect.get(inner, key)
        if (typeof value !== 'function' || sync.includes(String(key))) return value
        return (...args: unknown[]) => this.#call(() => Reflect.apply(value, inner, args))
      },
    })
  }

  async #call(run: () => unknown): Promise<unknown> {
    await this.#risk()
    const result = await run()
    await this.#risk()
    return result
  }

  async #risk(): Promise<void> {
    if (this.#dead) throw new Crash('a dead process does nothing')
    if (this.#weather.strikes(0.01)) {
      this.#dead = true
      throw new Crash('the process died')
    }
    // Stopped for longer than any lease and then going on as if nothing had happened: a laptop's lid, a machine's migration.
    if (this.#weather.strikes(0.002)) await this.#clock.sleep(this.#dice.below(600))
  }
}
