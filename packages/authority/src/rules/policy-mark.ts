import { same } from '../ledger/exact.ts'
import { ratesOfMark } from '../ledger/rates.ts'
import { perLine } from './rule.ts'

/** 未发生销售行为的不征税项目 (codes of part 6) are printed 不征税 (domain.md 1.6, 5). */
const NOT_TAXED = '04'

/** The mark fits the rate (gateways.md 1.4), and what is not taxed says so. */
export const policyMark = perLine(({ policyMark: mark, rate, taxCode }) => {
  const wanted = ratesOfMark(mark)
  if (wanted && !wanted.some(r => same(r, rate)))
    return { is: 'policyMark', field: 'policyMark', text: `优惠政策标识${mark}只能使用税率${wanted.join('、')}` }
  return taxCode.startsWith('6') && mark !== NOT_TAXED ? { is: 'policyMark', field: 'policyMark', text: '不征税项目须使用优惠政策标识04' } : undefined
})
