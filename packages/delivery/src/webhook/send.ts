import type { Channel, Io, Letter, LetterFile, SendAnswer } from '@openfapiao/core'
import { classify } from './classify.ts'
import type { WebhookConfig } from './config.ts'
import { payloadOf } from './letter.ts'
import { signedHeaders } from './sign.ts'

/**
 * 外发通知: tells a system of the merchant's own of every document, signed. The body of a letter never changes; time and signature are made afresh for each try.
 * Answers `sent` for 2xx, `refused` when the receiver says that it will never take this letter, `later` for everything else.
 */
export function webhookChannel(config: WebhookConfig, io: Pick<Io, 'now' | 'fetch'>): Channel {
  const { url, secrets, attaches, timeoutSeconds } = config
  return Object.freeze({
    identifier: 'webhook',
    reaches: 'house' as const,
    attaches,
    async send(letter: Letter, files: readonly LetterFile[]): Promise<SendAnswer> {
      const body = payloadOf(letter, files, config)
      const signed = signedHeaders({ id: letter.id, at: Math.floor(io.now() / 1000), body }, secrets)
      const headers = { 'content-type': 'application/json; charset=utf-8', 'user-agent': 'OpenFapiao', ...signed }
      const about = { operation: 'webhook', subjects: [letter.number] }
      return classify(await io.fetch({ method: 'POST', url, headers, body, timeoutSeconds, about }), io.now())
    },
  })
}
