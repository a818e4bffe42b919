import { randomBytes } from 'node:crypto'
import type { Store } from '@openfapiao/core'
import type { Sql, Unit } from './context.ts'
import { type Raw, text } from './rows.ts'
import { opened, sealed } from './sealing.ts'
import { insertRows, select } from './statements.ts'

type Keeping = Pick<Store, 'vaultGet' | 'vaultSet' | 'vaultKeys' | 'lock' | 'unlock'>

export function keeping(sql: Sql): Keeping {
  const { db, commit, cipher } = sql
  return {
    vaultGet: async key => {
      const row: Raw | undefined = await db('vault').where({ key }).first('value')
      return row && opened(cipher, row.value)
    },
    vaultSet: (key, value) => commit.one(unit => set(sql, unit, key, value)),
    vaultKeys: async prefix => {
      const rows: Raw[] = await db('vault').where('key', '>=', prefix).where('key', '<', `${prefix}${LAST}`).select('key').orderBy('key')
      return rows.map(r => text(r.key))
    },
    lock: (key, leaseSeconds, now) => commit.one(unit => lock(unit, key, leaseSeconds, now)),
    unlock: (key, token) =>
      commit.one(async ({ trx }) => {
        await trx('locks').where({ key, token }).delete()
      }),
  }
}

/** Sorts behind every other character, byte by byte too. */
const LAST = '\u{10FFFF}'

async function set({ cipher }: Sql, { trx }: Unit, key: string, value: string | undefined): Promise<void> {
  if (value === undefined) await trx('vault').where({ key }).delete()
  else await insertRows(trx, 'vault', [sealed(cipher, 'vault', { key, value })], 'ON CONFLICT (key) DO UPDATE SET value = excluded.value')
}

const TAKE = 'ON CONFLICT (key) DO UPDATE SET token = excluded.token, until = excluded.until WHERE locks.until <= ? RETURNING token'

/** Free, or lapsed: one statement, so two cannot both have it. */
async function lock({ trx }: Unit, key: string, leaseSeconds: number, now: number): Promise<string | undefined> {
  const token = randomBytes(12).toString('hex')
  const taken = await select(trx, `INSERT INTO locks (key, token, until) VALUES (?, ?, ?) ${TAKE}`, [key, token, now + leaseSeconds * 1000, now])
  return taken.length > 0 ? token : undefined
}
