import { describe, expect, it } from 'vitest'
import { contentOf, documentRow, fileRow, hold, LINK, line, orderRow, redOf, request, SECRETS } from '../../test/rows.ts'
import { viewOf } from './view-of.ts'

const context = { files: [], sellerName: '杭州云栖茶业有限公司', sandbox: false }
const view = (...args: Parameters<typeof orderRow>) => viewOf(orderRow(...args), context)
const blue = documentRow()

describe('what a buyer may see', () => {
  it('holds no row id, serial, lane, seller key, hash, order id, store or contact', () => {
    const files = [{ row: fileRow(blue, 'pdf'), bytes: 84_000 }]
    const text = JSON.stringify(
      viewOf(orderRow([blue, redOf(blue, 2)], { request, hold: hold('BUG', '', { why: 'row-secret- at lane-secret' }) }), { ...context, files }),
    )
    for (const secret of SECRETS) expect(text).not.toContain(secret)
  })

  it('shows the documents in chain order with what is printed on them', () => {
    const { documents } = view([blue, redOf(blue, 2)])
    expect(documents.map(d => [d.colour, d.total, d.reversed, d.issuedOn, d.reason, d.blueNumber])).toEqual([
      ['blue', '1130.00', 'partly', '2026-11-21', undefined, undefined],
      ['red', '-565.00', 'no', '2026-11-21', '02', '26332000000012345678'],
    ])
    expect(documents[0]!.lines[0]).toEqual({
      name: '*茶叶*西湖龙井 250g 明前特级 礼盒装',
      discount: false,
      quantity: '2',
      unit: '盒',
      unitPrice: '500',
      rate: '13%',
      amount: '1000.00',
      tax: '130.00',
    })
  })

  it('prints 免税 and 不征税 in the place of the rate', () => {
    const content = contentOf([line(100, { policyMark: '03', rate: '0' }), line(100, { policyMark: '04', rate: '0' }), line(100, { rate: '0.015' })])
    expect(view([documentRow({ content })]).documents[0]!.lines.map(l => l.rate)).toEqual([{ mark: 'exempt' }, { mark: 'untaxed' }, '1.5%'])
  })

  it('leaves out what was cancelled, rejected, or only composed in a shadow run', () => {
    const rows = [documentRow({ state: 'cancelled' }), documentRow({ state: 'rejected' }), documentRow({ state: 'waiting', hold: hold('SHADOW') })]
    expect(view(rows).documents).toEqual([])
  })

  it('offers what a person opens first, whichever file arrived first', () => {
    const files = [{ row: fileRow(blue, 'xml') }, { row: fileRow(blue, 'pdf') }]
    const [shown] = viewOf(orderRow([blue]), { ...context, files }).documents
    expect(shown!.files.map(f => f.format)).toEqual(['pdf', 'xml'])
  })

  it('offers stored files with their size and says that others are coming', () => {
    const files = [
      { row: fileRow(blue, 'pdf'), bytes: 84_000 },
      { row: fileRow(blue, 'xml', { state: 'due' }) },
      { row: fileRow(documentRow({ id: 'of-another-document' }), 'ofd') },
    ]
    const [shown] = viewOf(orderRow([blue]), { ...context, files }).documents
    expect(shown!.files).toEqual([{ format: 'pdf', href: `/i/${LINK}/files/pdf/26332000000012345678`, bytes: 84_000 }])
    expect(shown!.filesComing).toBe(true)
  })

  it('adds up what is in force', () => {
    expect(view([blue, redOf(blue, 2)]).inForce).toBe('565.00')
    expect(view([blue, redOf(blue)]).inForce).toBe('0.00')
    expect(view([documentRow({ state: 'queued' })]).inForce).toBe('0.00')
  })

  it.each([
    ['buyer@example.com', 'b***@example.com'],
    ['茶@example.com', '茶***@example.com'],
    ['not an address', '***'],
  ])('masks %s as %s', (email, masked) => {
    expect(view([], {}, { contact: { email } }).mail).toBe(masked)
  })
})

describe('the state a buyer sees', () => {
  const after = documentRow({
    state: 'queued',
    content: contentOf([line(100000)], { kind: 'special', buyer: { person: false, name: request.title.name, taxNumber: request.title.taxNumber } }),
  })

  it.each([
    ['nothing to invoice', [], {}, 'none', undefined, 'no'],
    ['an issued invoice', [blue], {}, 'issued', undefined, 'again'],
    ['a queued invoice', [documentRow({ state: 'queued' })], {}, 'issuing', undefined, 'no'],
    [
      'a submitted invoice, even when a person of the shop must look',
      [documentRow({ state: 'submitted', hold: hold('ABSENT', '', { serial: 'x' }) })],
      {},
      'issuing',
      undefined,
      'no',
    ],
    ['an invoice with a part refund', [blue, redOf(blue, 2)], {}, 'issued', undefined, 'barred'],
    ['a refund under way', [blue, redOf(blue, 2, { state: 'submitted', number: undefined })], {}, 'issuing', undefined, 'no'],
    ['a full refund', [blue, redOf(blue)], {}, 'reversed', undefined, 'no'],
    ['a missing title', [], { hold: hold('TITLE_UNKNOWN') }, 'title', 'noTitle', 'first'],
    ['a shop that waits to be asked', [documentRow({ state: 'waiting', hold: hold('WAITS_FOR_REQUEST') })], {}, 'title', 'onRequest', 'first'],
    ['a wrong tax number', [], { hold: hold('TAX_NUMBER_SHAPE', '', { value: '1' }) }, 'title', 'checkTitle', 'first'],
    ['an unpaid order', [], { hold: hold('NOT_PAID') }, 'waiting', 'notPaid', 'first'],
    ['a shop that releases by hand', [documentRow({ state: 'waiting', hold: hold('WAITS_FOR_PERSON') })], {}, 'waiting', 'person', 'first'],
    ['an unmapped product: the shop must act', [], { hold: hold('UNMAPPED', '', { line: 1, title: 't', sku: 's' }) }, 'waiting', 'shop', 'first'],
    ['a shop in shadow mode', [documentRow({ state: 'waiting', hold: hold('SHADOW') })], {}, 'waiting', 'notHere', 'no'],
    ['a rejection', [documentRow({ state: 'rejected' })], { hold: hold('REJECTED', '', { code: '9', message: 'm' }) }, 'waiting', 'shop', 'first'],
    [
      'an issued invoice on which the shop must look at a difference',
      [blue],
      { hold: hold('ELSEWHERE_DIFFERENCE', '', { difference: '1.00' }) },
      'issued',
      undefined,
      'again',
    ],
    ['a request not yet worked on', [blue], { request }, 'asked', undefined, 'no'],
    ['a request while its new invoice is on the way', [blue, redOf(blue), after], { request }, 'issuing', undefined, 'no'],
    [
      'a fulfilled request',
      [blue, redOf(blue), { ...after, state: 'issued' as const, number: '26332000000012345680' }],
      { request },
      'issued',
      undefined,
      'again',
    ],
    [
      'a request after a part refund',
      [blue, redOf(blue, 2)],
      { request, hold: hold('TITLE_AFTER_PARTIAL_RED', '', { number: '1' }) },
      'asked',
      'barred',
      'barred',
    ],
    ['a request on an order that is fully refunded', [blue, redOf(blue)], { request }, 'reversed', undefined, 'no'],
  ])('of %s', (_what, documents, chain, state, reason, ask) => {
    const { state: shown, reason: why, ask: may } = view(documents, chain)
    expect({ state: shown, reason: why, ask: may }).toEqual({ state, reason, ask })
  })

  it('names the day on which the after-sales window ends, in Shanghai', () => {
    const waiting = documentRow({
      state: 'waiting',
      dueAt: Date.parse('2026-12-03T18:00:00Z'),
      hold: hold('WAITS_FOR_WINDOW', '', { date: '2026-12-04' }),
    })
    expect(view([waiting])).toMatchObject({ state: 'waiting', reason: 'window', until: '2026-12-04' })
  })

  it('shows what was asked for until it is there, and no longer', () => {
    expect(view([blue], { request }).asked).toEqual({ name: '北京新抬头有限公司', kind: 'special', on: '2026-11-21' })
    expect(view([blue, redOf(blue), { ...after, state: 'issued', number: '2' }], { request }).asked).toBeUndefined()
  })
})
