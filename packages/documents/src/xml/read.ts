import { fieldFaults } from '@openfapiao/core'
import type { EInvoice } from '../einvoice.ts'
import type { Unreadable } from '../unreadable.ts'
import { documentSchema } from './elements.ts'
import { invoiceOf } from './invoice.ts'
import { treeReader } from './tree.ts'

export type XmlReading = { readonly is: 'read'; readonly invoice: EInvoice } | Unreadable

const treeOf = treeReader({ lists: ['IssuItemInformation', 'SpecificInformation', 'AdditionalInformation', 'UndefinedLabel', 'Label'] })

/**
 * The authority's XML as data (domain.md 8.1). It is read by element names alone: there is no namespace, and AdditionalInformation stands beside the
 * items in some files and after or within them in others. What is not understood is unreadable, never guessed: the faults name each element.
 */
export function readXml(bytes: Uint8Array): XmlReading {
  const tree = treeOf(bytes)
  if (tree.is === 'unreadable') return tree
  const parsed = documentSchema.safeParse(tree.root, { reportInput: true })
  if (!parsed.success) return { is: 'unreadable', faults: fieldFaults(parsed.error) }
  return { is: 'read', invoice: invoiceOf(parsed.data) }
}
