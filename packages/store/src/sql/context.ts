import type { Cipher, NewEvent } from '@openfapiao/core'
import type { Knex } from 'knex'
import type { Told } from '../audit/explained.ts'
import type { Ink } from '../audit/facts.ts'
import type { Committer } from './committer.ts'
import type { Dialect } from './dialect.ts'
import type { Reader } from './rows.ts'

/** What every part of the SQL store works with. */
export interface Sql {
  readonly db: Knex
  readonly dialect: Dialect
  readonly read: Reader
  readonly cipher?: Cipher
  readonly ink: Ink
  readonly commit: Committer
}

/** One transaction, as a write sees it. */
export interface Unit {
  readonly trx: Knex.Transaction
  /** Events for the chains, and the rows they explain; linked at the end of the transaction. */
  append(events: readonly NewEvent[], told: readonly Told[], at: number): void
  /** Work was added: sleeping workers are woken when the transaction is committed (a hint; polling is the truth). */
  wake(): void
}
