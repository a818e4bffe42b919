/** The world's only time. Things put off until later happen when the clock passes them. */
export class Clock {
  #now: number
  #later: { readonly at: number; readonly run: () => void }[] = []

  constructor(start: number) {
    this.#now = start
  }

  readonly now = (): number => this.#now

  at(instant: number, run: () => void): void {
    this.#later.push({ at: instant, run })
  }

  advance(seconds: number): void {
    const until = this.#now + seconds * 1000
    for (;;) {
      const due = this.#later.filter(l => l.at <= until).sort((a, b) => a.at - b.at)[0]
      if (!due) break
      this.#later = this.#later.filter(l => l !== due)
      this.#now = Math.max(this.#now, due.at)
      due.run()
    }
    this.#now = until
  }
}
