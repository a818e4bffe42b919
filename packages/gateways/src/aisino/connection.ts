import type { Outcome, Vault } from '@openfapiao/core'
import type { Ask, Reply } from './caller.ts'
import type { AisinoConfig } from './config.ts'

/** The open connection of one seller. */
export interface Connection {
  readonly ask: Ask
  readonly config: AisinoConfig
  readonly taxNumber: string
  readonly vault: Vault
  /** Seconds until a red that is under way is looked at again. */
  readonly askRedSeconds: number
}

/** A question: its message is made here, never frozen. */
export const question = (
  { ask }: Connection,
  interfaceCode: string,
  operation: string,
  subjects: readonly string[],
  message: Readonly<Record<string, unknown>>,
): Promise<Reply> => ask({ interfaceCode, operation, subjects, message: JSON.stringify(message) })

/** A reply that is no answer to the question → outcome. A complaint about a question proves nothing about the document. */
export const unsaid = (reply: Exclude<Reply, { is: 'ok' }>): Outcome => (reply.is === 'blocked' ? reply : { is: 'unknown', why: whyOf(reply) })

/** Why a reply is of no use: for answers that can only say "failed" or "later". */
export function whyOf(reply: Exclude<Reply, { is: 'ok' }>): string {
  switch (reply.is) {
    case 'blocked':
      return `${reply.need}: ${reply.detail}`
    case 'dead':
      return `refused: ${reply.fault.en}`
    case 'pending':
      return '1002: under way'
    case 'absent':
      return 'nobody knows this serial'
    default:
      return reply.why
  }
}
