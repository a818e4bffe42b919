import { describe, expect, it } from 'vitest'
import { NOW, order, Pretend, policy, seller, taxMap } from '../../test/fixtures.ts'
import type { Policy } from './settings.ts'
import { supplyDate } from './supply-date.ts'
import { whenToIssue } from './when-to-issue.ts'

const chain = new Pretend().chain
const holdOf = (over: Partial<Policy>, its = chain) => whenToIssue(order(), its, policy(over), NOW).hold?.code
const request = {
  key: 'k',
  order: chain.ref,
  title: { kind: 'person' as const, name: '个人' },
  kind: 'ordinary' as const,
  at: '2026-11-23T09:00:00+08:00',
}

describe('when a blue may leave', () => {
  it.each<[Partial<Policy>, string | undefined]>([
    [{}, undefined],
    [{ issueWhen: 'request' }, 'WAITS_FOR_REQUEST'],
    [{ issueWhen: 'manual' }, 'WAITS_FOR_PERSON'],
    [{ issueWhen: 'window', windowDays: 7 }, 'WAITS_FOR_WINDOW'],
    [{ issueWhen: 'window', windowDays: 2 }, undefined],
    [{ mode: 'shadow' }, 'SHADOW'],
  ])('%j: %s', (over, hold) => expect(holdOf(over)).toBe(hold))

  it.each<Partial<Policy>>([{ issueWhen: 'request' }, { issueWhen: 'manual' }, { issueWhen: 'window', windowDays: 7 }])(
    "%j: at once when the buyer asked, or when it is a red's re-issue",
    over => {
      expect(holdOf(over, { ...chain, request })).toBeUndefined()
      const book = new Pretend({ seller, policy: policy(), taxMap })
      book.settle(order())
      expect(holdOf(over, book.chain)).toBeUndefined()
    },
  )

  it('by hand: when a person released it', () => expect(holdOf({ issueWhen: 'manual' }, { ...chain, retry: true })).toBeUndefined())
  it('the window counts from payment', () =>
    expect(whenToIssue(order(), chain, policy({ issueWhen: 'window', windowDays: 7 }), NOW).dueAt).toBe(Date.parse('2026-11-27T10:00:00+08:00')))
})

describe('the supply date', () => {
  it('is the day of payment in Shanghai', () => expect(supplyDate(order({ paidAt: '2026-12-31T16:30:00Z' }))).toBe('2027-01-01'))
  it('is the seller’s where given', () => expect(supplyDate(order({ suppliedOn: '2025-12-31' }))).toBe('2025-12-31'))
})
