import type { ChainedEvent, Digest, NewEvent } from '@openfapiao/core'
import { link } from '@openfapiao/core'
import type { Knex } from 'knex'
import type { Dialect } from './dialect.ts'

/** One unit of writing inside a group: it sees the transaction and appends events to the chains that the group holds. */
export type Write<T> = (trx: Knex.Transaction, append: (events: readonly NewEvent[]) => Promise<void>) => Promise<T>

/** Writes that arrive while a commit runs join the next one; 16 are enough for the disk, 64 the most (performance.md 1). */
const GROUP = 64
const TRIES = 5

/**
 * Group commit: every write is durable when its promise resolves, but writes share transactions. One that fails does not sink its group: the group is
 * rolled back and each of its writes runs alone.
 */
export function committer(db: Knex, dialect: Dialect, digest: Digest): <T>(write: Write<T>) => Promise<T> {
  const waiting: Waiting[] = []
  let running = 0

  async function drain(): Promise<void> {
    running++
    while (waiting.length > 0) await commitGroup(waiting.splice(0, GROUP))
    running--
  }
  const commitGroup = async (group: readonly Waiting[]): Promise<void> => {
    try {
      const results = await transact(
        db,
        dialect,
        digest,
        group.map(w => w.write),
      )
      group.forEach((w, i) => {
        w.resolve(results[i])
      })
    } catch (error) {
      if (group.length === 1) await alone(group, error)
      else for (const w of group) await commitGroup([w])
    }
  }
  const alone = async ([w]: readonly Waiting[], error: unknown): Promise<void> => {
    if (!w) return
    if (!isContention(error) || w.tries >= TRIES) return w.reject(error)
    await commitGroup([{ ...w, tries: w.tries + 1 }])
  }
  return <T>(write: Write<T>) =>
    new Promise<T>((resolve, reject) => {
      waiting.push({
        write,
        resolve: value => {
          resolve(value as T)
        },
        reject,
        tries: 0,
      })
      if (running < dialect.writers)
        queueMicrotask(() => {
          drain().catch(reject)
        })
    })
}

interface Waiting {
  readonly write: Write<unknown>
  readonly resolve: (value: unknown) => void
  readonly reject: (error: unknown) => void
  readonly tries: number
}

/** Deadlock or serialisation failure (PostgreSQL 40001, 40P01), busy (SQLite): nothing was written, so doing it again is right. */
function isContention(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return ['40001', '40P01', 'SQLITE_BUSY'].includes(code)
}

async function transact(db: Knex, dialect: Dialect, digest: Digest, writes: readonly Write<unknown>[]): Promise<unknown[]> {
  return db.transaction(async trx => {
    const chains = new Map<string, ChainedEvent[]>()
    const append = async (events: readonly NewEvent[]): Promise<void> => {
      for (const event of events) {
        const chain = chains.get(event.seller) ?? [await headOf(trx, event.seller, dialect)]
        chain.push(link(event, chain.at(-1), digest))
        chains.set(event.seller, chain)
      }
    }
    const results: unknown[] = []
    for (const write of writes) results.push(await write(trx, append))
    for (const [seller, [, ...fresh]] of chains) await keep(trx, seller, fresh, dialect)
    return results
  })
}

/** The head is locked once a group, not once an order (performance.md 9); the row is made first so that there is one to lock. */
async function headOf(trx: Knex.Transaction, seller: string, dialect: Dialect): Promise<ChainedEvent> {
  await trx('heads')
    .insert({ seller, seq: 0, hash: '0'.repeat(64), at: 0 })
    .onConflict('seller')
    .ignore()
  const { rows } = await select(trx, `SELECT seq, hash FROM heads WHERE seller = ?${dialect.forUpdate}`, [seller])
  const head = rows[0]
  if (!head) throw new Error(`no head for the chain of ${seller}`)
  return { seller, seq: Number(head.seq), hash: String(head.hash), bytes: '', prev: '' }
}

async function keep(trx: Knex.Transaction, seller: string, fresh: readonly ChainedEvent[], dialect: Dialect): Promise<void> {
  const last = fresh.at(-1)
  if (!last) return
  const rows = fresh.map(e => {
    const { type, subject }: { type: string; subject: string } = JSON.parse(e.bytes)
    return { ...e, type, subject }
  })
  for (let i = 0; i < rows.length; i += dialect.insertRows) await trx('events').insert(rows.slice(i, i + dialect.insertRows))
  const { at }: { at: number } = JSON.parse(last.bytes)
  await trx('heads').where({ seller }).update({ seq: last.seq, hash: last.hash, at })
}

/** Rows of a raw statement, whichever way the driver wraps them. */
export async function select(db: Knex, sql: string, bindings: readonly Knex.RawBinding[]): Promise<{ rows: Record<string, unknown>[] }> {
  const answer: unknown = await db.raw(sql, bindings)
  if (Array.isArray(answer)) return { rows: answer }
  return { rows: (answer as { rows: Record<string, unknown>[] }).rows }
}
