import { createHash } from 'node:crypto'
import type { Letter } from '@openfapiao/core'
import type { Fact, SmsConfig } from './config.ts'

/** Every value that a template may ask for. Yuan amounts and numbers are never cut, names are. */
export function factsOf(letter: Letter, longest: SmsConfig['longest']): Readonly<Record<Fact, string>> {
  const { sellerName, buyerName, orderNumber, number, issuedOn, total, link } = letter
  const name = (text: string): string => cut(oneLine(text), longest)
  return {
    ...{ seller: name(sellerName), buyer: name(buyerName), order: name(orderNumber) },
    ...{ number, date: issuedOn, total, link, linkKey: link.slice(link.lastIndexOf('/') + 1) },
  }
}

/** Stands in the provider's records and receipts; hashed, so that no row id leaves the house. */
export const identityOf = (id: string): string => createHash('sha256').update(`letter:${id}`).digest('hex').slice(0, 40)

/**
 * A mainland mobile number as eleven digits (13x to 19x), or undefined. Taken as people and shops write it: with +86, 86 or 0086 in front, with spaces and hyphens.
 */
export function mainlandMobile(text: string): string | undefined {
  return /^(?:\+86|0086|86)?(1[3-9]\d{9})$/.exec(text.replace(/[ -]/g, ''))?.[1]
}

const oneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim()

function cut(text: string, longest: number | undefined): string {
  const characters = [...text]
  return longest === undefined || characters.length <= longest ? text : `${characters.slice(0, longest - 1).join('')}…`
}
