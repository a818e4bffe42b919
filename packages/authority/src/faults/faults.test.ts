import { describe, expect, test } from 'vitest'
import { createFaults, type Faults } from './faults.ts'
import { FAULT_KINDS, type FaultKind, isFaultKind } from './kinds.ts'
import { faultOrderSchema } from './order.ts'

const CALL = { operation: '/api/v1/invoices', appId: 'demo', subjects: ['S1', 'S2'] }
const strikes = (faults: Faults, kind: FaultKind, times: number, call = CALL): boolean[] =>
  Array.from({ length: times }, () => faults.strike(kind, call) !== undefined)

test('nothing happens unless it was asked for', () => {
  const faults = createFaults()
  for (const kind of Object.keys(FAULT_KINDS).filter(isFaultKind)) expect(strikes(faults, kind, 3)).toEqual([false, false, false])
})

test('a fault strikes one call, or as many as were asked for, then no more', () => {
  const faults = createFaults()
  faults.add({ kind: 'busy' })
  expect(strikes(faults, 'busy', 2)).toEqual([true, false])
  faults.add({ kind: 'busy', count: 2 })
  expect(faults.pending()).toMatchObject([{ kind: 'busy', left: 2 }])
  expect(strikes(faults, 'busy', 3)).toEqual([true, true, false])
  faults.add({ kind: 'busy', count: 'always' })
  expect(strikes(faults, 'busy', 4)).toEqual([true, true, true, true])
})

test('what a person has to end lasts until then', () => {
  const faults = createFaults()
  for (const kind of ['sessionLost', 'faceCheck', 'quotaExhausted'] as const) faults.add({ kind })
  expect(strikes(faults, 'sessionLost', 2)).toEqual([true, true])
  faults.login()
  expect(faults.pending().map(f => f.kind)).toEqual(['quotaExhausted'])
  faults.clear()
  expect(faults.pending()).toEqual([])
})

test('one of them can be cleared alone', () => {
  const faults = createFaults()
  const [first, second] = [faults.add({ kind: 'busy' }), faults.add({ kind: 'lostAnswer' })]
  faults.clear(first.id)
  expect(faults.pending()).toEqual([second])
})

describe('a fault that is meant for some calls', () => {
  test.each([
    [{ operation: '/api/v1/quota' }, false],
    [{ operation: '/api/v1/invoices' }, true],
    [{ appId: 'other' }, false],
    [{ appId: 'demo' }, true],
    [{ subject: 'S2' }, true],
    [{ subject: 'S3' }, false],
    [{ operation: '/api/v1/invoices', subject: 'S3' }, false],
  ])('%j: %s', (match, hit) => {
    const faults = createFaults()
    faults.add({ kind: 'busy', match })
    expect(strikes(faults, 'busy', 1)).toEqual([hit])
    expect(faults.pending()).toHaveLength(hit ? 0 : 1)
  })
})

test.each([
  { kind: 'earthquake' },
  { kind: 'busy', count: 0 },
  { kind: 'busy', count: 1.5 },
  { kind: 'busy', seconds: -1 },
  { kind: 'busy', when: 'later' },
  { kind: 'rejected', problem: 'taste' },
])('%j makes no sense', order => {
  expect(faultOrderSchema.safeParse(order).success).toBe(false)
})

describe('weather', () => {
  const chances = { lostAnswer: 0.5, busy: 1 }

  test('strikes by its chances, the same again for the same seed, and another way for another', () => {
    const rolled = (seed: number): boolean[] => {
      const faults = createFaults()
      faults.weather({ seed, chances })
      return strikes(faults, 'lostAnswer', 200)
    }
    const hits = rolled(7).filter(hit => hit).length
    expect(hits).toBeGreaterThan(60)
    expect(hits).toBeLessThan(140)
    expect(rolled(7)).toEqual(rolled(7))
    expect(rolled(7)).not.toEqual(rolled(8))
  })

  test('a chance of 1 always strikes, none never, and it can be called off', () => {
    const faults = createFaults()
    faults.weather({ seed: 1, chances })
    expect(strikes(faults, 'busy', 3)).toEqual([true, true, true])
    expect(strikes(faults, 'sessionLost', 3)).toEqual([false, false, false])
    faults.weather(undefined)
    expect(strikes(faults, 'busy', 1)).toEqual([false])
  })

  test('only of faults that exist, with chances between 0 and 1', () => {
    expect(() => createFaults().weather({ seed: 1, chances: { earthquake: 1 } })).toThrow()
    expect(() => createFaults().weather({ seed: 1, chances: { busy: 2 } })).toThrow()
  })
})
