/** Takes one change back. */
export type Undo = () => void

/** A map that notes how to take back what is done to it. */
export class Journaled<V> extends Map<string, V> {
  readonly #undo: Undo[]

  constructor(undo: Undo[]) {
    super()
    this.#undo = undo
  }

  override set(key: string, value: V): this {
    this.#note(key)
    return super.set(key, value)
  }

  override delete(key: string): boolean {
    this.#note(key)
    return super.delete(key)
  }

  #note(key: string): void {
    const before = this.get(key)
    const had = this.has(key)
    this.#undo.push(() => (had && before !== undefined ? super.set(key, before) : super.delete(key)))
  }
}
