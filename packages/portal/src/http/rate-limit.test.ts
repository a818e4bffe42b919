import { describe, expect, it } from 'vitest'
import { rateLimit } from './rate-limit.ts'

describe('a rate limit', () => {
  const at = (start = 0) => {
    let now = start
    return {
      limit: rateLimit({ count: 3, seconds: 60 }, () => now),
      pass: (ms: number) => {
        now += ms
      },
    }
  }

  it('lets a burst pass, then tells how long to wait', () => {
    const { limit } = at()
    expect([1, 2, 3, 4].map(() => limit.take('a'))).toEqual([0, 0, 0, 20])
  })

  it('refills evenly, and never beyond the burst', () => {
    const { limit, pass } = at()
    for (const _ of [1, 2, 3]) limit.take('a')
    pass(20_000)
    expect([limit.take('a'), limit.take('a')]).toEqual([0, 20])
    pass(3_600_000)
    expect([1, 2, 3, 4].map(() => limit.take('a'))).toEqual([0, 0, 0, 20])
  })

  it('keeps keys apart', () => {
    const { limit } = at()
    for (const _ of [1, 2, 3, 4]) limit.take('a')
    expect(limit.take('b')).toBe(0)
  })

  it('does not grow without bound, and forgets the key not seen for longest', () => {
    const { limit } = at()
    for (const _ of [1, 2, 3]) limit.take('first')
    for (let i = 0; i < 9_999; i++) limit.take(`k${i}`)
    expect(limit.take('first')).toBeGreaterThan(0)
    limit.take('one more')
    expect(limit.size).toBe(10_000)
    expect(limit.take('first')).toBe(0)
  })

  it('is not fooled by a clock that steps back', () => {
    const { limit, pass } = at(1_000_000)
    for (const _ of [1, 2, 3]) limit.take('a')
    pass(-500_000)
    expect(limit.take('a')).toBeGreaterThan(0)
  })
})
