import { createHash } from 'node:crypto'
import type { FileFormat, Letter, LetterFile } from '@openfapiao/core'
import { factsOf, filesLine, money } from './facts.ts'
import { letterHtml } from './html.ts'
import { say } from './words.ts'

/** Everything of a mail that follows from the letter alone: the same letter gives the same mail, byte for byte. */
export interface ComposedLetter {
  readonly messageId: string
  /** The seller's name, fit for a header. */
  readonly sender: string
  readonly subject: string
  readonly text: string
  readonly html: string
}

/** `domain` is the right-hand side of the Message-ID (RFC 5322 3.6.4): the sender's, so that it is globally unique. */
export function composeLetter(letter: Letter, formats: readonly FileFormat[], domain: string): ComposedLetter {
  const shown = { ...letter, sellerName: oneLine(letter.sellerName), buyerName: oneLine(letter.buyerName), orderNumber: oneLine(letter.orderNumber) }
  return {
    messageId: messageIdOf(letter.id, domain),
    sender: shown.sellerName,
    subject: subjectOf(shown),
    text: textOf(shown, formats),
    html: letterHtml(shown, formats),
  }
}

/** A mail sent twice under one letter id carries one Message-ID, by which mail systems drop the second. Hashed, so that no row id leaves the house. */
function messageIdOf(id: string, domain: string): string {
  return `<${createHash('sha256').update(`letter:${id}`).digest('hex').slice(0, 40)}@${domain}>`
}

function subjectOf({ locale, colour, total, sellerName, orderNumber }: Letter): string {
  return `${say(locale, colour)} ${money(total)} · ${sellerName} · ${orderNumber}`
}

function textOf(letter: Letter, formats: readonly FileFormat[]): string {
  const { locale, colour } = letter
  return [
    say(locale, colour === 'blue' ? 'blueLead' : 'redLead', { seller: letter.sellerName, order: letter.orderNumber }),
    factsOf(letter)
      .map(([name, value]) => `${name}: ${value}`)
      .join('\n'),
    `${say(locale, 'open')}:\n${letter.link}`,
    filesLine(letter, formats),
    ...(colour === 'blue' ? [say(locale, 'mistake')] : []),
    `-- \n${say(locale, 'automatic', { seller: letter.sellerName })}`,
  ].join('\n\n')
}

/** Names come from shops and buyers: a line break in one must not start a header or a paragraph, nor a direction mark turn a number round. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim()

export const formatsOf = (files: readonly LetterFile[]): FileFormat[] => files.map(f => f.format)
