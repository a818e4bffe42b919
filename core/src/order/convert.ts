import type { Policy } from '../engine/settings.ts'
import { shanghaiDate } from '../engine/supply-date.ts'
import { allocate } from '../money/allocate.ts'
import { type Decimal, share, times } from '../money/decimal.ts'
import type { Fen } from '../money/fen.ts'
import type { Conversion, Order, OrderLine, Refund } from './order.ts'
import { grossOf } from './owed.ts'

/**
 * An order settled in another currency, in CNY at the rate that the merchant's own dated source gives for the day of payment. The rate is kept with the order:
 * `known` (of the snapshot) wins, so that refunds go back at the rate of their sale and a corrected rate list changes nothing that was made. Without a rate
 * the order stays as it is, and the plan holds it. Sums stay exact: lines share the converted total, refunds grow to it.
 */
export function convert(order: Order, { exchange }: Pick<Policy, 'exchange'>, known?: Conversion): Order {
  if (order.currency === 'CNY') return order
  const conversion = known ?? conversionOf(order, exchange)
  return conversion ? converted(order, conversion) : order
}

function conversionOf({ currency, paidAt }: Order, exchange: Policy['exchange']): Conversion | undefined {
  if (!exchange || paidAt === undefined) return undefined
  const on = shanghaiDate(Date.parse(paidAt))
  const [rate] = exchange.rates.filter(r => r.currency === currency && r.from <= on).sort((a, b) => (a.from < b.from ? 1 : -1))
  return rate ? { currency, rate: rate.rate, on: rate.from, source: exchange.source } : undefined
}

function converted(order: Order, conversion: Conversion): Order {
  const { rate } = conversion
  const totalFen = times(order.totalFen, rate)
  const gross = order.lines.map(line => grossOf(line, order))
  const parts = allocate(totalFen, gross)
  const lines = order.lines.map((line, i) => lineOf(line, parts[i] ?? 0, rate, order.pricesIncludeTax === false))
  const paidFen = order.paidFen === order.totalFen ? totalFen : times(order.paidFen, rate)
  const refunds = refundsOf(order, { totalFen, gross, parts })
  return { ...order, currency: 'CNY', conversion, totalFen, paidFen, lines, refunds }
}

/** What was paid for the line is its share of the total; discount and tax are converted, and the value is what makes them add up. */
function lineOf(line: OrderLine, paidFen: Fen, rate: Decimal, taxOnTop: boolean): OrderLine {
  const discountFen = times(line.discountFen, rate)
  const taxFen = line.taxFen === undefined ? undefined : Math.min(times(line.taxFen, rate), paidFen)
  const netFen = taxOnTop ? paidFen - (taxFen ?? 0) : paidFen
  const { unitPrice: _, ...rest } = line
  return { ...rest, valueFen: netFen + discountFen, discountFen, ...(taxFen === undefined ? {} : { taxFen }) }
}

interface Shares {
  readonly totalFen: Fen
  readonly gross: readonly Fen[]
  readonly parts: readonly Fen[]
}

/** Refunds by cumulative rounding: when all the money is back, exactly the converted total is. */
function refundsOf(order: Order, shares: Shares): Refund[] {
  let [seen, given] = [0, 0]
  return order.refunds.map(refund => {
    seen += refund.amountFen
    const amountFen = share(shares.totalFen, seen, Math.max(1, order.totalFen)) - given
    given += amountFen
    return { ...refund, amountFen, lines: refund.lines.map(line => ({ ...line, grossFen: shareOfLine(line, order, shares) })) }
  })
}

function shareOfLine({ lineId, grossFen }: Refund['lines'][number], { lines }: Order, { gross, parts }: Shares): Fen {
  const at = lines.findIndex(l => l.id === lineId)
  return share(parts[at] ?? 0, grossFen, Math.max(1, gross[at] ?? 1))
}
