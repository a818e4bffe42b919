import { type Decimal, divide, fixed, isZero, ofFen } from '../money/decimal.ts'
import type { Fen } from '../money/fen.ts'
import { priceFits } from './tolerance.ts'

export interface PriceLimits {
  readonly priceDecimals: number
  readonly priceTextMax: number
}

/**
 * Unit price without tax, derived last: amount ÷ quantity with as many decimals as the gateway takes and the text holds (point included).
 * undefined where no such price is within 0.01 of the amount (domain.md 2): then quantity and price are both left out.
 */
export function unitPriceOf(amountFen: Fen, quantity: Decimal, limits: PriceLimits): Decimal | undefined {
  if (isZero(quantity)) return undefined
  const price = fitted(ofFen(amountFen), quantity, limits)
  return isZero(price) || !priceFits(price, quantity, amountFen) ? undefined : price
}

/** A quantity fits if its text does; longer ones are left out with their price. */
export const quantityFits = (quantity: Decimal, limits: PriceLimits): boolean =>
  quantity.replace('-', '').length <= limits.priceTextMax && fixed(quantity).scale <= limits.priceDecimals

function fitted(amount: Decimal, quantity: Decimal, { priceDecimals, priceTextMax }: PriceLimits): Decimal {
  const full = divide(amount, quantity, priceDecimals)
  const whole = full.split('.')[0] ?? ''
  const room = Math.max(0, Math.min(priceDecimals, priceTextMax - whole.length - 1))
  return divide(amount, quantity, room)
}
