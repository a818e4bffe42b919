import { type Fault, fault, type InvoiceKind, normalTaxNumber, PERSON, type Title } from '@openfapiao/core'
import type { TitleSettings } from '../config.ts'
import type { Attribute } from './facts.ts'

export interface Named {
  readonly title?: Title
  readonly kind?: InvoiceKind
  /** Where the buyer wants the invoice sent. */
  readonly email?: string
  readonly faults: readonly Fault[]
}

/** The title that a storefront wrote into note attributes. Names and words are settings; a word that none of them lists is a fault, never a guess. */
export function titleOf(attributes: readonly Attribute[], settings: TitleSettings): Named {
  const value = (names: readonly string[]): Attribute | undefined => attributes.find(a => names.includes(a.name.trim()) && a.value.trim() !== '')
  const text = (names: readonly string[]): string | undefined => value(names)?.value.trim()
  const party = word(value(settings.kind), { person: settings.personWords, organisation: settings.organisationWords })
  const invoice = word(value(settings.invoiceKind), { ordinary: settings.ordinaryWords, special: settings.specialWords })
  const name = text(settings.name)
  const taxNumber = text(settings.taxNumber)
  const kind = party.word ?? partyOf(name, taxNumber, settings)
  const details = { address: text(settings.address), phone: text(settings.phone), bank: text(settings.bank), account: text(settings.account) }
  return {
    title: madeOut(kind, name, taxNumber === undefined ? undefined : normalTaxNumber(taxNumber), details),
    kind: invoice.word,
    email: text(settings.email),
    faults: [...party.faults, ...invoice.faults],
  }
}

type Details = Pick<Title, 'address' | 'phone' | 'bank' | 'account'>

function madeOut(kind: Title['kind'] | undefined, name: string | undefined, taxNumber: string | undefined, details: Details): Title | undefined {
  if (kind === 'person') return { ...PERSON, ...(name === undefined ? {} : { name }) }
  return kind === undefined || name === undefined ? undefined : { kind, name, taxNumber, ...details }
}

/** Nobody said which: a name that is one of the words for a person is one, every other name is an organisation's (whose number core asks for). */
function partyOf(name: string | undefined, taxNumber: string | undefined, { personWords }: TitleSettings): Title['kind'] | undefined {
  if (name === undefined) return undefined
  return taxNumber === undefined && isOneOf(name, personWords) ? 'person' : 'organisation'
}

function word<T extends string>(attribute: Attribute | undefined, words: Readonly<Record<T, readonly string[]>>): { word?: T; faults: Fault[] } {
  if (!attribute) return { faults: [] }
  const keys = Object.keys(words).filter((key): key is T => key in words)
  const found = keys.find(key => isOneOf(attribute.value, words[key]))
  if (found !== undefined) return { word: found, faults: [] }
  const listed = keys.flatMap(key => words[key]).join('、')
  return { faults: [fault('TITLE_WORD_UNKNOWN', `attributes.${attribute.name}`, { attribute: attribute.name, words: listed })] }
}

const isOneOf = (value: string, words: readonly string[]): boolean => words.some(w => w.toLowerCase() === value.trim().toLowerCase())
