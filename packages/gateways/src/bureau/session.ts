import { type Fault, fault, type Io, type Session } from '@openfapiao/core'
import { callerOf, type Reply } from './caller.ts'
import { addressOf, type BureauConfig } from './config.ts'
import { type Connection, question, whyOf } from './connection.ts'
import { find } from './find.ts'
import { decideForm, formsOf } from './forms.ts'
import { codesOf, fileOf, quotaOf, ratesOf } from './listings.ts'
import { submitAll } from './submit.ts'
import { askFormSeconds } from './traits.ts'

/** The open gateway of one seller. It keeps nothing but its keys, so any number of them may run at once. */
export function openSession(config: BureauConfig, seller: { readonly taxNumber: string }, io: Io): Session {
  const ask = callerOf(config, io)
  const connection: Connection = { ask, taxNumber: seller.taxNumber, askFormSeconds: askFormSeconds(config) }
  return {
    submit: sealed => submitAll(sealed, connection),
    find: sought => find(sought, connection),
    file: async (fphm, format) => fileOf(await ask(question('file', '/api/v1/files', [fphm], connection, { fphm, wjgs: format })), format),
    check: async () => faultsOf(await ask(question('check', '/api/v1/quota', [], connection)), config),
    quota: async () => quotaOf(await ask(question('quota', '/api/v1/quota', [], connection))),
    taxCodes: async (since = '') => codesOf(await ask(question('taxCodes', '/api/v1/tax-codes', [], connection, { sjc: since }))),
    rates: async () => ratesOf(await ask(question('rates', '/api/v1/rates', [], connection))),
    forms: blueNumber => formsOf({ lzfphm: blueNumber }, [blueNumber], connection),
    decideForm: (uuid, decision) => decideForm(uuid, decision, connection),
  }
}

/** Asking for the quota proves address, keys, login and entitlement, and changes nothing. */
function faultsOf(reply: Reply, config: BureauConfig): Fault[] {
  if (reply.is === 'refused') return [fault('BLOCKED', '', { need: 'certificate', detail: reply.why })]
  if (reply.is === 'reply' && reply.verdict.is === 'ok') return []
  if (reply.is === 'reply' && reply.verdict.is === 'blocked')
    return [fault('BLOCKED', '', { need: reply.verdict.need, detail: reply.verdict.detail })]
  return [fault('GATEWAY_FAILS', 'baseUrl', { address: addressOf(config), why: whyOf(reply) })]
}
