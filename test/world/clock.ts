/** Resolves when nothing is under way that needs no time of the world's. */
export type Idle = () => Promise<void>

/** Everything that only waits for its turn has had it. */
export const breath = (): Promise<void> => new Promise(resolve => setImmediate(resolve))

interface Later {
  readonly at: number
  readonly run: () => void
}

/** The world's only time. It stands still while anybody is doing something, and jumps to the next thing that was put off. */
export class Clock {
  #now: number
  #later: Later[] = []

  constructor(start: number) {
    this.#now = start
  }

  readonly now = (): number => this.#now

  at(instant: number, run: () => void): void {
    const place = this.#later.findLastIndex(l => l.at <= instant) + 1
    this.#later.splice(place, 0, { at: instant, run })
  }

  sleep(seconds: number): Promise<void> {
    return new Promise(resolve => this.at(this.#now + seconds * 1000, resolve))
  }

  /** Lets everything happen that is due within so many seconds; after each thing waits until the house is quiet again. */
  async live(seconds: number, quiet: Idle): Promise<void> {
    const until = this.#now + seconds * 1000
    await quiet()
    for (let next = this.#later[0]; next && next.at <= until; next = this.#later[0]) {
      this.#later.shift()
      this.#now = Math.max(this.#now, next.at)
      next.run()
      await quiet()
    }
    this.#now = until
  }
}
