import { type Fault, fault, type Io, type QuotaAnswer, type Session, shanghaiDate, type Vault } from '@openfapiao/core'
import { callerOf } from './caller.ts'
import { addressOf, type NuonuoConfig } from './config.ts'
import { type Connection, connectionOf, question, whyOf } from './connection.ts'
import { fileOf } from './files.ts'
import { find } from './find.ts'
import { decideForm, formsOfBlue } from './forms.ts'
import { type Login, loginOf } from './login.ts'
import { codeAndNumber } from './number.ts'
import { creditOf, sessionTrouble } from './ready.ts'
import { submitAll } from './submit.ts'
import { tokensOf } from './token.ts'

/** Where Nuonuo sends an issued invoice once more. Buyer's data: never kept, never logged. */
export interface Recipient {
  readonly phone?: string
  readonly mail?: string
}

/** A session with what Nuonuo has besides: sending an invoice once more, and the tax-bureau login. */
export interface NuonuoSession extends Session {
  deliver(number: string, to: Recipient): Promise<{ readonly is: 'sent' } | { readonly is: 'failed'; readonly why: string }>
  readonly login: Login
}

/** The open gateway of one seller. It keeps tokens, rations and serials in the vault, so any number of them may run at once. */
export function openSession(config: NuonuoConfig, { taxNumber }: { readonly taxNumber: string }, io: Io, vault: Vault): NuonuoSession {
  const ask = callerOf({ config, taxNumber, io, tokens: tokensOf(config, taxNumber, io, vault) })
  const connection = connectionOf(ask, config, taxNumber, io, vault)
  return {
    submit: sealed => submitAll(sealed, connection),
    find: sought => find(sought, connection),
    file: (number, format) => fileOf(number, format, connection),
    check: () => faultsOf(connection),
    quota: () => quotaOf(connection),
    forms: blueNumber => formsOfBlue(blueNumber, connection),
    decideForm: (uuid, decision) => decideForm(uuid, decision, connection),
    deliver: (number, to) => deliver(number, to, connection),
    login: loginOf(connection),
  }
}

/** Token, signature, login and face check, asked for and not changed. */
async function faultsOf(connection: Connection): Promise<Fault[]> {
  const probe = await connection.ask(question('queryInvoiceResult', [], { orderNos: ['CONNECTIONCHECK'], isOfferInvoiceDetail: '0' }))
  const answered = probe.is === 'reply' && (probe.verdict.is === 'ok' || probe.verdict.is === 'nothing')
  if (probe.is === 'blocked') return [fault('BLOCKED', '', { need: probe.need, detail: probe.detail })]
  if (probe.is === 'reply' && probe.verdict.is === 'blocked')
    return [fault('BLOCKED', '', { need: probe.verdict.need, detail: probe.verdict.detail })]
  if (!answered) return [fault('GATEWAY_FAILS', 'apiUrl', { address: addressOf(connection.config), why: whyOf(probe) })]
  const trouble = connection.config.carrier === 'digital' ? await sessionTrouble(connection) : undefined
  return trouble?.is === 'blocked' ? [fault('BLOCKED', '', { need: trouble.need, detail: trouble.detail })] : []
}

/** 授信额度 as fresh as the ration allows. Nuonuo names no month: it is that of Shanghai now. */
async function quotaOf(connection: Connection): Promise<QuotaAnswer> {
  const { credit, reply } = await creditOf(connection, 'fresh')
  return credit ? { is: 'quota', ...credit, month: shanghaiDate(connection.io.now()).slice(0, 7) } : { is: 'failed', why: whyOf(reply) }
}

/** 数电 invoices have no code; a 税控 number of ours is code and number. */
async function deliver(number: string, { phone, mail }: Recipient, connection: Connection): ReturnType<NuonuoSession['deliver']> {
  const { invoiceCode, invoiceNo } = connection.config.carrier === 'digital' ? { invoiceCode: undefined, invoiceNo: number } : codeAndNumber(number)
  const given = { taxnum: connection.taxNumber, invoiceCode, invoiceNum: invoiceNo, phone, mail }
  const reply = await connection.ask(question('deliveryInvoice', [number], given))
  return reply.is === 'reply' && reply.verdict.is === 'ok' ? { is: 'sent' } : { is: 'failed', why: whyOf(reply) }
}
