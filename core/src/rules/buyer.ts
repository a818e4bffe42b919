import { fault } from '../fault/fault.ts'
import { checkTaxNumber } from '../party/tax-number.ts'
import type { Rule } from './rule.ts'

/** The buyer's name and number: a special invoice needs a number, an organisation should have one, a number must be one. */
export const buyer: Rule = {
  name: 'buyer',
  source: 'domain.md 3, 7; gateways.md 1.3, 1.4',
  check: ({ buyer, kind, colour }, { sandbox }) => [
    ...(buyer.name.trim() === '' ? [fault('TITLE_NAME_MISSING', 'buyer.name')] : []),
    ...(kind === 'special' && !buyer.taxNumber ? [fault('SPECIAL_NEEDS_ORGANISATION', 'buyer.taxNumber')] : []),
    ...(kind === 'ordinary' && colour === 'blue' && !buyer.person && !buyer.taxNumber
      ? [fault('TITLE_NUMBER_MISSING', 'buyer.taxNumber', { name: buyer.name })]
      : []),
    ...(buyer.taxNumber && colour === 'blue' ? checkTaxNumber(buyer.taxNumber, { sandbox, path: 'buyer.taxNumber' }) : []),
  ],
}
