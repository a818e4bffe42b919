import { composeRed, fenOf, ledgerOf, type RedPortion, show, wholeOf } from '@openfapiao/core'
import { describe, expect, it } from 'vitest'
import { comparable, contentOf, reasonOf, type Vector, type VectorLine, vectors } from './vectors.ts'

/** Which blue a red vector reverses, and how much of it: everything, some units, or money only (the vectors' titles say so). */
const CASES: readonly (readonly [red: string, blue: string, how: 'all' | { quantity?: string; gross: string }])[] = [
  ['pub-13', 'pub-12', 'all'],
  ['pub-17', 'pub-16', 'all'],
  ['pub-24', 'pub-23', 'all'],
  ['der-06', 'der-02', { quantity: '1', gross: '9.99' }],
  ['der-08', 'der-01', { gross: '20.00' }],
]

describe('a red letter takes from its blue what the vector takes', () => {
  it('every red vector has its blue', () => {
    expect(CASES.map(([red]) => red).sort()).toEqual(
      vectors
        .filter(v => v.red)
        .map(v => v.id)
        .sort(),
    )
  })

  it.each(CASES)('%s reverses %s', (red, blue, how) => {
    const [expected, original] = [named(red), contentOf(named(blue))]
    const ledger = ledgerOf(original, [])
    const [first] = ledger
    if (!first) throw new Error('the blue has no line')
    const portions: RedPortion[] = how === 'all' ? wholeOf(ledger) : [{ line: first, quantity: how.quantity, grossFen: fenOf(how.gross) }]
    const issued = { content: original, number: '1'.padStart(20, '0'), issuedAt: '2026-06-01T10:00:00+08:00' }
    const printed = show(composeRed(issued, reasonOf(expected.redReason), portions), [])
    expect(printed.lines.map(comparable)).toEqual(expected.lines.map(asPrinted(named(blue))).map(comparable))
    expect({ amountExTax: printed.amount, tax: printed.tax, total: printed.total, totalInWords: printed.totalInWords }).toEqual(expected.expected)
  })
})

function named(id: string): Vector {
  const vector = vectors.find(v => v.id === id)
  if (!vector) throw new Error(`no vector ${id}`)
  return vector
}

/** pub-17 is a provider's confirmation that counts a piece its blue never printed; ours copies the blue. */
function asPrinted(blue: Vector): (line: VectorLine, i: number) => VectorLine {
  return ({ quantity, unitPriceExTax, ...line }, i) => (blue.lines[i]?.quantity === undefined ? line : { ...line, quantity, unitPriceExTax })
}
