import type { Io, Outcome, Vault } from '@openfapiao/core'
import type { Ask, Call, Reply } from './caller.ts'
import type { NuonuoConfig } from './config.ts'
import { askFormSeconds } from './traits.ts'

/** The open connection of one seller. */
export interface Connection {
  readonly ask: Ask
  readonly config: NuonuoConfig
  readonly taxNumber: string
  readonly io: Io
  readonly vault: Vault
  /** Seconds until a red form that waits for the other side is looked at again. */
  readonly askFormSeconds: number
}

export const connectionOf = (ask: Ask, config: NuonuoConfig, taxNumber: string, io: Io, vault: Vault): Connection => ({
  ask,
  config,
  taxNumber,
  io,
  vault,
  askFormSeconds: askFormSeconds(config),
})

type Given = Readonly<Record<string, string | readonly string[] | undefined>>

/** A question with its parameters; absent ones are left out. */
export const question = (method: string, subjects: readonly string[], given: Given): Call => ({
  method,
  subjects,
  body: JSON.stringify(Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))),
})

/** Which of the enterprise's tax-bureau accounts is meant. */
export const accountOf = ({ config: { extensionNumber } }: Connection): Given => ({ extensionNumber })

/** Reply → outcome, for everything that the operation itself does not look at. A refused question proves nothing about a document. */
export function outcomeOf(reply: Reply, of: 'submit' | 'find'): Outcome {
  if (reply.is === 'unreached') return { is: of === 'submit' ? 'unsent' : 'unknown', why: reply.why }
  if (reply.is === 'blocked') return reply
  if (reply.is === 'unclear') return { is: 'unknown', why: reply.why }
  return reply.verdict.is === 'blocked' ? reply.verdict : { is: 'unknown', why: whyOf(reply) }
}

/** Why a reply is of no use, in codes. */
export function whyOf(reply: Reply): string {
  if (reply.is === 'blocked') return `${reply.need}: ${reply.detail}`
  if (reply.is !== 'reply') return reply.why
  const { verdict, code } = reply
  if (verdict.is === 'blocked') return `${verdict.need}: ${verdict.detail}`
  if (verdict.is === 'unclear') return verdict.why
  return verdict.is === 'ok' ? 'unreadable answer' : `code ${code}`
}

/** The result of a call that went well. */
export const resultOf = (reply: Reply): unknown => (reply.is === 'reply' && reply.verdict.is === 'ok' ? reply.result : undefined)
