import { abs, exact, exceeds, fen, minus, same, times } from '../ledger/exact.ts'
import { type Reply, refuse } from './codes.ts'
import type { Detail, Order } from './messages/order.ts'

/** What an order's lines are held against, in this order; the first thing wrong is the answer (gateways.md 4.8). */
interface Look {
  readonly line: Detail
  readonly before: Detail | undefined
  readonly after: Detail | undefined
  knows(code: string): boolean
}
type Check = (look: Look) => Parameters<typeof refuse> | undefined

const isDiscount = (line: Detail | undefined): line is Detail => line?.invoiceLineProperty === '1'

const CHECKS: readonly Check[] = [
  ({ line }) => ((line.price === undefined) === (line.num === undefined) ? undefined : ['parameter', '单价与数量须同时填写']),
  ({ line }) => (line.goodsCode === undefined ? ['taxCodeEmpty', '未能匹配税收分类编码'] : undefined),
  ({ line, knows }) => (knows(line.goodsCode ?? '') ? undefined : ['taxCode', '税收分类编码不存在']),
  ({ line, before }) =>
    (isDiscount(line) && before?.invoiceLineProperty !== '2') || (!isDiscount(line) && before?.invoiceLineProperty === '2')
      ? ['discountPosition', '折扣行须紧跟被折扣行']
      : undefined,
  ({ line, after }) => (line.invoiceLineProperty === '2' && after === undefined ? ['discountPosition', '被折扣行之后须有折扣行'] : undefined),
  ({ line, before }) => (isDiscount(line) && line.goodsName !== before?.goodsName ? ['discountName', '折扣行名称须与被折扣行一致'] : undefined),
  ({ line, before }) =>
    isDiscount(line) && !same(line.taxRate, before?.taxRate ?? '0') ? ['discountRate', '折扣行税率须与被折扣行一致'] : undefined,
  ({ line }) => (isDiscount(line) && fen(line.taxIncludedAmount) >= 0n ? ['discountSign', '折扣行金额须为负'] : undefined),
  ({ line, before }) =>
    isDiscount(line) && -fen(line.taxIncludedAmount) > fen(before?.taxIncludedAmount ?? '0')
      ? ['discountAmount', '折扣金额大于被折扣行金额']
      : undefined,
  ({ line }) =>
    fen(line.taxExcludedAmount) + fen(line.tax) === fen(line.taxIncludedAmount) ? undefined : ['grossSum', '不含税金额与税额之和不等于含税金额'],
  ({ line }) =>
    exceeds(abs(minus(times(exact(line.taxExcludedAmount), exact(line.taxRate)), exact(line.tax))), '0.06')
      ? ['lineTax', '不含税金额乘税率与税额相差大于0.06']
      : undefined,
]

/** undefined: nothing that Nuonuo itself looks at is wrong; the bureau's own rules come later. */
export function wrongLine({ invoiceDetail }: Order, knows: Look['knows']): Reply | undefined {
  for (const [i, line] of invoiceDetail.entries()) {
    const look = { line, before: invoiceDetail[i - 1], after: invoiceDetail[i + 1], knows }
    const [wrong] = CHECKS.flatMap(check => [check(look)].filter(found => found !== undefined))
    if (wrong) return refuse(wrong[0], `第${i + 1}行${wrong[1]}`)
  }
  return undefined
}

/** What the head says that its fields alone do not: where the result is pushed, and lengths that are counted together. */
export function wrongHead({ pushMode, buyerPhone, email, buyerTel = '', buyerAddress = '' }: Order): Reply | undefined {
  if ((pushMode === '1' || pushMode === '2') && buyerPhone === undefined) return refuse('parameter', 'buyerPhone：推送方式要求手机号')
  if ((pushMode === '0' || pushMode === '2') && email === undefined) return refuse('parameter', 'email：推送方式要求邮箱')
  return [...`${buyerTel}${buyerAddress}`].length > 100 ? refuse('parameter', 'buyerTel、buyerAddress：合计超过100') : undefined
}
