import type { OrderOut } from '@openfapiao/api'
import { fault } from '@openfapiao/core'
import { describe, expect, test } from 'vitest'
import { widthOf } from '../../cli/text/width.ts'
import { outcomeRows, outcomeText } from './outcome-table.ts'

const ref = { platform: 'shopify', store: 's.myshopify.com', id: '1' }
const at = '2026-11-20T10:00:00+08:00'
const base = { seller: 'main', currency: 'CNY', createdAt: at, refunded: '0.00', cancelled: false, page: '/i/abc' }
const order = (number: string, over: Partial<OrderOut> = {}): OrderOut => ({
  ...base,
  ref,
  number,
  total: '113.00',
  paid: '113.00',
  covered: '113.00',
  documents: [],
  ...over,
})
const issued: OrderOut['documents'][number] = {
  id: 'd',
  order: ref,
  colour: 'blue',
  kind: 'ordinary',
  state: 'issued',
  origin: 'ours',
  seller: 'main',
  buyerName: '个人',
  number: '26310000000000000001',
  serial: 'S',
  amount: '100.00',
  tax: '13.00',
  total: '113.00',
  createdAt: at,
}
const hold = fault('TITLE_UNKNOWN', 'title')

describe('the table at the end', () => {
  const rows = outcomeRows([order('#1010', { hold }), order('#1002', { documents: [issued, { ...issued, state: 'cancelled' }] })], [], 'http://x')

  test('lists orders as people count them, with their documents, and leaves out what was replaced', () => {
    expect(rows.map(r => `${r.order} ${r.state}`)).toEqual(['#1002 issued', '#1010 held'])
    expect(rows[0]).toMatchObject({ number: '26310000000000000001', amount: '100.00', tax: '13.00', total: '113.00', link: 'http://x/i/abc' })
  })

  test('says of each hold why, and who clears it, in both languages', () => {
    const text = outcomeText(rows)
    expect(text).toContain('TITLE_UNKNOWN → buyer')
    expect(text).toContain(hold.zh)
    expect(text).toContain(hold.en)
  })

  test('columns stand under each other although Chinese is twice as wide', () => {
    const [head = '', , first = ''] = outcomeText(rows).split('\n')
    expect(widthOf(head.slice(0, head.indexOf('号码')))).toBe(widthOf(first.slice(0, first.indexOf('2631'))))
  })

  test('links stand below the table where the terminal is narrow', () => {
    const lines = outcomeText(rows, 110).split('\n')
    expect(lines.every(line => widthOf(line) <= 110)).toBe(true)
    expect(lines).toContain('#1002  http://x/i/abc')
  })

  test('a webhook that is held has a row of its own', () => {
    expect(outcomeRows([], [{ kind: 'hint', id: 'h1', hold }], 'http://x')).toEqual([{ order: 'h1', state: 'held', hold }])
  })
})
