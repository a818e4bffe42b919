import { type Fault, fault } from '../fault/fault.ts'
import { fixed } from '../money/decimal.ts'
import type { Rule, RuleContext } from './rule.ts'

export const decimals: Rule = {
  name: 'decimals',
  source: "domain.md 1.4: price and quantity up to 13 decimals and 16 characters with the point; the gateway's traits decide",
  check: ({ lines }, context) =>
    lines.flatMap((l, i) => [
      ...tooLong(l.quantity, `lines.${i}.quantity`, i + 1, context),
      ...tooLong(l.unitPrice, `lines.${i}.unitPrice`, i + 1, context),
    ]),
}

function tooLong(value: string | undefined, path: string, line: number, { priceDecimals, priceTextMax }: RuleContext): Fault[] {
  if (value === undefined) return []
  const digits = value.replace('-', '')
  const fits = digits.length <= priceTextMax && fixed(value).scale <= priceDecimals
  return fits ? [] : [fault('DECIMALS', path, { line, value, decimals: priceDecimals, length: priceTextMax })]
}
