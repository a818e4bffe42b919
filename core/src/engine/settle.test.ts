import { describe, expect, it } from 'vitest'
import { NOW, order, Pretend, traits } from '../../test/fixtures.ts'
import { fault } from '../fault/fault.ts'
import type { Outcome } from '../gateway/gateway.ts'
import { ladderSeconds } from './ladder.ts'
import type { DocumentRow } from './rows.ts'
import { type SettleContext, settle } from './settle.ts'

const world = new Pretend()
world.admit(order())
const [queued] = world.chain.documents
if (!queued) throw new Error('nothing was planned')
const sent: DocumentRow = {
  ...queued,
  state: 'submitted',
  serial: 'A0000000000000000',
  submittedAt: NOW - 10_000,
  lastSubmittedAt: NOW - 10_000,
  attempts: 2,
}
const context: SettleContext = { traits, now: NOW, jitter: 0, of: 'find' }
const { amountFen, taxFen, totalFen } = sent.content
const issued: Extract<Outcome, { is: 'issued' }> = {
  is: 'issued',
  number: '26332000000000000001',
  issuedAt: '2026-11-23T09:00:00+08:00',
  amountFen,
  taxFen,
  totalFen,
}
const due = (seconds: number) => NOW + seconds * 1000

describe('issued', () => {
  it('is applied, clears the hold and plans again', () => {
    expect(settle({ ...sent, hold: fault('ENDLESS', '', { serial: 'A', attempts: 1 }) }, issued, context)).toMatchObject({
      set: { state: 'issued', number: issued.number, hold: null },
      chainHold: undefined,
      replan: true,
    })
  })

  it.each([
    ['totalFen', { totalFen: totalFen + 1 }],
    ['taxFen', { taxFen: taxFen + 1 }],
    ['buyer.name', { buyerName: '别人' }],
  ])('with another %s than ours stands, and the chain is held for a person', (path, over) => {
    expect(settle(sent, { ...issued, ...over }, context)).toMatchObject({ set: { state: 'issued' }, chainHold: { code: 'ANSWER_DIFFERS', path } })
  })

  it('（个人） after a person’s name is no difference', () => {
    expect(settle(sent, { ...issued, buyerName: `${sent.content.buyer.name}（个人）` }, context).chainHold).toBeUndefined()
  })
})

describe('what is not final is asked for', () => {
  it('pending: when the gateway says', () => {
    expect(settle(sent, { is: 'pending', why: '' }, context).set).toEqual({ dueAt: due(traits.askAfterSeconds) })
    expect(settle(sent, { is: 'pending', why: '', askAfterSeconds: 77 }, context).set).toEqual({ dueAt: due(77) })
  })

  it('unknown: on the ladder, counted against the lane, never dead', () => {
    expect(settle(sent, { is: 'unknown', why: '' }, context)).toMatchObject({ set: { dueAt: due(30) }, failed: true })
    expect(settle(sent, { is: 'unknown', why: '' }, context).set).not.toHaveProperty('state')
  })

  it('endless asking ends at a person, and the row stays submitted', () => {
    const { set } = settle({ ...sent, attempts: traits.askMax }, { is: 'pending', why: '' }, context)
    expect(set).toMatchObject({ hold: { code: 'ENDLESS' } })
    expect(set).not.toHaveProperty('state')
  })
})

describe('absent', () => {
  const late = { ...sent, submittedAt: NOW - 100_000, lastSubmittedAt: NOW - 61_000 }

  it('within the grace means not yet', () =>
    expect(settle(sent, { is: 'absent' }, context)).toMatchObject({ set: { dueAt: due(50) }, failed: false }))
  it('proven by the authority’s own record means now, whatever grace and time say', () => {
    const forgetful = { ...context, traits: { ...traits, resendUntilSeconds: 99, dedupesBySerial: false } }
    expect(settle({ ...late, lastSubmittedAt: NOW }, { is: 'absent', proven: true }, forgetful)).toMatchObject({ resend: true })
  })
  it('after it the same body goes again where the gateway is proven to deduplicate', () => {
    expect(settle(late, { is: 'absent' }, context)).toMatchObject({ resend: true })
  })
  it('else a person decides', () => {
    const unproven = { ...context, traits: { ...traits, dedupesBySerial: false } }
    expect(settle(late, { is: 'absent' }, unproven)).toMatchObject({ set: { hold: { code: 'ABSENT' } } })
  })
  it('and where the authority forgets, nothing is sent after its time', () => {
    const forgetful = { ...context, traits: { ...traits, resendUntilSeconds: 99 } }
    expect(settle(late, { is: 'absent' }, forgetful)).toMatchObject({ set: { hold: { code: 'ABSENT' } } })
    expect(settle({ ...late, submittedAt: NOW - 98_000 }, { is: 'absent' }, forgetful)).toMatchObject({ resend: true })
  })
})

describe('what never travelled', () => {
  it.each<Outcome>([
    { is: 'unsent', why: 'refused' },
    { is: 'blocked', need: 'login', detail: '' },
  ])('%j takes back the instant of sending, so that asking may resend at once', outcome => {
    const first = { ...sent, lastSubmittedAt: undefined }
    const { set } = settle(first, outcome, { ...context, of: 'submit' })
    expect(set).toMatchObject({ lastSubmittedAt: 0 })
    expect(settle({ ...first, ...set, lastSubmittedAt: 0 } as DocumentRow, { is: 'absent' }, context)).toMatchObject({ resend: true })
  })

  it('may go again even where nothing is proven about repeats: there is none', () => {
    const unproven = { ...context, traits: { ...traits, dedupesBySerial: false, resendUntilSeconds: 1 } }
    expect(settle({ ...sent, lastSubmittedAt: 0 }, { is: 'absent' }, unproven)).toMatchObject({ resend: true })
  })

  it('a block stops the lane, not the row', () => {
    expect(settle(sent, { is: 'blocked', need: 'quota', detail: 'none left' }, context)).toMatchObject({ blocked: { need: 'quota' }, failed: false })
  })
})

it('rejected is dead, holds the chain with the reason, and plans nothing by itself', () => {
  const faults = [fault('REJECTED', '', { code: '3001', message: '税率不合法' })]
  expect(settle(sent, { is: 'rejected', faults }, context)).toMatchObject({
    set: { state: 'rejected', rejectedFaults: faults },
    chainHold: faults[0],
    replan: false,
  })
})

it('rejected without a word still says that it was', () => {
  expect(settle(sent, { is: 'rejected', faults: [] }, context)).toMatchObject({
    set: { hold: { code: 'REJECTED' } },
    chainHold: { code: 'REJECTED' },
  })
})

describe('the ladder', () => {
  it('waits 10, 30, 60 seconds, then doubles up to 15 minutes', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 8, 50].map(n => ladderSeconds(n, 0))).toEqual([10, 30, 60, 120, 240, 480, 900, 900, 900])
  })
  it('spreads by up to a quarter', () => expect(ladderSeconds(3, 0.999)).toBe(74))
})
