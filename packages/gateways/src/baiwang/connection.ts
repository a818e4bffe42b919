import type { Outcome, Vault } from '@openfapiao/core'
import type { Ask, Reply } from './caller.ts'
import type { BaiwangConfig } from './config.ts'
import type { Call } from './envelope.ts'
import { given, type Tree, written } from './json.ts'

/** The open connection of one seller. */
export interface Connection {
  readonly ask: Ask
  readonly config: BaiwangConfig
  readonly taxNumber: string
  readonly vault: Vault
  /** Seconds until a red form that waits for the other side is looked at again. */
  readonly askFormSeconds: number
}

type Named = Pick<Call, 'method' | 'operation' | 'subjects'>

/** Version 6.0 with the question under `data`. */
export const wrapped = (named: Named, question: Tree, { taxNumber, config: { orgCode } }: Connection): Call => ({
  ...named,
  version: '6.0',
  body: written({ taxNo: taxNumber, ...given({ orgCode }), data: question }),
})

/** Everything on one level, as the red forms want it: 7.0, and 6.0 for the details of one form. */
export const flat = (named: Named, version: Call['version'], question: Tree, { taxNumber, config: { taxUserName } }: Connection): Call => ({
  ...named,
  version,
  body: written({ taxNo: taxNumber, sellerTaxNo: taxNumber, ...given({ taxUserName }), ...question }),
})

/** A reply that is no answer to the question → outcome. A complaint about a question proves nothing about the document. */
export function unsaid(reply: Exclude<Reply, { is: 'ok' }>): Outcome {
  if (reply.is === 'blocked') return reply
  return { is: 'unknown', why: whyOf(reply) }
}

/** Why a reply is of no use: for answers that can only say "failed" or "later". */
export function whyOf(reply: Exclude<Reply, { is: 'ok' }>): string {
  switch (reply.is) {
    case 'blocked':
      return `${reply.need}: ${reply.detail}`
    case 'dead':
      return `refused: ${reply.fault.en}`
    default:
      return reply.why
  }
}
