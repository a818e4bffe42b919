import { stripVTControlCharacters, styleText } from 'node:util'
import { plainLine, stepLines } from './lines.ts'
import type { Paint, Step } from './step.ts'

/** Where the board is drawn: a terminal, or anything that takes lines. */
export interface Screen {
  readonly isTTY: boolean
  readonly columns: number
  write(text: string): void
}

/** The stages of the run, drawn over and over where that is possible. Steps are added in their order. */
export interface Board<Name extends string> {
  start(name: Name): void
  tell(name: Name, what: Partial<Pick<Step, 'detail' | 'count'>>): void
  done(name: Name, detail?: string): void
  failed(name: Name, detail: string): void
  /** Lines that stay above the stages. */
  say(text: string): void
  close(): void
}

const FRAME_MS = 100

export function createBoard<Name extends string>(
  names: Readonly<Record<Name, { readonly zh: string; readonly en: string }>>,
  screen: Screen,
): Board<Name> {
  const entries = Object.entries<{ readonly zh: string; readonly en: string }>(names)
  const steps = new Map<string, Step>(entries.map(([name, text]) => [name, { ...text, state: 'waiting' }]))
  const paint: Paint = (style, text) => (screen.isTTY ? styleText(style, text) : text)
  let drawn = 0
  let tick = 0

  function clear(): void {
    if (drawn > 0) screen.write(`\u001b[${drawn}A\u001b[0J`)
    drawn = 0
  }
  function draw(): void {
    if (!screen.isTTY) return
    clear()
    const lines = stepLines([...steps.values()], { tick: tick++, columns: screen.columns, paint })
    screen.write(`${lines.join('\n')}\n`)
    drawn = lines.length
  }
  const timer = screen.isTTY ? setInterval(draw, FRAME_MS) : undefined
  timer?.unref()

  function set(name: Name, change: Partial<Step>): void {
    const known = steps.get(name)
    if (!known) return
    const step = { ...known, ...change }
    steps.set(name, step)
    if (screen.isTTY) draw()
    else if (change.state && change.state !== 'waiting') screen.write(`${plainLine(step)}\n`)
  }

  function end(name: Name, state: 'done' | 'failed', detail: string | undefined): void {
    const { startedAt = Date.now() } = steps.get(name) ?? {}
    set(name, { state, detail, count: undefined, tookMs: Date.now() - startedAt })
  }

  return {
    start: name => set(name, { state: 'running', startedAt: Date.now() }),
    tell: (name, what) => set(name, what),
    done: (name, detail) => end(name, 'done', detail),
    failed: (name, detail) => end(name, 'failed', detail),
    say(text) {
      clear()
      screen.write(`${screen.isTTY ? text : stripVTControlCharacters(text)}\n`)
      draw()
    },
    close() {
      clearInterval(timer)
      draw()
    },
  }
}
