import type { Cipher, NewEvent } from '@openfapiao/core'
import type { Knex } from 'knex'
import type { Write } from './committer.ts'
import type { Dialect } from './dialect.ts'
import type { Reader } from './rows.ts'

/** What every part of the SQL store works with. */
export interface Sql {
  readonly db: Knex
  readonly dialect: Dialect
  readonly read: Reader
  readonly seal: (text: string) => string
  readonly cipher?: Cipher
  readonly commit: <T>(write: Write<T>) => Promise<T>
  readonly newId: () => string
  /** Called after work was added, so that sleeping workers may wake (a hint; polling is the truth). */
  readonly notify: (trx: Knex.Transaction) => Promise<void>
}
export type Append = (events: readonly NewEvent[]) => Promise<void>
