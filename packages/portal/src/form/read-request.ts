import { checkTaxNumber, type Fault, fault, type InvoiceKind, isError, normalTaxNumber, PERSON, PORTABLE_LIMITS, type Title } from '@openfapiao/core'
import { sayIn } from '../texts/say.ts'
import type { TextKey } from '../texts/zh.ts'

/** The fields of the title form as they came, all text. */
export type RequestField = 'titleKind' | 'name' | 'taxNumber' | 'kind' | 'email'
export type RequestValues = Readonly<Partial<Record<RequestField, string>>>

/** One thing to correct, in both languages, at its field. */
export interface RequestFault {
  readonly field: RequestField
  readonly zh: string
  readonly en: string
}

export type ReadRequest =
  | { readonly is: 'request'; readonly title: Title; readonly kind: InvoiceKind; readonly email?: string }
  | { readonly is: 'faulty'; readonly faults: readonly RequestFault[] }

/** RFC 5321 4.5.3.1.3 less the brackets; the shape is only a guard against slips, the mail itself is the proof. */
const EMAIL_MAX = 254
const EMAIL = /^[^\s@<>",;:\\()[\]]+@[^\s@<>",;:\\()[\]]+\.[^\s@<>",;:\\()[\].]{2,}$/

/** Form fields → title, kind and e-mail, or every fault at its field. `sandbox`: made-up tax numbers pass (domain.md 3). */
export function readRequest(values: RequestValues, { sandbox }: { readonly sandbox: boolean }): ReadRequest {
  const name = clean(values.name)
  const taxNumber = normalTaxNumber(clean(values.taxNumber))
  const email = clean(values.email)
  const person = values.titleKind === 'person'
  const faults = [
    ...(person || values.titleKind === 'organisation' ? [] : [own('titleKind', 'error.kind')]),
    ...nameFaults(name, person),
    ...(person ? [] : numberFaults(taxNumber, sandbox)),
    ...kindFaults(values.kind, person),
    ...(email === '' || (email.length <= EMAIL_MAX && EMAIL.test(email)) ? [] : [own('email', 'error.email')]),
  ]
  if (faults.length > 0) return { is: 'faulty', faults }
  const title: Title = person ? { ...PERSON, ...(name === '' ? {} : { name }) } : { kind: 'organisation', name, taxNumber }
  return { is: 'request', title, kind: values.kind === 'special' ? 'special' : 'ordinary', ...(email === '' ? {} : { email }) }
}

function nameFaults(name: string, person: boolean): RequestFault[] {
  if (name === '' && !person) return [own('name', 'error.name')]
  return [...name].length > PORTABLE_LIMITS.name ? [own('name', 'error.nameLong', { max: PORTABLE_LIMITS.name })] : []
}

function numberFaults(taxNumber: string, sandbox: boolean): RequestFault[] {
  if (taxNumber === '') return [own('taxNumber', 'error.taxNumber')]
  return checkTaxNumber(taxNumber, { sandbox, path: 'taxNumber' })
    .filter(isError)
    .map(f => at('taxNumber', f))
}

function kindFaults(kind: string | undefined, person: boolean): RequestFault[] {
  if (kind !== 'ordinary' && kind !== 'special') return [own('kind', 'error.invoiceKind')]
  return kind === 'special' && person ? [at('kind', fault('SPECIAL_NEEDS_ORGANISATION', 'kind'))] : []
}

/** A name is printed as typed, full-width brackets included; only control characters and direction marks go. */
const clean = (text: string | undefined): string => (text ?? '').replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim()

const at = (field: RequestField, { zh, en }: Fault): RequestFault => ({ field, zh, en })
const own = (field: RequestField, key: TextKey, values?: Readonly<Record<string, number>>): RequestFault => ({
  field,
  zh: sayIn('zh')(key, values),
  en: sayIn('en')(key, values),
})
