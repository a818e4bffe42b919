import type { Invoice } from '../ledger/invoice.ts'
import type { Problem } from '../ledger/problem.ts'
import { buyerNumber } from './buyer-number.ts'
import { discountLine } from './discount-line.ts'
import { headerSums } from './header-sums.ts'
import { lineCount } from './line-count.ts'
import { lineNumbers } from './line-numbers.ts'
import { lineTax } from './line-tax.ts'
import { lineTotal } from './line-total.ts'
import { personName } from './person-name.ts'
import { policyMark } from './policy-mark.ts'
import { priceTimesQuantity } from './price-times-quantity.ts'
import { printedName } from './printed-name.ts'
import { quantityWithPrice } from './quantity-with-price.ts'
import { rate } from './rate.ts'
import type { Rule, RuleContext } from './rule.ts'
import { shortName } from './short-name.ts'
import { signs } from './signs.ts'
import { specialBusiness } from './special-business.ts'
import { specialUntaxed } from './special-untaxed.ts'
import { taxCode } from './tax-code.ts'
import { taxErrorSum } from './tax-error-sum.ts'

const RULES: readonly Rule[] = [
  lineCount,
  lineNumbers,
  lineTotal,
  headerSums,
  signs,
  quantityWithPrice,
  priceTimesQuantity,
  lineTax,
  taxErrorSum,
  discountLine,
  taxCode,
  shortName,
  printedName,
  rate,
  policyMark,
  buyerNumber,
  personName,
  specialUntaxed,
  specialBusiness,
]

/** Everything the authority finds wrong with a blue, all rules run. */
export const judge = (invoice: Invoice, context: RuleContext): Problem[] => RULES.flatMap(rule => rule(invoice, context))
