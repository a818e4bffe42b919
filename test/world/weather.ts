import type { Dice } from './random.ts'

export type Fate = 'fine' | 'refused' | 'lostBefore' | 'lostAfter' | 'late' | 'blocked' | 'busy'

/** How bad things are. Clears once and for all at the end of the story. */
export class Weather {
  #storm = true
  readonly #dice: Dice
  /** Some worlds are calmer than others. */
  readonly #badness: number

  constructor(dice: Dice) {
    this.#dice = dice
    this.#badness = dice.pick([0.02, 0.1, 0.3])
  }

  clear(): void {
    this.#storm = false
  }

  isStormy(): boolean {
    return this.#storm
  }

  strikes(probability: number): boolean {
    return this.#storm && this.#dice.chance(probability * this.#badness)
  }

  fine(): boolean {
    return !this.strikes(1)
  }

  network(): Fate {
    return this.fine() ? 'fine' : this.#dice.pick(['refused', 'lostBefore', 'lostAfter', 'late', 'lostAfter', 'late', 'blocked', 'busy'])
  }

  /** Seconds that a call takes on its way. */
  latency(): number {
    return this.strikes(0.5) ? this.#dice.below(50) : this.#dice.below(20) / 10
  }

  /** A late request may arrive long after the sender gave up. */
  delaySeconds(): number {
    return 1 + this.#dice.below(this.#dice.pick([20, 120, 900]))
  }
}
