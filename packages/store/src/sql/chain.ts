import { type ChainedEvent, type Digest, GENESIS, link, type NewEvent } from '@openfapiao/core'
import type { Knex } from 'knex'
import { explained } from '../audit/explained.ts'
import { CommitFailed, type Transact } from './committer.ts'
import type { Unit } from './context.ts'
import type { Dialect } from './dialect.ts'
import { insertRows, select, updateRows } from './statements.ts'

/** Tells sleeping workers that there is work, as part of the transaction. */
export type Notify = (trx: Knex.Transaction) => Promise<void>

/**
 * Transactions of one database. Chain heads are locked last, in one order, once a group (performance.md 9): rows first and heads after them, so that two
 * groups cannot wait for each other over a head.
 */
export function transactions(db: Knex, dialect: Dialect, digest: Digest, notify: Notify): Transact {
  return async work => {
    let done = false
    try {
      return await db.transaction(async trx => {
        const { unit, events, woken } = unitOf(trx)
        const answer = await work(unit)
        for (const [seller, mine] of [...Map.groupBy(events, e => e.seller)].sort(bySeller)) await chain(trx, seller, mine, dialect, digest)
        if (woken()) await notify(trx)
        done = true
        return answer
      })
    } catch (error) {
      throw done ? new CommitFailed('the commit was not confirmed', { cause: error }) : error
    }
  }
}

const bySeller = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1)

function unitOf(trx: Knex.Transaction): { unit: Unit; events: NewEvent[]; woken: () => boolean } {
  const events: NewEvent[] = []
  let awake = false
  const unit: Unit = {
    trx,
    append: (fresh, told, at) => {
      events.push(...explained(fresh, told, at))
    },
    wake: () => {
      awake = true
    },
  }
  return { unit, events, woken: () => awake }
}

async function chain(trx: Knex.Transaction, seller: string, events: readonly NewEvent[], dialect: Dialect, digest: Digest): Promise<void> {
  let head: Pick<ChainedEvent, 'seq' | 'hash'> = await lockedHead(trx, seller, dialect)
  const rows = events.map(event => {
    const chained = link(event, head, digest)
    head = chained
    return { ...chained, type: event.type, subject: event.subject }
  })
  const at = events.at(-1)?.at ?? 0
  await insertRows(trx, 'events', rows)
  await updateRows(trx, 'heads', { seq: head.seq, hash: head.hash, at }, 'WHERE seller = ?', [seller])
}

/** The head of a seller's first event is made before it is locked, so that there is one to lock. */
async function lockedHead(trx: Knex.Transaction, seller: string, dialect: Dialect): Promise<{ seq: number; hash: string }> {
  const [head] = await select(trx, `SELECT seq, hash FROM heads WHERE seller = ?${dialect.forUpdate}`, [seller])
  if (head) return { seq: Number(head.seq), hash: String(head.hash) }
  await insertRows(trx, 'heads', [{ seller, seq: 0, hash: GENESIS, at: 0 }], 'ON CONFLICT (seller) DO NOTHING')
  return lockedHead(trx, seller, dialect)
}
