import { type Contact, type Fault, fieldFaults, type InvoiceKind, invoiceKind, type Title, titleSchema } from '@openfapiao/core'
import { z } from 'zod'

/** What a storefront writes into the custom field `fapiaoTitle`: JSON of a title, the kind asked for, and where to send it. */
export const fapiaoTitleSchema = titleSchema.extend({ invoice: invoiceKind.default('ordinary'), email: z.email().optional() })

export interface ReadTitle {
  readonly title?: Title
  readonly kind?: InvoiceKind
  readonly contact?: Contact
  readonly faults: readonly Fault[]
}

export function readTitle(text: string | undefined): ReadTitle {
  if (text === undefined || text.trim() === '') return { faults: [] }
  const read = fapiaoTitleSchema.safeParse(jsonOf(text), { reportInput: true })
  if (!read.success) return { faults: fieldFaults(read.error, 'customFields.fapiaoTitle') }
  const { invoice, email, ...title } = read.data
  return { title, kind: invoice, ...(email ? { contact: { email } } : {}), faults: [] }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
