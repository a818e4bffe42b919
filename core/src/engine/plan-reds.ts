import type { Reason } from '../invoice/content.ts'
import type { RedDraft, RedDraftLine } from '../invoice/draft.ts'
import { isPriced, isSpent, type LedgerLine, ledgerOf, leftQuantity, leftTax, leftTotal } from '../invoice/ledger.ts'
import type { PriceLimits } from '../invoice/price.ts'
import { fitsUnits } from '../invoice/red.ts'
import { add, compare, type Decimal, divide, multiply, negate, ofFen, subtract, toFen } from '../money/decimal.ts'
import { type Fen, sumFen } from '../money/fen.ts'
import { hasQuantity } from '../order/owed.ts'
import type { Gap } from './coverage.ts'
import type { PlanInput } from './plan.ts'
import type { DocumentRow } from './rows.ts'

/** Reds for everything covered beyond what is owed: per blue, and per reason where a part is reversed. */
export function planReds(gaps: readonly Gap[], issued: readonly DocumentRow[], input: PlanInput): RedDraft[] {
  const under = gaps.filter(g => g.grossFen < 0)
  if (under.length === 0) return []
  const { traits, policy } = input
  const claims = blueClaims(under, issued, traits)
  const whole = policy.reds === 'fullAndReissue' || traits.partialRed !== 'always'
  return claims.flatMap(claim => {
    if (claim.lines.every(l => l.grossFen === l.leftFen) && spends(claim)) return returnOfAll(claim, issued, input)
    if (whole || claim.ledger.some(l => leavesOneFen(l, claim)))
      return wholeReds([claim.blue], issued, ledger => (ledger.every(untouched) ? '01' : '04'))
    return partReds(claim, policy.refundedService)
  })
}

/** Everything left of each of these blues, in one red. */
export function wholeReds(
  blues: readonly DocumentRow[],
  issued: readonly DocumentRow[],
  reason: (ledger: readonly LedgerLine[]) => Reason,
): RedDraft[] {
  return blues.map(blue => {
    const lines = coverLeft(blue, issued).map(({ lineId, line, quantity, leftFen }) => ({ lineId, line, quantity, grossFen: leftFen }))
    return { colour: 'red', of: blue.id, reason: reason(ledger(blue, issued)), full: true, lines }
  })
}

/** What one blue has to give back, order line by order line. `line` is the blue's line number. */
interface Claim {
  readonly blue: DocumentRow
  readonly ledger: readonly LedgerLine[]
  readonly lines: readonly ClaimLine[]
}
interface ClaimLine extends RedDraftLine {
  readonly leftFen: Fen
  readonly leftQuantity?: Decimal
}

function blueClaims(under: readonly Gap[], issued: readonly DocumentRow[], limits: PriceLimits): Claim[] {
  const open = new Map<string, Wanted>(
    under.map(g => [g.lineId, { grossFen: -g.grossFen, quantity: g.quantity === undefined ? undefined : negate(g.quantity) }]),
  )
  return issued
    .filter(d => d.colour === 'blue')
    .flatMap(blue => {
      const lines = coverLeft(blue, issued).flatMap(left => take(left, open))
      return lines.length > 0 ? [{ blue, ledger: ledger(blue, issued, limits), lines }] : []
    })
}

const ledger = (blue: DocumentRow, issued: readonly DocumentRow[], limits?: PriceLimits): LedgerLine[] =>
  ledgerOf(
    blue.content,
    issued.filter(d => d.of === blue.id && d.colour === 'red').map(d => d.content),
    limits,
  )

interface Wanted {
  readonly grossFen: Fen
  readonly quantity?: Decimal
}
interface CoverLeft {
  readonly lineId: string
  readonly line: number
  readonly leftFen: Fen
  readonly quantity?: Decimal
}

/** The blue's covers less those of its reds. */
export function coverLeft(blue: DocumentRow, issued: readonly DocumentRow[]): CoverLeft[] {
  const reds = issued.filter(d => d.of === blue.id)
  return blue.covers.flatMap(c => {
    const back = reds.flatMap(r => r.covers).filter(r => r.lineId === c.lineId && r.line === c.line)
    const leftFen = c.grossFen + sumFen(back.map(b => b.grossFen))
    return leftFen === 0
      ? []
      : [
          {
            lineId: c.lineId,
            line: c.line,
            leftFen,
            quantity: quantityLeft(
              c.quantity,
              back.map(b => b.quantity),
            ),
          },
        ]
  })
}

function quantityLeft(quantity: Decimal | undefined, back: readonly (Decimal | undefined)[]): Decimal | undefined {
  return quantity === undefined ? undefined : back.reduce<Decimal>((q, b) => (b === undefined ? q : add(q, b)), quantity)
}

function take(left: CoverLeft, open: Map<string, Wanted>): ClaimLine[] {
  const wanted = open.get(left.lineId)
  if (!wanted || wanted.grossFen === 0) return []
  const grossFen = Math.min(wanted.grossFen, left.leftFen)
  const quantity = unitsOf(wanted, left)
  open.set(left.lineId, { grossFen: wanted.grossFen - grossFen, quantity: lessUnits(wanted.quantity, quantity) })
  return [{ lineId: left.lineId, line: left.line, grossFen, quantity, leftFen: left.leftFen, leftQuantity: left.quantity }]
}

const lessUnits = (wanted: Decimal | undefined, taken: Decimal | undefined): Decimal | undefined =>
  wanted === undefined || taken === undefined ? wanted : subtract(wanted, taken)

/** Units this blue takes back: all that came back, as far as it has them. */
function unitsOf(wanted: Wanted, left: CoverLeft): Decimal | undefined {
  if (!hasQuantity(wanted.quantity) || wanted.quantity.startsWith('-') || !hasQuantity(left.quantity)) return undefined
  return compare(wanted.quantity, left.quantity) > 0 ? left.quantity : wanted.quantity
}

const spends = ({ blue, ledger, lines }: Claim): boolean =>
  !isSpent(ledger) && sumFen(lines.map(l => l.grossFen)) === sumFen(ledger.map(leftTotal)) && blue.covers.length > 0

/**
 * Amount and tax of a line are used up together (domain.md 4.2), and a remainder of one fen can only be one of the two: such a part cannot be reversed, so
 * all of it is and the rest is invoiced anew.
 */
function leavesOneFen(l: LedgerLine, { lines }: Claim): boolean {
  const takenFen = sumFen(lines.filter(c => c.line === l.no).map(c => c.grossFen))
  return takenFen > 0 && leftTax(l) > 0 && leftTotal(l) - takenFen === 1
}

const untouched = (l: LedgerLine): boolean => l.taken.amountFen === 0 && l.taken.taxFen === 0
const isServiceLine = (l: LedgerLine): boolean => l.printed.taxCode.startsWith('3')

/**
 * Everything of a blue goes back. One red: 02 when goods came back, 03 (or 04 by policy) when services were ended, 04 when money came back without units
 * or an earlier allowance took the price. Goods and services together are a red each, since 02 is not for services and 03 not for goods (gateways.md 1.5);
 * where the gateway takes only full reds that is 01.
 */
function returnOfAll(claim: Claim, issued: readonly DocumentRow[], { policy, traits }: PlanInput): RedDraft[] {
  const live = claim.ledger.filter(l => leftTotal(l) !== 0)
  const returned = claim.lines.some(l => hasQuantity(l.quantity))
  const service = policy.refundedService
  if (!returned || !live.every(isPriced)) return wholeReds([claim.blue], issued, () => '04')
  if (live.every(isServiceLine)) return wholeReds([claim.blue], issued, () => service)
  if (!live.some(isServiceLine)) return wholeReds([claim.blue], issued, () => '02')
  if (traits.partialRed !== 'always' && live.every(untouched)) return wholeReds([claim.blue], issued, () => '01')
  return [ofLines(claim, issued, '02', l => !isServiceLine(l)), ofLines(claim, issued, service, isServiceLine)]
}

/** All that is left of some lines of a blue. */
function ofLines({ blue, ledger }: Claim, issued: readonly DocumentRow[], reason: Reason, keep: (l: LedgerLine) => boolean): RedDraft {
  const lines = coverLeft(blue, issued).flatMap(({ lineId, line, quantity, leftFen }) => {
    const of = ledger.find(l => l.no === line)
    const units = of && quantity !== undefined ? leftQuantity(of) : undefined
    return of && keep(of) ? [{ lineId, line, grossFen: leftFen, ...(units === undefined ? {} : { quantity: units }) }] : []
  })
  return { colour: 'red', of: blue.id, reason, full: false, lines }
}

/** Reds for a part of a blue: one per reason. Units returned at their price are 02 (services 03); what is beyond or below their price is 04. */
function partReds({ blue, ledger, lines }: Claim, service: '03' | '04'): RedDraft[] {
  const portions = lines.flatMap(l =>
    portionsOf(
      l,
      ledger.find(x => x.no === l.line),
      service,
    ),
  )
  const reasons = [...new Set(portions.map(p => p.reason))].sort()
  return reasons.map(reason => ({
    colour: 'red',
    of: blue.id,
    reason,
    full: false,
    lines: portions.filter(p => p.reason === reason).map(({ reason: _, ...line }) => line),
  }))
}

interface Portioned extends RedDraftLine {
  readonly reason: Reason
}

function portionsOf(claim: ClaimLine, ledgerLine: LedgerLine | undefined, service: '03' | '04'): Portioned[] {
  const { lineId, line, quantity, grossFen } = claim
  const allowance: Portioned = { lineId, line, quantity, grossFen, reason: '04' }
  const reason = ledgerLine && isServiceLine(ledgerLine) ? service : '02'
  if (!ledgerLine || !hasQuantity(quantity) || reason === '04') return [allowance]
  if (fitsUnits(ledgerLine, quantity, grossFen)) return [{ ...allowance, reason }]
  // All that is left of a line goes in one red: of two, either could be the one that uses up amount or tax alone (domain.md 4.2).
  if (grossFen === leftTotal(ledgerLine)) return [allowance]
  const worth = claim.leftQuantity === undefined ? 0 : proportional(claim.leftFen, quantity, claim.leftQuantity)
  if (worth <= 0 || worth >= grossFen || !fitsUnits(ledgerLine, quantity, worth)) return [allowance]
  return [
    { lineId, line, quantity, grossFen: worth, reason },
    { lineId, line, grossFen: grossFen - worth, reason: '04' },
  ]
}

const proportional = (leftFen: Fen, quantity: Decimal, all: Decimal): Fen => toFen(divide(multiply(ofFen(leftFen), quantity), all, 6))
