import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

/** A part of the demonstration in a process of its own. What it says goes to its log file. */
export interface Part {
  readonly pid: number
  /** Resolves when the process is gone. */
  readonly gone: Promise<void>
  /** Rejects with the end of its log when the process is gone; never resolves. */
  died(): Promise<never>
  /** Resolves when the part answers; rejects as `died` when it ends first. */
  ready(): Promise<void>
  /** Asks it to end, and ends it when it takes too long. */
  stop(): Promise<void>
}

export interface PartOptions {
  readonly name: string
  /** Script and arguments, run by this very Node. */
  readonly words: readonly string[]
  readonly log: string
  readonly cwd: string
  /** Answers 200 once the part is there. */
  readonly health: string
}

const PATIENCE_MS = 15_000
/** The sources run as they are, and what is built of them too: both end in what this file ends in. */
const EXTENSION = path.extname(import.meta.filename)
const LEASH = new URL(`./leash${EXTENSION}`, import.meta.url)

export function startPart({ name, words, log, cwd, health }: PartOptions): Part {
  const out = openSync(log, 'a')
  const child = spawn(process.execPath, ['--import', LEASH.href, ...words], { cwd, stdio: ['ignore', out, out, 'ipc'], detached: true })
  closeSync(out)
  const gone = goneOf(child)
  const died = (): Promise<never> =>
    gone.then(async () => {
      throw new Error(`${name}: ${await endOf(log)}`)
    })
  return {
    pid: child.pid ?? 0,
    gone,
    died,
    async ready() {
      await first(answering(health), died())
    },
    async stop() {
      child.kill('SIGTERM')
      const late = sleep(PATIENCE_MS, undefined, { ref: false }).then(() => child.kill('SIGKILL'))
      await Promise.race([gone, late])
      await gone
    },
  }
}

/** Whichever comes first; what comes later is nobody's any more. */
export async function first<T>(...all: readonly Promise<T>[]): Promise<T> {
  const answer = await Promise.race(all)
  for (const other of all) other.catch(() => undefined)
  return answer
}

/** A part whose program cannot be started at all is gone too. */
async function goneOf(child: ChildProcess): Promise<void> {
  await Promise.race([once(child, 'exit'), once(child, 'error')])
}

async function answering(health: string): Promise<void> {
  for (;;) {
    if (await isAnswering(health)) return
    await sleep(50)
  }
}

async function isAnswering(address: string): Promise<boolean> {
  try {
    return (await fetch(address, { signal: AbortSignal.timeout(2_000) })).ok
  } catch {
    return false
  }
}

const TOLD = 12

/** The last lines of the log: why a part ended. */
async function endOf(log: string): Promise<string> {
  const lines = (await readFile(log, 'utf8')).trimEnd().split('\n')
  return lines.slice(-TOLD).join('\n')
}

/** The command itself, as a script. */
export const FAPIAO = path.join(import.meta.dirname, '../../cli', `main${EXTENSION}`)
export const AUTHORITY = fileURLToPath(import.meta.resolve('@openfapiao/authority/main'))
