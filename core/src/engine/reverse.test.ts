import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { line, order, Pretend, refund } from '../../test/fixtures.ts'
import { wrongIn } from '../../test/oracle.ts'
import type { Order } from '../order/order.ts'
import { coverageOf } from './coverage.ts'

const two = (): Order => order({ lines: [line(), line({ id: 'L2', sku: 'RICE', title: '大米', quantity: '1', valueFen: 8_380, discountFen: 716 })] })

describe("a person's order to reverse", () => {
  const ordered = (world: Pretend, again: boolean) => {
    const documents = world.chain.documents.filter(d => d.state === 'issued' && d.colour === 'blue').map(d => d.id)
    const title = { kind: 'person', name: '个人' } as const
    const reverse = { documents, again, by: 'anna', why: 'wrong code' }
    return { key: 'r', order: two().ref, title, kind: 'ordinary' as const, at: '2026-11-22T00:00:00Z', reverse }
  }
  const outcome = (documents: readonly { content: { red?: { reason: string }; totalFen: number } }[]) =>
    documents.map(d => [d.content.red?.reason, d.content.totalFen])

  it('is a full red 01 and a new blue, once: what is issued afterwards is not reversed by it', () => {
    const world = new Pretend()
    world.settle(two())
    world.chain = { ...world.chain, request: ordered(world, true) }
    expect(outcome(world.settle(two()))).toEqual([
      ['01', -32_110],
      [undefined, 32_110],
    ])
    expect(world.settle(two())).toEqual([])
    expect(world.chain.hold).toBeUndefined()
  })

  it('without issuing again ends with nothing covered and a hold that says who wanted it, until somebody asks anew', () => {
    const world = new Pretend()
    world.settle(two())
    const { reverse, ...request } = ordered(world, false)
    world.chain = { ...world.chain, request: { ...request, reverse } }
    expect(outcome(world.settle(two()))).toEqual([['01', -32_110]])
    expect(world.settle(two())).toEqual([])
    expect(world.settle({ ...two(), refunds: [refund({ amountFen: 2_000 })] })).toEqual([])
    expect(world.chain.hold).toMatchObject({ code: 'WITHDRAWN', en: expect.stringContaining('anna') })
    world.chain = { ...world.chain, request: { ...request, key: 'again' } }
    expect(outcome(world.settle(two()))).toEqual([[undefined, 32_110]])
    expect(world.chain.hold).toBeUndefined()
  })

  it('is barred after a partial red', () => {
    const world = new Pretend()
    const partly = { ...two(), refunds: [refund({ amountFen: 2_000 })] }
    world.settle(two())
    world.settle(partly)
    world.chain = { ...world.chain, request: ordered(world, false) }
    expect(world.settle(partly)).toEqual([])
    expect(world.chain.hold?.code).toBe('REVERSE_AFTER_PARTIAL_RED')
  })

  it('that the authority refused is not sent again, and an ordinary request takes it back', () => {
    const world = new Pretend()
    world.settle(two())
    const { reverse, ...request } = ordered(world, true)
    world.chain = { ...world.chain, request: { ...request, reverse } }
    world.admit(two())
    world.chain = { ...world.chain, documents: world.chain.documents.map(d => (d.colour === 'red' ? { ...d, state: 'rejected' } : d)) }
    expect(world.admit(two())).toEqual([])
    expect(world.chain.hold?.code).toBe('REJECTED')
    world.chain = { ...world.chain, request: { ...request, key: 'as it was' } }
    expect(world.admit(two())).toEqual([])
    expect(world.chain.hold).toBeUndefined()
  })
})

type Step = 'refund' | 'reverse' | 'reverseAgain' | 'ask'
const story = fc.array(fc.constantFrom<Step>('refund', 'reverse', 'reverseAgain', 'ask'), { minLength: 1, maxLength: 8 })

describe('any story of refunds, reversals and requests', () => {
  it('comes to rest, with everything owed covered or held with a reason, and no red beyond what was left', () => {
    fc.assert(
      fc.property(story, steps => {
        const world = new Pretend()
        let now = two()
        world.settle(now)
        steps.forEach((step, i) => {
          if (step === 'refund') now = { ...now, refunds: [...now.refunds, refund({ id: `R${i}`, amountFen: 1_000 })] }
          else world.chain = { ...world.chain, request: requestOf(step, world, i) }
          world.settle(now)
          expect(world.admit(now)).toEqual([])
          expect(coverageOf(now, world.chain).settled).toBe(true)
        })
        expect(wrongIn(world.chain.documents.filter(d => d.state === 'issued'))).toEqual([])
      }),
      { numRuns: 500 },
    )
  })
})

function requestOf(step: Exclude<Step, 'refund'>, world: Pretend, i: number) {
  const documents = world.chain.documents.filter(d => d.state === 'issued' && d.colour === 'blue').map(d => d.id)
  const reverse = step === 'ask' ? {} : { reverse: { documents, again: step === 'reverseAgain', by: 'anna', why: 'a test' } }
  const title = { kind: 'person', name: '个人' } as const
  return { key: `k${i}`, order: two().ref, title, kind: 'ordinary' as const, at: '2026-11-22T00:00:00Z', ...reverse }
}
