import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Task } from './child.ts'

/** An operating-system process of its own that does one task on a store. */
export class Child {
  readonly lines: string[] = []
  readonly #process: ChildProcess
  #errors = ''

  constructor(task: Task) {
    this.#process = spawn(process.execPath, [fileURLToPath(new URL('./child.ts', import.meta.url)), JSON.stringify(task)])
    let rest = ''
    this.#process.stdout?.on('data', chunk => {
      const parts = `${rest}${chunk}`.split('\n')
      rest = parts.pop() ?? ''
      this.lines.push(...parts)
    })
    this.#process.stderr?.on('data', chunk => {
      this.#errors += chunk
    })
  }

  /** Resolves when it ended well; rejects with what it wrote to stderr otherwise. */
  async done(): Promise<string[]> {
    const [code] = await once(this.#process, 'close')
    if (code !== 0) throw new Error(`a child ended with ${code}: ${this.#errors}`)
    return this.lines
  }

  /** Waits until it has said so many lines, lives a little longer, and is killed without warning. */
  async killAfter(lines: number, moreMs: number): Promise<string[]> {
    const closed = once(this.#process, 'close')
    while (this.lines.length < lines) {
      if (this.#process.exitCode !== null) throw new Error(`a child ended by itself: ${this.#errors}`)
      await new Promise(resolve => setTimeout(resolve, 5))
    }
    await new Promise(resolve => setTimeout(resolve, moreMs))
    this.#process.kill('SIGKILL')
    await closed
    return this.lines
  }
}
