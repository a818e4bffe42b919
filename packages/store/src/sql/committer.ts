import type { Unit } from './context.ts'

/** One unit of writing inside a group. */
export type Write<T> = (unit: Unit) => Promise<T>
/** Many of the same kind done at once, one answer each, in order. */
export type Batch<I, T> = (unit: Unit, items: readonly I[]) => Promise<readonly T[]>

export interface Committer {
  /** Durable when it resolves. */
  one<T>(write: Write<T>): Promise<T>
  /** Like `one`; items of the same batch that meet in a group are given to it together. */
  many<I, T>(batch: Batch<I, T>, item: I): Promise<T>
  /** Resolves when nothing is being written. */
  idle(): Promise<void>
}

/** Runs `work` in a transaction of one database. Rejects with `CommitFailed` when `work` was done and the commit was not confirmed. */
export type Transact = <T>(work: (unit: Unit) => Promise<T>) => Promise<T>

/** The answer to a commit never came, so nobody knows whether it counts. It must not be done again. */
export class CommitFailed extends Error {}

/** Writes that arrive while a commit runs join the next one; 16 are enough for the disk, 64 the most (performance.md 1). */
const GROUP = 64
/** Tries when another process is in the way; with the pauses between them some ten seconds. */
const TRIES = 24
const PAUSE_MAX_MS = 500

/** Group commit: writes share transactions. One that fails does not sink its group: the group is rolled back and each of its writes runs alone. */
export function committer(transact: Transact, writers: number): Committer {
  const waiting: Job[] = []
  const running = new Set<Promise<void>>()

  async function drain(): Promise<void> {
    // Everything that is asked for in this turn of the event loop joins the first group.
    await Promise.resolve()
    while (waiting.length > 0) await commitGroup(waiting.splice(0, GROUP), transact)
  }
  function start(): void {
    if (running.size >= writers) return
    const drained = drain().then(() => {
      running.delete(drained)
      // What came between the last look and this line has found every writer taken.
      if (waiting.length > 0) start()
    })
    running.add(drained)
  }
  const add = <I, T>(batch: Batch<I, T>, item: I) =>
    new Promise<T>((resolve, reject) => {
      // A job meets only items of its own batch, and its promise only answers of it; what they are concerns nobody between.
      waiting.push({ batch, item, resolve, reject } as Job)
      start()
    })
  return {
    many: add,
    one: write => add(single, write),
    idle: async () => {
      while (running.size > 0) await Promise.all(running)
    },
  }
}

interface Job {
  readonly batch: Batch<unknown, unknown>
  readonly item: unknown
  readonly resolve: (answer: unknown) => void
  readonly reject: (error: unknown) => void
}

/** Writes that have nothing in common, one after the other. */
async function single<T>(unit: Unit, writes: readonly Write<T>[]): Promise<T[]> {
  const answers: T[] = []
  for (const write of writes) answers.push(await write(unit))
  return answers
}

async function commitGroup(group: readonly Job[], transact: Transact): Promise<void> {
  try {
    const answers = await persistently(() => transact(unit => work(group, unit)))
    for (const job of group) job.resolve(answers.get(job))
  } catch (error) {
    if (group.length > 1 && !(error instanceof CommitFailed)) for (const job of group) await commitGroup([job], transact)
    else for (const job of group) job.reject(error)
  }
}

async function work(group: readonly Job[], unit: Unit): Promise<Map<Job, unknown>> {
  const answers = new Map<Job, unknown>()
  for (const [batch, jobs] of Map.groupBy(group, job => job.batch)) {
    const given = await batch(
      unit,
      jobs.map(job => job.item),
    )
    jobs.forEach((job, i) => {
      answers.set(job, given[i])
    })
  }
  return answers
}

/** Again while another process is in the way: nothing was written, so doing it again is right. */
async function persistently<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (!isContention(error) || attempt >= TRIES) throw error
      await pause(Math.min(PAUSE_MAX_MS, 5 * 2 ** attempt) * Math.random())
    }
  }
}

/** Deadlock or serialisation failure (PostgreSQL 40P01, 40001), busy (SQLite, with its extended codes). */
function isContention(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return code === '40001' || code === '40P01' || code.startsWith('SQLITE_BUSY')
}

const pause = (ms: number) =>
  new Promise(resolve => {
    setTimeout(resolve, ms)
  })
