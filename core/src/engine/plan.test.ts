import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { line, order, Pretend, policy, refund, seller, taxMap } from '../../test/fixtures.ts'
import { wrongIn } from '../../test/oracle.ts'
import type { Order, Refund } from '../order/order.ts'
import { coverageOf } from './coverage.ts'
import type { Policy } from './settings.ts'

const totals = (documents: readonly { content: { colour: string; totalFen: number } }[]): [string, number][] =>
  documents.map(d => [d.content.colour, d.content.totalFen])
const withPolicy = (over: Partial<Policy>): Pretend => new Pretend({ seller, policy: policy(over), taxMap })
const two = (): Order => order({ lines: [line(), line({ id: 'L2', sku: 'RICE', title: '大米', quantity: '1', valueFen: 8_380, discountFen: 716 })] })

describe('a paid order', () => {
  it('becomes one blue for exactly what was paid, and nothing more when looked at again', () => {
    const world = new Pretend()
    expect(totals(world.settle(two()))).toEqual([['blue', 32_110]])
    expect(world.admit(two())).toEqual([])
  })

  it('is replaced, not doubled, when it changes before it was sent', () => {
    const world = new Pretend()
    world.admit(two())
    world.admit({ ...two(), refunds: [refund({ amountFen: 8_149, lines: [{ lineId: 'L1', quantity: '1', grossFen: 8_149 }] })] })
    expect(world.chain.documents.map(d => d.state)).toEqual(['cancelled', 'queued'])
    world.issue()
    expect(world.chain.documents[1]?.content.totalFen).toBe(32_110 - 8_149)
  })

  it('shows a gift as a line and its 100 % discount where the policy says so, leaves it out where not, and never invoices a gift alone', () => {
    const gift = line({ id: 'G', sku: 'RICE', title: '赠品大米', quantity: '1', valueFen: 1_000, discountFen: 1_000 })
    const withGift = order({ lines: [line(), gift] })
    const shown = withPolicy({ gifts: 'show' })
    const [blue] = shown.settle(withGift)
    expect(blue?.content.lines.map(l => [l.name, l.nature, l.totalFen]).slice(2)).toEqual([
      ['赠品大米', 'discounted', 1_000],
      ['赠品大米', 'discount', -1_000],
    ])
    expect(shown.admit(withGift)).toEqual([])
    expect(withPolicy({}).settle(withGift)[0]?.content.lines).toHaveLength(2)
    expect(withPolicy({ gifts: 'show' }).settle(order({ lines: [gift] }))).toEqual([])
  })

  it('warns where the platform taxed at another rate than the mapped one', () => {
    const world = new Pretend()
    const [blue] = world.admit(order({ lines: [line({ platformRate: '0.1' })] }))
    expect(blue?.faults).toMatchObject([{ code: 'RATE_DIFFERS', level: 'warning', path: 'lines.0.rate' }])
    expect(new Pretend().admit(order({ lines: [line({ platformRate: '0.130' })] }))[0]?.faults).toEqual([])
  })

  it('is never planned while a document may exist at the authority', () => {
    const world = new Pretend()
    world.admit(two())
    world.chain = { ...world.chain, documents: world.chain.documents.map(d => ({ ...d, state: 'submitted' })) }
    expect(world.propose({ ...two(), refunds: [refund({ amountFen: 100 })] })).toEqual({ is: 'wait', why: 'submitted' })
  })
})

describe('what stops a blue is a hold that says why', () => {
  const cases: [string, Partial<Order>, Partial<Policy>, string][] = [
    ['an unpaid order', { paidFen: 0, paidAt: undefined }, {}, 'NOT_PAID'],
    ['a partly paid order', { paidFen: 100 }, {}, 'PARTLY_PAID'],
    ['another currency', { currency: 'USD' }, {}, 'CURRENCY_NOT_CNY'],
    ['no tax computed and no policy', { pricesIncludeTax: undefined }, {}, 'PRICES_TAX_UNKNOWN'],
    ['a sold gift card', { lines: [line({ role: 'giftCard' })] }, {}, 'GIFT_CARD_SOLD'],
    ['no title and no policy', {}, { withoutTitle: undefined }, 'TITLE_UNKNOWN'],
    ['a product without code', { lines: [line({ sku: 'NEW' })] }, {}, 'UNMAPPED'],
  ]
  it.each(cases)('%s', (_, over, wanted, code) => {
    const world = withPolicy(wanted)
    expect(world.admit(order(over))).toEqual([])
    expect(world.chain.hold?.code).toBe(code)
  })

  it('a code with several statutory rates waits until a person chose one', () => {
    const book = new Pretend({ seller, policy: policy(), taxMap: [{ match: { sku: 'TEA' }, taxCode: '1060201010700000000' }] })
    book.admit(order())
    expect(book.chain.hold?.code).toBe('RATE_CHOICE')
  })

  it('a waiting document leaves as soon as its hold has fallen', () => {
    const world = withPolicy({ issueWhen: 'request' })
    world.admit(order())
    expect(world.chain.documents[0]?.hold?.code).toBe('WAITS_FOR_REQUEST')
    world.chain = {
      ...world.chain,
      request: { key: 'k', order: order().ref, title: { kind: 'person', name: '李小明' }, kind: 'ordinary', at: '2026-11-21T00:00:00Z' },
    }
    world.admit(order())
    expect(world.chain.documents.map(d => d.state)).toEqual(['cancelled', 'queued'])
  })
})

describe('a refund', () => {
  it("of units is a red 02 by quantity at the blue's price", () => {
    const world = new Pretend()
    world.settle(two())
    const [red] = world.settle({ ...two(), refunds: [refund({ amountFen: 8_149, lines: [{ lineId: 'L1', quantity: '1', grossFen: 8_149 }] })] })
    expect(red?.content.red?.reason).toBe('02')
    expect(red?.content.lines[0]).toMatchObject({ quantity: '-1', totalFen: -8_149, blueLine: 1 })
  })

  it('of money only is an allowance 04 spread over the lines by value, without quantity', () => {
    const world = new Pretend()
    world.settle(two())
    const [red] = world.settle({ ...two(), refunds: [refund({ amountFen: 2_000 })] })
    expect(red?.content.red?.reason).toBe('04')
    expect(red?.content.totalFen).toBe(-2_000)
    for (const l of red?.content.lines ?? []) expect(l).not.toHaveProperty('quantity')
  })

  it('of units and money beyond their price is one red per reason', () => {
    const world = new Pretend()
    world.settle(two())
    const reds = world.settle({ ...two(), refunds: [refund({ amountFen: 9_149, lines: [{ lineId: 'L1', quantity: '1', grossFen: 9_149 }] })] })
    expect(reds.map(r => [r.content.red?.reason, r.content.totalFen])).toEqual([
      ['02', -8_149],
      ['04', -1_000],
    ])
  })

  it('of everything is one full red, shipping included', () => {
    const all = order({
      lines: [
        line({ discountFen: 0 }),
        line({ id: 'S', role: 'shipping', sku: undefined, title: '顺丰', quantity: undefined, valueFen: 1_800, discountFen: 0 }),
      ],
    })
    const world = new Pretend()
    world.settle(all)
    const reds = world.settle({
      ...all,
      refunds: [
        refund({
          amountFen: 31_500,
          lines: [
            { lineId: 'L1', quantity: '3', grossFen: 29_700 },
            { lineId: 'S', grossFen: 1_800 },
          ],
        }),
      ],
    })
    expect(reds.map(r => [r.content.red?.reason, r.content.totalFen])).toEqual([['02', -31_500]])
  })

  it('of services is 03', () => {
    const service = order({ lines: [line({ sku: 'FIX', title: '维修', quantity: '2', discountFen: 0 })] })
    const world = new Pretend()
    world.settle(service)
    const [red] = world.settle({ ...service, refunds: [refund({ amountFen: 14_850, lines: [{ lineId: 'L1', quantity: '1', grossFen: 14_850 }] })] })
    expect(red?.content.red?.reason).toBe('03')
  })

  it('that would leave one fen of a taxed line is a full red and a new blue: amount and tax are used up together', () => {
    const world = withPolicy({ shipping: 'spread' })
    const cheap = line({ quantity: '2', valueFen: 11_802, discountFen: 11_771 })
    const goods = line({ id: 'L2', sku: 'FIX', title: '维修', quantity: '5', valueFen: 61_725, discountFen: 0 })
    const shipping = line({ id: 'S', role: 'shipping', title: '运费', sku: undefined, quantity: undefined, valueFen: 2_000, discountFen: 0 })
    const sold = order({ lines: [goods, cheap, shipping] })
    world.settle(sold)
    const back = refund({ amountFen: 31, lines: [{ lineId: 'L1', quantity: '2', grossFen: 31 }] })
    expect(totals(world.settle({ ...sold, refunds: [back] }))).toEqual([
      ['red', -63_756],
      ['blue', 63_725],
    ])
  })

  it('of nothing makes no document', () => {
    const world = new Pretend()
    world.settle(two())
    expect(world.settle({ ...two(), refunds: [refund({ amountFen: 0, lines: [{ lineId: 'L1', quantity: '1', grossFen: 0 }] })] })).toEqual([])
  })

  it('is a full red and a new blue where the policy says so, and the new blue does not wait', () => {
    const world = withPolicy({ reds: 'fullAndReissue' })
    world.settle(two())
    const made = world.settle({ ...two(), refunds: [refund({ amountFen: 2_000 })] })
    expect(totals(made)).toEqual([
      ['red', -32_110],
      ['blue', 30_110],
    ])
  })

  it('beyond what was paid is held, not guessed', () => {
    const world = new Pretend()
    world.settle(two())
    world.admit({ ...two(), refunds: [refund({ amountFen: 99_999 })] })
    expect(world.chain.hold?.code).toBe('REFUND_EXCEEDS_PAID')
  })
})

describe('a line added after payment', () => {
  const early = refund({ amountFen: 5_000 })
  const sold = (): Order => ({ ...two(), refunds: [early] })
  const added = (): Order => {
    const lines = [...two().lines, line({ id: 'L3', sku: 'RICE', title: '大米', quantity: '1', valueFen: 8_380, discountFen: 0 })]
    return order({ lines, refunds: [early] })
  }

  it('is a supplementary blue of that line alone: a refund spread before it was there stays where it was printed', () => {
    const world = new Pretend()
    expect(totals(world.settle(sold()))).toEqual([['blue', 27_110]])
    const [more] = world.settle(added())
    expect(more?.covers).toMatchObject([{ lineId: 'L3', grossFen: 8_380 }])
    expect(totals(more ? [more] : [])).toEqual([['blue', 8_380]])
  })

  it('takes its part of the refund as long as nothing has left the house', () => {
    const world = new Pretend()
    world.admit(sold())
    expect(
      world
        .settle(added())
        .filter(d => d.state === 'issued')[0]
        ?.covers.map(c => c.lineId),
    ).toEqual(['L1', 'L2', 'L3'])
  })
})

describe('another title', () => {
  const request = {
    key: 'k',
    order: order().ref,
    title: { kind: 'organisation', name: '上海示例科技有限公司', taxNumber: '91310115MA1K39423D' } as const,
    kind: 'ordinary' as const,
    at: '2026-11-22T00:00:00Z',
  }

  it('is a full red 01, then a new blue to the new title', () => {
    const world = new Pretend()
    world.settle(two())
    world.chain = { ...world.chain, request }
    const [red, blue] = world.settle(two())
    expect([red?.content.red?.reason, red?.content.totalFen, blue?.content.buyer.name, blue?.content.totalFen]).toEqual([
      '01',
      -32_110,
      request.title.name,
      32_110,
    ])
    expect(world.admit(two())).toEqual([])
  })

  it('for a special invoice leaves the ordinary one of its exempt lines alone, since no special can carry them', () => {
    const exempt = { match: { sku: 'FREE' }, taxCode: '1030102010100000000', rate: '0', policyMark: '03', shortName: '谷物加工品' }
    const world = new Pretend({ seller, policy: policy(), taxMap: [...taxMap, exempt] })
    const mixed = order({ lines: [line(), line({ id: 'L2', sku: 'FREE', title: '免税大米', quantity: '1', valueFen: 1_000, discountFen: 0 })] })
    world.chain = { ...world.chain, request: { ...request, title: { ...request.title, kind: 'organisation' }, kind: 'special' } }
    expect(world.settle(mixed).map(d => [d.content.kind, d.content.totalFen])).toEqual([
      ['special', 24_446],
      ['ordinary', 1_000],
    ])
    expect(world.admit(mixed)).toEqual([])
  })

  it('is barred after a partial red', () => {
    const world = new Pretend()
    const partly = { ...two(), refunds: [refund({ amountFen: 2_000 })] }
    world.settle(two())
    world.settle(partly)
    world.chain = { ...world.chain, request }
    world.admit(partly)
    expect(world.chain.hold?.code).toBe('TITLE_AFTER_PARTIAL_RED')
  })
})

describe('what the authority rejected', () => {
  it('is not sent again from the same input, but is after the order changed or a person pressed retry', () => {
    const world = new Pretend()
    world.admit(two())
    world.chain = { ...world.chain, documents: world.chain.documents.map(d => ({ ...d, state: 'rejected' })) }
    expect(world.admit(two())).toEqual([])
    expect(world.chain.hold?.code).toBe('REJECTED')
    world.chain = { ...world.chain, retry: true }
    expect(world.admit(two())).toHaveLength(1)
  })
})

/** Random refunds of a two-line order: units, money, or both, never more than is left. */
const refundSequence = fc
  .array(fc.record({ first: fc.integer({ min: 0, max: 2 }), money: fc.integer({ min: 0, max: 3_000 }) }), { minLength: 1, maxLength: 6 })
  .map(steps => {
    let [units, left] = [3, 32_110]
    return steps.flatMap(({ first, money }, i): Refund[] => {
      const quantity = Math.min(first, units)
      const lineFen = Math.min(quantity * 8_149, left)
      const amountFen = Math.min(lineFen + money, left)
      units -= quantity
      left -= amountFen
      const lines = quantity === 0 ? [] : [{ lineId: 'L1', quantity: String(quantity), grossFen: Math.min(lineFen, amountFen) }]
      return amountFen === 0 ? [] : [refund({ id: `R${i}`, createdAt: `2026-11-22T0${i}:00:00Z`, lines, amountFen })]
    })
  })

describe('any sequence of refunds', () => {
  it('keeps owed = covered, and every red within what was left', () => {
    fc.assert(
      fc.property(refundSequence, refunds => {
        const world = new Pretend()
        world.settle(two())
        for (let n = 1; n <= refunds.length; n++) {
          const now = { ...two(), refunds: refunds.slice(0, n) }
          world.settle(now)
          const { owedFen, issuedFen } = coverageOf(now, world.chain)
          expect(issuedFen).toBe(owedFen)
        }
        expect(wrongIn(world.chain.documents.filter(d => d.state === 'issued'))).toEqual([])
      }),
      { numRuns: 1000 },
    )
  })

  it('ends at the same coverage however the hints came: one by one, all at once, or repeated', () => {
    fc.assert(
      fc.property(refundSequence, refunds => {
        const step = new Pretend()
        step.settle(two())
        for (let n = 1; n <= refunds.length; n++) for (let again = 0; again < 2; again++) step.settle({ ...two(), refunds: refunds.slice(0, n) })
        const once = new Pretend()
        once.settle(two())
        once.settle({ ...two(), refunds })
        const final = { ...two(), refunds }
        expect(coverageOf(final, step.chain).issuedFen).toBe(coverageOf(final, once.chain).issuedFen)
      }),
      { numRuns: 200 },
    )
  })
})
