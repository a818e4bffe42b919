import { type Contact, type Fault, fault, type InvoiceKind, normalTaxNumber, PERSON, type Title } from '@openfapiao/core'
import type { TitleSettings } from '../config.ts'
import { meaning } from './metadata.ts'
import type { MedusaOrder } from './schema.ts'

export interface Asked {
  readonly title?: Title
  readonly kind?: InvoiceKind
  readonly contact?: Contact
  readonly faults: readonly Fault[]
}

/** The title that a storefront wrote into the cart's metadata, which the order inherits. Names and words are settings; an unlisted word is a fault. */
export function askedOf(order: MedusaOrder, settings: TitleSettings): Asked {
  const text = (names: readonly string[]): string | undefined => meaning([order.metadata], names)
  const party = word(settings.kind, text(settings.kind), { person: settings.personWords, organisation: settings.organisationWords })
  const invoice = word(settings.invoiceKind, text(settings.invoiceKind), { ordinary: settings.ordinaryWords, special: settings.specialWords })
  const name = text(settings.name)
  const taxNumber = text(settings.taxNumber)
  const kind =
    party.word ?? (name === undefined ? undefined : taxNumber === undefined && listed(name, settings.personWords) ? 'person' : 'organisation')
  const details = { address: text(settings.address), phone: text(settings.phone), bank: text(settings.bank), account: text(settings.account) }
  return {
    title: madeOut(kind, name, taxNumber === undefined ? undefined : normalTaxNumber(taxNumber), details),
    kind: invoice.word,
    contact: contactOf(text(settings.email) ?? order.email, order.locale),
    faults: [...party.faults, ...invoice.faults],
  }
}

type Details = Pick<Title, 'address' | 'phone' | 'bank' | 'account'>

function madeOut(kind: Title['kind'] | undefined, name: string | undefined, taxNumber: string | undefined, details: Details): Title | undefined {
  if (kind === 'person') return name === undefined ? PERSON : { kind, name }
  return kind === undefined || name === undefined ? undefined : { kind, name, taxNumber, ...details }
}

function contactOf(email: string | undefined, locale: string | undefined): Contact | undefined {
  if (email === undefined && locale === undefined) return undefined
  return { email, ...(locale === undefined ? {} : { locale: locale.toLowerCase().startsWith('zh') ? 'zh' : 'en' }) }
}

function word<T extends string>(names: readonly string[], value: string | undefined, words: Readonly<Record<T, readonly string[]>>) {
  const keys = Object.keys(words).filter((key): key is T => key in words)
  const found = value === undefined ? undefined : keys.find(key => listed(value, words[key]))
  if (value === undefined || found !== undefined) return { word: found, faults: [] }
  const attribute = names.join(', ')
  return { faults: [fault('TITLE_WORD_UNKNOWN', `metadata.${names[0]}`, { attribute, words: keys.flatMap(key => words[key]).join('、') })] }
}

const listed = (value: string, words: readonly string[]): boolean => words.some(w => w.toLowerCase() === value.toLowerCase())
