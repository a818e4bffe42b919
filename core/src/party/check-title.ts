import { type Fault, fault } from '../fault/fault.ts'
import { checkTaxNumber } from './tax-number.ts'
import type { InvoiceKind, Title } from './title.ts'

/** What is wrong with a title that a buyer gave, before anything is composed; paths are its fields. */
export function checkTitle({ kind, name, taxNumber }: Title, wanted: InvoiceKind, { sandbox }: { readonly sandbox: boolean }): Fault[] {
  return [
    ...(name.trim() === '' ? [fault('TITLE_NAME_MISSING', 'name')] : []),
    ...(wanted === 'special' && (kind === 'person' || !taxNumber) ? [fault('SPECIAL_NEEDS_ORGANISATION', 'taxNumber')] : []),
    ...(wanted === 'ordinary' && kind === 'organisation' && !taxNumber ? [fault('TITLE_NUMBER_MISSING', 'taxNumber', { name })] : []),
    ...(taxNumber ? checkTaxNumber(taxNumber, { sandbox, path: 'taxNumber' }) : []),
  ]
}
