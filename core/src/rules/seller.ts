import { fault } from '../fault/fault.ts'
import { checkTaxNumber } from '../party/tax-number.ts'
import type { Rule } from './rule.ts'

export const seller: Rule = {
  name: 'seller',
  source: 'domain.md 1.3: seller number and name, issuing clerk',
  check: ({ seller, issuer }, { sandbox }) => [
    ...(seller.name.trim() === '' ? [fault('SELLER_MISSING', 'seller.name', { field: 'seller.name' })] : []),
    ...(issuer.trim() === '' ? [fault('SELLER_MISSING', 'issuer', { field: 'issuer' })] : []),
    ...(seller.taxNumber
      ? checkTaxNumber(seller.taxNumber, { sandbox, path: 'seller.taxNumber' })
      : [fault('SELLER_MISSING', 'seller.taxNumber', { field: 'seller.taxNumber' })]),
  ],
}
