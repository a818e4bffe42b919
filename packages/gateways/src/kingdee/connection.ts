import type { Io, Outcome } from '@openfapiao/core'
import type { Ask, Reply } from './caller.ts'
import type { KingdeeConfig } from './config.ts'

/** The open connection of one seller. */
export interface Connection {
  readonly ask: Ask
  readonly config: KingdeeConfig
  readonly taxNumber: string
  readonly io: Io
  /** Seconds until a red that is under way is looked at again. */
  readonly askRedSeconds: number
}

/** A reply that is no answer to the question → outcome. A complaint about a question proves nothing about the document. */
export const unsaid = (reply: Exclude<Reply, { is: 'ok' }>): Outcome => (reply.is === 'blocked' ? reply : { is: 'unknown', why: whyOf(reply) })

/** Why a reply is of no use: for answers that can only say "failed" or "later". */
export function whyOf(reply: Exclude<Reply, { is: 'ok' }>): string {
  switch (reply.is) {
    case 'blocked':
      return `${reply.need}: ${reply.detail}`
    case 'refused':
      return `refused: ${reply.fault.en}`
    case 'duplicate':
      return '10127: this serial is known; it is asked for'
    case 'absent':
      return 'nobody knows it'
    default:
      return reply.why
  }
}
