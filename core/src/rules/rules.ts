import { buyer } from './buyer.ts'
import { decimals } from './decimals.ts'
import { discountLine } from './discount-line.ts'
import { lineCount } from './line-count.ts'
import { lineTax } from './line-tax.ts'
import { plainText } from './plain-text.ts'
import { policyMark } from './policy-mark.ts'
import { priceTimesQuantity } from './price-times-quantity.ts'
import { quantityWithPrice } from './quantity-with-price.ts'
import { rate } from './rate.ts'
import { red } from './red.ts'
import type { Rule } from './rule.ts'
import { seller } from './seller.ts'
import { shortName } from './short-name.ts'
import { signs } from './signs.ts'
import { specialBusiness } from './special-business.ts'
import { specialUntaxed } from './special-untaxed.ts'
import { sums } from './sums.ts'
import { taxCode } from './tax-code.ts'
import { taxErrorSum } from './tax-error-sum.ts'
import { textLength } from './text-length.ts'

/** Every rule there is; order only decides how faults are listed. */
export const RULES: readonly Rule[] = [
  seller,
  buyer,
  lineCount,
  taxCode,
  shortName,
  rate,
  policyMark,
  specialUntaxed,
  specialBusiness,
  quantityWithPrice,
  decimals,
  priceTimesQuantity,
  lineTax,
  taxErrorSum,
  sums,
  signs,
  discountLine,
  textLength,
  plainText,
  red,
]
