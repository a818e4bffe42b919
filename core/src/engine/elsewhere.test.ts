import { describe, expect, it } from 'vitest'
import { line, NOW, order, Pretend, refund, traits } from '../../test/fixtures.ts'
import type { RedForm } from '../gateway/gateway.ts'
import { isPriced, ledgerOf } from '../invoice/ledger.ts'
import type { Order } from '../order/order.ts'
import { coverageOf } from './coverage.ts'
import { type RedElsewhere, redElsewhere } from './elsewhere.ts'
import type { DocumentRow } from './rows.ts'

const one = (): Order => order({ lines: [line({ discountFen: 0, valueFen: 22_600, quantity: '2' })] })
const two = (): Order =>
  order({
    lines: [
      line({ discountFen: 0, valueFen: 22_600, quantity: '2' }),
      line({ id: 'L2', sku: 'RICE', title: '大米', quantity: '1', valueFen: 10_900, discountFen: 0 }),
    ],
  })
const form = (amountFen: number, taxFen: number, over: Partial<RedForm> = {}): RedForm => ({
  uuid: 'u1',
  formNumber: '31000000000000000001',
  state: '04',
  blueNumber: '1'.padStart(20, '0'),
  enteredBy: 'buyer',
  amountFen,
  taxFen,
  redNumber: '9'.repeat(20),
  redIssuedAt: '2026-11-23T09:00:00+08:00',
  reason: '02',
  ...over,
})

/** The red of this form stands at the authority; `asked` is what the order was when it was found. */
function adopt(world: Pretend, asked: Order, red: RedForm): RedElsewhere {
  const blue = world.chain.documents.find(d => d.colour === 'blue' && d.state === 'issued')
  if (!blue) throw new Error('no blue')
  const proposal = world.propose(asked)
  const planned = proposal.is === 'proposal' ? proposal.documents.filter(d => d.of === blue.id) : []
  const issued = world.chain.documents.filter(d => d.state === 'issued')
  const made = redElsewhere(red, { blue, issued, planned, limits: traits })
  const row: DocumentRow = {
    ...blue,
    ...made,
    id: `E${world.chain.documents.length}`,
    colour: 'red',
    of: blue.id,
    origin: 'elsewhere',
    number: red.redNumber,
    createdAt: NOW,
  }
  world.chain = { ...world.chain, documents: [...world.chain.documents, row] }
  return made
}
const refunded = (base: Order, amountFen: number): Order => ({ ...base, refunds: [refund({ amountFen })] })
const sold = (base: Order): Pretend => {
  const world = new Pretend()
  world.settle(base)
  return world
}

describe('a red made elsewhere', () => {
  it('of the sums that we owe is the red that we would have made, and settles the refund', () => {
    const back: Order = { ...two(), refunds: [refund({ amountFen: 11_300, lines: [{ lineId: 'L1', quantity: '1', grossFen: 11_300 }] })] }
    const world = sold(two())
    const red = adopt(world, back, form(-10_000, -1_300))
    expect(red).toMatchObject({ reason: '02', covers: [{ lineId: 'L1', quantity: '-1', grossFen: -11_300 }], warnings: [] })
    expect(world.settle(back)).toEqual([])
    expect(world.chain.hold).toBeUndefined()
    expect(coverageOf(back, world.chain)).toMatchObject({ owedFen: 22_200, issuedFen: 22_200, settled: true })
  })

  it('of all that is left covers every line, and what the order still owes is held, not issued again', () => {
    const world = sold(two())
    const red = adopt(world, two(), form(-30_000, -3_500, { reason: '01' }))
    expect(red.covers.map(c => [c.lineId, c.grossFen])).toEqual([
      ['L1', -22_600],
      ['L2', -10_900],
    ])
    expect(red.content).toMatchObject({ totalFen: -33_500, red: { reason: '01' } })
    expect(world.settle(two())).toEqual([])
    expect(world.chain.hold).toMatchObject({ code: 'ELSEWHERE_DIFFERENCE', en: expect.stringContaining('335.00') })
  })

  it('of a blue with one line covers that line; the rest of the refund is held until a person retries', () => {
    const world = sold(one())
    const red = adopt(world, one(), form(-1_000, -130))
    expect(red).toMatchObject({ covers: [{ lineId: 'L1', grossFen: -1_130 }], content: { lines: [{ blueLine: 1, totalFen: -1_130 }] } })
    const back = refunded(one(), 2_260)
    expect(world.settle(back)).toEqual([])
    expect(world.chain.hold?.code).toBe('ELSEWHERE_DIFFERENCE')
    world.chain = { ...world.chain, retry: true }
    expect(world.admit(back).map(d => d.content.totalFen)).toEqual([-1_130])
    world.issue()
    world.chain = { ...world.chain, retry: false }
    expect(world.settle(back)).toEqual([])
    expect(coverageOf(back, world.chain)).toMatchObject({ owedFen: 20_340, issuedFen: 20_340 })
  })

  it('whose lines nobody tells covers none, counts by its total, and makes no document of ours whatever a person presses', () => {
    const world = sold(two())
    const red = adopt(world, two(), form(-1_000, -130))
    expect(red).toMatchObject({
      covers: [],
      content: { lines: [], totalFen: -1_130 },
      warnings: [{ code: 'ELSEWHERE_UNTOLD', path: 'content.lines' }],
    })
    expect(world.settle(two())).toEqual([])
    expect(world.chain.hold?.code).toBe('ELSEWHERE_DIFFERENCE')
    world.chain = { ...world.chain, retry: true }
    expect(world.settle(two())).toEqual([])
    const back = refunded(two(), 1_130)
    expect(world.settle(back)).toEqual([])
    expect(world.chain.hold).toBeUndefined()
    expect(coverageOf(back, world.chain)).toMatchObject({ owedFen: 32_370, issuedFen: 32_370, settled: true })
  })

  it('says what the gateway did not tell of it', () => {
    const red = adopt(sold(one()), one(), form(-1_000, -130, { reason: undefined, redIssuedAt: undefined }))
    expect(red.warnings.map(w => w.path)).toEqual(['content.red.reason', 'issuedAt'])
  })

  it('leaves a ledger from which later reds are reckoned', () => {
    const world = sold(one())
    const red = adopt(world, one(), form(-1_000, -130))
    const [blue] = world.chain.documents
    const [left] = ledgerOf(blue?.content ?? red.content, [red.content])
    expect(left && [left.taken.amountFen, left.taken.taxFen, isPriced(left)]).toEqual([1_000, 130, false])
  })
})
