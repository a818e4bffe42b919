import { type Fault, fault, type Io, type Session, type Vault } from '@openfapiao/core'
import { callerOf } from './caller.ts'
import type { KingdeeConfig } from './config.ts'
import type { Connection } from './connection.ts'
import { fileOf } from './files.ts'
import { find } from './find.ts'
import { query } from './query.ts'
import { submitAll } from './submit.ts'
import { askRedSeconds } from './traits.ts'

/** The open gateway of one seller. The token stands in the vault and nothing else is kept, so any number of sessions may run at once. */
export function openSession(config: KingdeeConfig, { taxNumber }: { readonly taxNumber: string }, io: Io, vault: Vault): Session {
  const connection: Connection = { ask: callerOf(config, io, vault), config, taxNumber, io, askRedSeconds: askRedSeconds(config) }
  return {
    submit: sealed => submitAll(sealed, connection),
    find: sought => find(sought, connection),
    file: (number, format) => fileOf(number, format, connection),
    check: () => check(connection),
    quota: async () => ({ is: 'failed', why: '额度查询接口未公布 the quota query of this provider is known by title only' }),
  }
}

/** A serial that is no serial of ours. */
const NO_SERIAL = 'CONNECTIONCHECK'

/** Asking for a serial that nobody has proves address, login, encoding and entitlement, and changes nothing. */
async function check(connection: Connection): Promise<Fault[]> {
  const queried = await query({ serialNo: NO_SERIAL }, [], connection, 'check')
  if (queried.is === 'rows') return []
  const { outcome } = queried
  if (outcome.is === 'blocked') return [fault('BLOCKED', '', { need: outcome.need, detail: outcome.detail })]
  return [fault('GATEWAY_FAILS', 'baseUrl', { address: connection.config.baseUrl, why: 'why' in outcome ? outcome.why : outcome.is })]
}
