import type { PushedLine } from '@openfapiao/api'
import {
  add,
  compare,
  completeTriple,
  type Decimal,
  distance,
  divide,
  type Fault,
  type Fen,
  fault,
  fenOf,
  isZero,
  multiply,
  normal,
  ofFen,
  times,
} from '@openfapiao/core'

/** The whole line before discounts, in the order's price basis. */
export interface Measured {
  readonly valueFen: Fen
  readonly quantity?: Decimal
  readonly unitPrice?: Decimal
}

/** As the schema bounds amounts; a product of two bounded numbers is not bounded by itself. */
const LARGEST = '9999999999.99'

/** Quantity, price and amount from any sufficient pair (core's `completeTriple`); given all three, they must agree. */
export function measure(line: PushedLine, path: string): Measured | Fault {
  const { id, quantity, price, amount } = line
  const product = quantity === undefined || price === undefined ? undefined : multiply(price, quantity)
  if (product !== undefined && compare(product, LARGEST) > 0) return fault('LINE_TOO_LARGE', path, { line: id })
  if (product !== undefined && amount !== undefined && !agrees(product, amount, quantity ?? '1')) {
    return fault('LINE_PRODUCT', path, { line: id, product, amount })
  }
  // A price of nothing divides nothing: the amount stands alone.
  const usable = price === undefined || (isZero(price) && quantity === undefined) ? undefined : price
  const whole = completeTriple({ quantity, price: usable, amountFen: amount === undefined ? undefined : fenOf(amount) })
  if (!whole) return fault('LINE_UNMEASURED', path, { line: id })
  const counted = whole.quantity === undefined || isZero(whole.quantity) ? undefined : normal(whole.quantity)
  return { valueFen: whole.amountFen, quantity: counted, unitPrice: price === undefined ? undefined : normal(price) }
}

/** A price is written to the fen at best: half a fen for each unit, and one for the rounding of the amount itself. */
function agrees(product: Decimal, amount: Decimal, quantity: Decimal): boolean {
  return compare(distance(product, amount), add('0.01', multiply('0.005', quantity))) <= 0
}

/** What a discount takes off `leftFen`; more than that, or not one of amount and percent, is a fault. */
export function discountOf(discount: { readonly amount?: string; readonly percent?: string }, leftFen: Fen, field: string): Fen | Fault {
  const { amount, percent } = discount
  if ((amount === undefined) === (percent === undefined)) return fault('DISCOUNT_FORM', field, { field })
  const taken = amount === undefined ? times(leftFen, divide(percent ?? '0', '100', 8)) : fenOf(amount)
  return taken > leftFen ? fault('DISCOUNT_EXCEEDS', field, { field, discount: ofFen(taken), left: ofFen(leftFen) }) : taken
}
