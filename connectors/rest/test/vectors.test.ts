import {
  compare,
  type Edition,
  fenOf,
  PORTABLE_LIMITS,
  type Preview,
  preview,
  type Shown,
  settingsSchema,
  show,
  type Traits,
  times,
  yuan,
} from '@openfapiao/core'
import { describe, expect, it } from 'vitest'
import { comparable, type Vector, type VectorLine, vectors } from '../../../test/vectors/vectors.ts'
import { rest } from '../src/index.ts'

/** A vector's order as a till would push it: what the vector gives, and codes, rates and marks on the lines themselves. */
const NOT_DRIVEN: Readonly<Record<string, string>> = {
  'export-zero-rate': 'an export has no policy mark to push (domain.md 1.6)',
}
const blues = vectors.filter(v => !v.red && v.toleranceCheck === 'pass')
const driven = blues.filter(v => v.lines.every(l => NOT_DRIVEN[l.preferential ?? ''] === undefined && isDerived(l)))

describe('an order pushed as a vector gives it is invoiced as the vector prints it', () => {
  it('has vectors to be driven by', () => expect(driven.length).toBeGreaterThanOrEqual(17))
  it.each(driven.map(v => [v.id, v.title, v] as const))('%s: %s', (_, __, vector) => {
    const printed = previewed(vector)
    expect(printed.lines.map(comparable)).toEqual(vector.lines.map(comparable))
    expect({ amountExTax: printed.amount, tax: printed.tax, total: printed.total, totalInWords: printed.totalInWords }).toEqual(vector.expected)
  })
})

/** Red vectors with the blue they reverse and the refund that a till would push for them. */
const REDS: readonly (readonly [string, string, object])[] = [
  ['der-06', 'der-02', { lines: [{ line: 'L0', quantity: '1' }] }],
  ['der-08', 'der-01', { lines: [{ line: 'L0', amount: '20.00' }] }],
  ['pub-24', 'pub-23', { amount: '500.00' }],
]

describe('a refund pushed for a vector is reversed as its red vector prints it', () => {
  it.each(REDS)('%s of %s', (id, of, refund) => {
    const [red, blue] = [vectorOf(id), vectorOf(of)]
    const { documents } = previewOf(blue, [{ id: 'R', createdAt: '2026-06-02T00:00:00Z', ...refund }])
    const [, printed] = documents.map(d => show(d.content, []))
    expect(printed?.lines.map(comparable)).toEqual(red.lines.map(comparable))
    expect([printed?.amount, printed?.tax, printed?.total]).toEqual([red.expected.amountExTax, red.expected.tax, red.expected.total])
    if (red.redReason !== undefined) expect(documents[1]?.reason).toBe(red.redReason)
  })
})

function vectorOf(id: string): Vector {
  const found = vectors.find(v => v.id === id)
  if (!found) throw new Error(`no vector ${id}`)
  return found
}

/** compose derives tax from the amount; a vector whose tax strays within the tolerance was printed by somebody else's rounding. */
function isDerived({ amountExTax, tax, taxRate, nature }: VectorLine): boolean {
  return nature === 'discount' || compare(yuan(times(fenOf(amountExTax), taxRate)), tax) === 0
}

function previewed(vector: Vector): Shown {
  const { documents } = previewOf(vector, [])
  const [document] = documents
  if (!document || documents.length > 1) throw new Error(`${documents.length} documents`)
  expect(new Set(document.why.filter((_, i) => !document.content.lines[i]?.name.startsWith('运费')))).toEqual(new Set(['order line']))
  return show(document.content, [])
}

function previewOf(vector: Vector, refunds: readonly object[]): Preview {
  const read = rest.preview.order(orderOf(vector), refunds, {})
  if (read.is !== 'order') throw new Error(read.faults.map(f => f.en).join(' '))
  const seller = { taxNumber: '91000000000000000K', name: '示例', kind: isSmall(vector) ? 'smallScale' : 'general', issuer: '示例' }
  const policy = { withoutTitle: 'person', gifts: 'show' }
  const made = preview({ order: read.order, settings: settingsSchema.parse({ seller, policy }), traits, edition: editionOf(vector), now: 0 })
  expect(made.holds).toEqual([])
  return made
}

const isSmall = ({ lines }: Vector): boolean => lines.some(l => l.taxRate === '0.01' || l.taxRate === '0.03')

interface PushedLine {
  readonly id: string
  readonly discount?: object
  readonly [field: string]: unknown
}

function orderOf(vector: Vector): object {
  const included = vector.given?.pricesIncludeTax ?? false
  const printed = vector.lines.filter(l => l.nature !== 'discount')
  return {
    id: vector.id,
    createdAt: '2026-06-01T00:00:00Z',
    updatedAt: '2026-06-01T00:00:00Z',
    paidAt: '2026-06-01T00:00:00Z',
    pricesIncludeTax: included,
    lines: printed.map((line, i) => pushedLine(line, i, vector)),
    ...(vector.given?.orderDiscountExTax === undefined ? {} : { discounts: [{ amount: vector.given.orderDiscountExTax.replace('-', '') }] }),
    total: vector.expected.total,
  }
}

function pushedLine(line: VectorLine, i: number, vector: Vector): PushedLine {
  const isShipping = vector.given?.shippingInclTax !== undefined && i === vector.lines.length - 1
  const coded = { taxCode: line.taxCode ?? codeAt(i), rate: line.taxRate, ...(line.preferential === 'exempt' ? { policyMark: '03' } : {}) }
  const [, name = line.name] = /^\*.*\*(.*)$/.exec(line.name) ?? []
  const measured = measuredBy(line, i, vector)
  const text = { id: `L${i}`, title: name, ...(line.unit === undefined ? {} : { unit: line.unit }) }
  return { ...text, ...measured, ...ownDiscount(line, vector), ...(isShipping ? { role: 'shipping' } : coded) }
}

/** The pair that the vector gives, else the amount with the printed quantity. */
function measuredBy(line: VectorLine, i: number, { given, lines }: Vector): object {
  const quantity = given?.quantity?.[i]
  const price = given?.unitPriceInclTax?.[i]
  const amount = given?.amountInclTax?.[i] ?? given?.amountExTax?.[i]
  const counted = (q: string | undefined) => (q === undefined ? {} : { quantity: q })
  if (amount !== undefined) return { amount, ...counted(quantity), ...(price === undefined ? {} : { price }) }
  if (price !== undefined) return { price, quantity: quantity ?? line.quantity }
  const own = given?.pricesIncludeTax ? line.amountInclTax : line.amountExTax
  return { amount: lines.length > 0 ? own : '0', ...counted(line.quantity) }
}

/** A discount line of the vector that no order discount explains is the line's own. */
function ownDiscount(line: VectorLine, { given, lines }: Vector): object {
  const next = lines[lines.indexOf(line) + 1]
  if (line.nature !== 'discounted' || next?.nature !== 'discount' || given?.orderDiscountExTax !== undefined) return {}
  const off = (given?.pricesIncludeTax ? next.amountInclTax : next.amountExTax).replace('-', '')
  return { discount: { amount: off } }
}

const codeAt = (i: number): string => String(i + 1).padStart(19, '9')

/** The vector's own codes and short names: some are of older editions. */
function editionOf({ lines }: Vector): Edition {
  const printed = lines.filter(l => l.nature !== 'discount')
  const entries = printed.map((l, i) => ({
    code: l.taxCode ?? codeAt(i),
    name: l.name,
    shortName: /^\*(.*)\*/.exec(l.name)?.[1] ?? '示例',
    rates: [l.taxRate],
  }))
  return { version: 'vector', source: 'vector', find: code => entries.find(e => e.code === code) }
}

const traits: Traits = {
  ...{ numbering: 'authority', dedupesBySerial: true, absentGraceSeconds: 60, serialMaxLength: 20, linesMax: 2000, batchMax: 100 },
  ...{ askAfterSeconds: 10, askMax: 1000, redFlow: 'oneCall', partialRed: 'always', formats: ['pdf'], textLength: 'characters' },
  ...{ priceDecimals: 13, priceTextMax: 25, limits: PORTABLE_LIMITS, specialBusiness: [], sandbox: true },
}
