import { type Fault, fault, type Io, type Session, type Vault } from '@openfapiao/core'
import { callerOf } from './caller.ts'
import { addressOf, type BaiwangConfig } from './config.ts'
import type { Connection } from './connection.ts'
import { file } from './files.ts'
import { find } from './find.ts'
import { decideForm, listForms } from './forms.ts'
import { query } from './query.ts'
import { submitAll } from './submit.ts'
import { askFormSeconds } from './traits.ts'

/** The open gateway of one seller. Tokens and uuids of forms stand in the vault, so any number of sessions may run at once. */
export function openSession(config: BaiwangConfig, seller: { readonly taxNumber: string }, io: Io, vault: Vault): Session {
  const ask = callerOf(config, io, vault)
  const connection: Connection = { ask, config, taxNumber: seller.taxNumber, vault, askFormSeconds: askFormSeconds(config) }
  return {
    submit: sealed => submitAll(sealed, connection),
    find: sought => find(sought, connection),
    file: (number, format) => file(number, format, connection),
    check: () => check(connection),
    quota: async () => ({ is: 'failed', why: '百望云没有授信额度查询接口 this provider has no call for the quota' }),
    forms: blueNumber => listForms(blueNumber, connection),
    decideForm: (uuid, decision) => decideForm(uuid, decision, connection),
  }
}

/** A serial that is no serial of ours. */
const NO_SERIAL = 'CHECK'

/** Asking for a serial that nobody has proves address, keys, login of the application and entitlement, and changes nothing. */
async function check(connection: Connection): Promise<Fault[]> {
  const answer = await query({ serialNo: NO_SERIAL }, [], connection, 'check')
  if (answer.is === 'rows') return []
  const { outcome } = answer
  if (outcome.is === 'blocked') return [fault('BLOCKED', '', { need: outcome.need, detail: outcome.detail })]
  return [fault('GATEWAY_FAILS', 'baseUrl', { address: addressOf(connection.config), why: answer.why })]
}
