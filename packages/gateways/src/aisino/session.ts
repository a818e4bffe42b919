import { type Fault, fault, type Io, type QuotaAnswer, type Session, shanghaiDate, type Vault } from '@openfapiao/core'
import { creditSchema } from './answers.ts'
import { callerOf, type Reply } from './caller.ts'
import { type AisinoConfig, addressOf } from './config.ts'
import { type Connection, question, whyOf } from './connection.ts'
import { fileOf } from './files.ts'
import { find } from './find.ts'
import { type Login, loginOf } from './login.ts'
import { submitAll } from './submit.ts'
import { askRedSeconds } from './traits.ts'

/** A session with what this provider has besides: the tax-bureau login. */
export interface AisinoSession extends Session {
  readonly login: Login
}

/** The open gateway of one seller. What it remembers stands in the vault, so any number of sessions may run at once. */
export function openSession(config: AisinoConfig, { taxNumber }: { readonly taxNumber: string }, io: Io, vault: Vault): AisinoSession {
  const connection: Connection = { ask: callerOf(config, taxNumber, io), config, taxNumber, vault, askRedSeconds: askRedSeconds(config) }
  return {
    submit: sealed => submitAll(sealed, connection),
    find: sought => find(sought, connection),
    file: (number, format) => fileOf(number, format, connection),
    check: () => check(connection),
    quota: () => quotaOf(connection, io),
    login: loginOf(connection),
  }
}

const credit = (connection: Connection): Promise<Reply> =>
  question(connection, 'ele.creditLine', 'quota', [], { nsrsbh: connection.taxNumber, cxbz: '1' })

/** 授信额度. The answer names no month: it is that of Shanghai now. */
async function quotaOf(connection: Connection, io: Io): Promise<QuotaAnswer> {
  const reply = await credit(connection)
  if (reply.is !== 'ok') return { is: 'failed', why: whyOf(reply) }
  const { data } = creditSchema.safeParse(reply.data)
  if (!data) return { is: 'failed', why: 'unreadable answer to a quota question' }
  return { is: 'quota', totalFen: data.zsxed, usedFen: data.ysysxed, leftFen: data.sysxed, month: shanghaiDate(io.now()).slice(0, 7) }
}

/** Asking for the credit line proves address, keys, taxpayer and login, and changes nothing. */
async function check(connection: Connection): Promise<Fault[]> {
  const reply = await credit(connection)
  if (reply.is === 'ok') return []
  if (reply.is === 'blocked') return [fault('BLOCKED', '', { need: reply.need, detail: reply.detail })]
  return [fault('GATEWAY_FAILS', 'baseUrl', { address: addressOf(connection.config), why: whyOf(reply) })]
}
