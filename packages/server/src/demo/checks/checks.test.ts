import type { DocumentOut, OrderOut } from '@openfapiao/api'
import { fault } from '@openfapiao/core'
import { describe, expect, test } from 'vitest'
import { checked, type Facts } from './index.ts'

const ref = (id: string) => ({ platform: 'shopify', store: 's.myshopify.com', id })
const at = '2026-11-20T10:00:00+08:00'
const document = (over: Partial<DocumentOut> & Pick<DocumentOut, 'id' | 'number'>): DocumentOut => ({
  order: ref('1'),
  colour: 'blue',
  kind: 'ordinary',
  state: 'issued',
  origin: 'ours',
  seller: 'main',
  buyerName: '个人',
  serial: `S-${over.id}`,
  amount: '100.00',
  tax: '13.00',
  total: '113.00',
  createdAt: at,
  ...over,
})
const order = (id: string, over: Partial<OrderOut> = {}): OrderOut => ({
  ref: ref(id),
  number: `#${id}`,
  seller: 'main',
  currency: 'CNY',
  createdAt: at,
  total: '113.00',
  paid: '113.00',
  refunded: '0.00',
  covered: '113.00',
  cancelled: false,
  page: '/i/x',
  documents: [],
  ...over,
})

const blue = document({ id: 'b1', number: '1' })
const first = document({ id: 'b2', number: '2', order: ref('2') })
const red = document({
  id: 'r2',
  number: '3',
  order: ref('2'),
  colour: 'red',
  of: 'b2',
  reason: '01',
  amount: '-100.00',
  tax: '-13.00',
  total: '-113.00',
})
const again = document({ id: 'b3', number: '4', order: ref('2'), buyerName: '新抬头' })
const partly = document({ id: 'r1', number: '5', colour: 'red', of: 'b1', reason: '02', amount: '-50.00', tax: '-6.50', total: '-56.50' })
const documents = [blue, partly, first, red, again]

/** A run in which everything went as promised. */
const good: Facts = {
  sent: [
    { id: '1', number: '#1' },
    { id: '2', number: '#2' },
    { id: '3', number: '#3' },
    { id: '9', number: '#9', scope: 'none' },
  ],
  orders: [
    order('1', { refunded: '56.50', covered: '56.50', documents: [blue, partly] }),
    order('2', { documents: [first, red, again] }),
    order('3', { covered: '0.00', hold: fault('TITLE_UNKNOWN', 'title') }),
  ],
  holds: [],
  ledger: documents.map(({ number = '', serial = '', colour, buyerName, amount, tax, total }) => ({
    number,
    serial,
    colour: colour === 'red' ? 'red' : 'blue',
    buyer: buyerName,
    amount,
    tax,
    total,
  })),
  mailed: [{ number: '1', sm3: 'aa' }],
  hashes: new Map([['1', 'aa']]),
  wanted: { holds: ['TITLE_UNKNOWN'], lost: '1', retitled: { id: '2', title: '新抬头' } },
}
const broken = (over: Partial<Facts>): string[] => checked({ ...good, ...over }).flatMap(c => (c.findings.length > 0 ? [c.en] : []))
const withOrder = (id: string, over: Partial<OrderOut>): Partial<Facts> => ({
  orders: good.orders.map(o => (o.ref.id === id ? { ...o, ...over } : o)),
})

describe('what a run promises', () => {
  test('is kept by a run in which everything went as promised', () => {
    expect(broken({})).toEqual([])
  })

  test.each([
    ['an order that is neither covered nor held', withOrder('3', { hold: undefined }), 'every order is covered, or held with a reason'],
    ['an order that never arrived', { orders: good.orders.slice(0, 2) }, 'every order is covered, or held with a reason'],
    [
      'a document that is still under way',
      withOrder('1', { documents: [blue, { ...partly, state: 'submitted' }] }),
      'every order is covered, or held with a reason',
    ],
    [
      'a kind of hold that was not met',
      { wanted: { ...good.wanted, holds: ['GIFT_CARD_SOLD'] } },
      'every kind of hold was met, and names who clears it',
    ],
    [
      'a refund that reversed everything',
      withOrder('1', { documents: [blue, { ...partly, total: '-113.00' }] }),
      'a part refund became a partial red letter',
    ],
    ['a title that was not changed', withOrder('2', { documents: [first] }), 'another title: a full red letter, then a new invoice'],
    [
      'a re-issue with the old title',
      withOrder('2', { documents: [first, red, { ...again, buyerName: '个人' }] }),
      'another title: a full red letter, then a new invoice',
    ],
    [
      'a serial that was issued twice',
      { ledger: [...good.ledger, { ...good.ledger[0]!, number: '99' }] },
      'a lost answer was found again by asking, one invoice only',
    ],
    [
      'an invoice that the authority does not have',
      { ledger: good.ledger.slice(1) },
      'the authority has the very same invoices, and no serial twice',
    ],
    [
      'an invoice of the authority that we do not have',
      withOrder('2', { documents: [first, red] }),
      'the authority has the very same invoices, and no serial twice',
    ],
    [
      'a sum that differs',
      { ledger: good.ledger.map(i => ({ ...i, tax: '13.01' })) },
      'the authority has the very same invoices, and no serial twice',
    ],
    ['a file that was changed on its way', { mailed: [{ number: '1', sm3: 'bb' }] }, 'what was mailed is the authority’s file, by its hash'],
    ['no mail at all', { mailed: [] }, 'what was mailed is the authority’s file, by its hash'],
  ])('%s breaks it', (_, over: Partial<Facts>, promise) => {
    expect(broken(over)).toContain(promise)
  })

  test('a held webhook counts for its order', () => {
    const holds = [{ kind: 'hint', id: 'h', order: ref('3'), hold: fault('ORDER_MISSING', '', { id: '3' }) }] as const
    expect(broken({ orders: good.orders.slice(0, 2), holds: [...holds], wanted: { ...good.wanted, holds: [] } })).toEqual([])
  })
})
