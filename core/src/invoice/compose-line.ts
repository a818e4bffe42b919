import { type Fault, fault } from '../fault/fault.ts'
import { type Decimal, divide, multiply, netOf, ofFen, share, times, toFen } from '../money/decimal.ts'
import { type Fen, yuan } from '../money/fen.ts'
import type { Coding } from '../tax/map-codes.ts'
import type { Line } from './content.ts'
import { type PriceLimits, quantityFits, unitPriceOf } from './price.ts'
import { taxFits } from './tolerance.ts'

/**
 * What is to be printed of one order line. `valueFen` and `discountFen` are in the order's price basis, `grossFen` is what was paid, tax included:
 * the one figure that must come out exact.
 */
export interface Portion {
  readonly basis: 'gross' | 'net'
  readonly valueFen: Fen
  readonly discountFen: Fen
  readonly grossFen: Fen
  readonly quantity?: Decimal
}

/** One line, or a discounted line and its discount line right after it (domain.md 1.5). `no` is for the faults. */
export function composeLine(portion: Portion, coding: Coding, no: number, limits: PriceLimits): { lines: Line[]; faults: Fault[] } {
  const { main, rest, faults } = amounts(portion, coding, no)
  const base = { name: coding.name, shortName: coding.shortName, taxCode: coding.taxCode, rate: coding.rate, policyMark: coding.policyMark }
  const measured = measure(main.amountFen, portion.quantity, coding, limits)
  const first: Line = { ...base, ...measured, nature: rest ? 'discounted' : 'normal', ...main }
  return { lines: rest ? [first, { ...base, nature: 'discount', ...rest }] : [first], faults }
}

interface Amounts {
  readonly amountFen: Fen
  readonly taxFen: Fen
  readonly totalFen: Fen
}
interface Split {
  readonly main: Amounts
  readonly rest?: Amounts
  readonly faults: Fault[]
}

function amounts(portion: Portion, coding: Coding, no: number): Split {
  const net = portion.basis === 'net' ? netBasis(portion, coding.rate) : undefined
  if (net) return { ...net, faults: [] }
  const faults =
    portion.basis === 'net'
      ? [fault('PLATFORM_TAX_DIFFERS', `lines.${no - 1}.tax`, { line: no, platform: yuan(taxOf(portion)), mapped: coding.rate })]
      : []
  return { ...grossBasis(inGross(portion), coding.rate), faults }
}

const taxOf = ({ grossFen, valueFen, discountFen }: Portion): Fen => grossFen - (valueFen - discountFen)

/** Tax included: net = round(gross ÷ (1 + rate)), tax = gross − net; the discount line takes the difference, so the pair adds up to what was paid. */
function grossBasis({ valueFen, grossFen }: Pick<Portion, 'valueFen' | 'grossFen'>, rate: Decimal): Omit<Split, 'faults'> {
  const main = parts(netOf(valueFen, rate), valueFen)
  const paidNet = netOf(grossFen, rate)
  // A discount too small to change the amount would print a line of 0.00, which nobody accepts: it goes into the line itself.
  if (paidNet === main.amountFen) return { main: parts(paidNet, grossFen) }
  return { main, rest: parts(paidNet - main.amountFen, grossFen - valueFen) }
}

/** Tax on top: the net amounts stand, if the platform's tax fits the mapped rate within 0.06 (domain.md 2); else undefined. */
function netBasis({ valueFen, discountFen, grossFen }: Portion, rate: Decimal): Omit<Split, 'faults'> | undefined {
  const amountFen = valueFen - discountFen
  const taxFen = grossFen - amountFen
  if (!taxFits(amountFen, rate, taxFen)) return undefined
  if (discountFen === 0) return { main: parts(amountFen, grossFen) }
  const mainTax = times(valueFen, rate)
  return { main: parts(valueFen, valueFen + mainTax), rest: parts(-discountFen, grossFen - valueFen - mainTax) }
}

/** A net portion whose tax does not fit: the paid gross is the truth, its undiscounted value in proportion. */
function inGross({ basis, valueFen, discountFen, grossFen }: Portion): Pick<Portion, 'valueFen' | 'grossFen'> {
  const paid = valueFen - discountFen
  if (basis === 'gross' || paid === 0) return { valueFen: basis === 'gross' ? valueFen : grossFen, grossFen }
  return { valueFen: Math.max(grossFen, share(valueFen, grossFen, paid)), grossFen }
}

const parts = (amountFen: Fen, totalFen: Fen): Amounts => ({ amountFen, taxFen: totalFen - amountFen, totalFen })

function measure(
  amountFen: Fen,
  quantity: Decimal | undefined,
  coding: Coding,
  limits: PriceLimits,
): Pick<Line, 'quantity' | 'unitPrice' | 'unit' | 'spec'> {
  const unitPrice = quantity !== undefined && quantityFits(quantity, limits) ? unitPriceOf(amountFen, quantity, limits) : undefined
  if (unitPrice === undefined) return { spec: coding.spec }
  return { quantity, unitPrice, unit: coding.unit, spec: coding.spec }
}

/**
 * Completes quantity, price and amount of a line from any two of them (`price` and `amountFen` in one basis): amount = price × quantity rounded
 * to fen; a missing quantity or price comes from the amount at 13 decimals (domain.md 2). undefined: nothing sufficient was given.
 */
export function completeTriple(given: {
  quantity?: Decimal
  price?: Decimal
  amountFen?: Fen
}): { quantity?: Decimal; price?: Decimal; amountFen: Fen } | undefined {
  const { quantity, price, amountFen } = given
  if (amountFen === undefined)
    return quantity === undefined || price === undefined ? undefined : { ...given, amountFen: toFen(multiply(price, quantity)) }
  if (quantity === undefined && price !== undefined) return { ...given, amountFen, quantity: divide(ofFen(amountFen), price, 13) }
  if (quantity !== undefined && price === undefined) return { ...given, amountFen, price: divide(ofFen(amountFen), quantity, 13) }
  return { ...given, amountFen }
}
