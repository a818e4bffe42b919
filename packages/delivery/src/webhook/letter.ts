import { createHash } from 'node:crypto'
import type { Letter, LetterFile } from '@openfapiao/core'
import type { WebhookConfig } from './config.ts'

/** The body: the same letter and files give the same text, byte for byte. Never an address of the buyer. */
export function payloadOf(letter: Letter, files: readonly LetterFile[], { tells }: Pick<WebhookConfig, 'tells'>): string {
  const { order, orderNumber, locale, sellerName, colour, number, issuedOn, total } = letter
  const buyer = Object.fromEntries(tells.map(fact => [fact, letter[fact]]))
  const facts = { order: { ...order, number: orderNumber }, colour, number, issuedOn, total, sellerName, locale, ...buyer }
  return JSON.stringify({ type: 'invoice.issued', data: { ...facts, files: files.map(fileOf) } })
}

const fileOf = ({ name, format, bytes }: LetterFile) => ({
  name,
  format,
  sha256: createHash('sha256').update(bytes).digest('hex'),
  base64: Buffer.from(bytes).toString('base64'),
})
