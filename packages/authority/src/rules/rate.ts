import { same } from '../ledger/exact.ts'
import type { Line } from '../ledger/invoice.ts'
import { inForce, ratesOfMark } from '../ledger/rates.ts'
import { perLine, type Rule, type RuleContext } from './rule.ts'

/**
 * The rate is in force on the supply date and one of those allowed for code and taxpayer (domain.md 2, 10). Where a policy mark sets the rate, the
 * policy mark rule compares them.
 */
export const rate: Rule = (invoice, context) =>
  perLine(line => {
    const allowed = allowedRates(line, context)?.filter(r => inForce(r, invoice.suppliedOn))
    if (!allowed || allowed.some(r => same(r, line.rate))) return undefined
    return { is: 'rate', field: 'rate', text: `商品税率:${line.rate}不合法,请使用如下税率：${allowed.join('、') || '无'}` }
  })(invoice, context)

/** Small-scale sellers: 1 % while it lasts, or 3 % (domain.md 1.8; the wire carries no reason for the 3 %). */
const SMALL_SCALE = ['0.01', '0.03']

/** undefined: nothing to compare with, because another rule refuses the line. */
function allowedRates(line: Line, { edition, sellerKind }: RuleContext): readonly string[] | undefined {
  if (ratesOfMark(line.policyMark)) return undefined
  return sellerKind === 'smallScale' ? SMALL_SCALE : edition.find(line.taxCode)?.rates
}
