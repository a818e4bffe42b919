import { createHash } from 'node:crypto'
import type { Letter } from '@openfapiao/core'
import { z } from 'zod'

/** What a template's place can be filled with. `linkKey` is the last part of the link, for templates that hold the rest of the address themselves. */
export const facts = ['seller', 'buyer', 'order', 'number', 'date', 'total', 'link', 'linkKey'] as const
export const factSchema = z.enum(facts)
export type Fact = z.infer<typeof factSchema>

/** Every value that a template may ask for. Yuan amounts and numbers are never cut, names and order numbers are, at `longest` characters. */
export function factsOf(letter: Letter, longest: number | undefined): Readonly<Record<Fact, string>> {
  const { sellerName, buyerName, orderNumber, number, issuedOn, total, link } = letter
  const name = (text: string): string => cut(oneLine(text), longest)
  return {
    ...{ seller: name(sellerName), buyer: name(buyerName), order: name(orderNumber) },
    ...{ number, date: issuedOn, total, link, linkKey: link.slice(link.lastIndexOf('/') + 1) },
  }
}

/** Stands in the provider's records and receipts: 32 hex characters, hashed, so that no row id leaves the house. */
export const identityOf = (id: string): string => createHash('sha256').update(`letter:${id}`).digest('hex').slice(0, 32)

const oneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim()

function cut(text: string, longest: number | undefined): string {
  const characters = [...text]
  return longest === undefined || characters.length <= longest ? text : `${characters.slice(0, longest - 1).join('')}…`
}
