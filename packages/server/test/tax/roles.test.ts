import { afterAll, beforeAll, expect, it } from 'vitest'
import { EXIT } from '../../src/cli/exit-codes.ts'
import { pushedOrder, sampleConfig } from '../house.ts'
import { type Desk, openDesk } from './house.ts'

/** A code of its own for every kind of charge, as a table that a person imports. */
const TABLE = [
  '行类型,税收分类编码,税率,优惠政策标识,设置人',
  'shipping,3040409040000000000,0.06,,anna',
  'giftWrap,1060102040000000000,0.13,,anna',
  'tip,3070401000000000000,0.06,,anna',
  'fee,3070401000000000000,0.06,,anna',
  'giftCard,6010000000000000000,0,04,anna',
].join('\n')

let desk: Desk
beforeAll(async () => {
  const [store] = sampleConfig('http://127.0.0.1:9').stores
  const policy = { ...store?.policy, shipping: 'mapped', giftCards: 'invoice' }
  desk = await openDesk([{ match: { sku: 'TEA' }, taxCode: '1030308010000000000' }], { stores: [{ ...store, policy }] })
  await desk.serve()
})
afterAll(() => desk.close())

it('shipping, gift wrap, tip, fee and gift card are held without a rule, and printed by the rule of their role', async () => {
  const charge = (role: string, i: number) => ({ id: `c${i}`, role, title: role, amount: '10.00' })
  const tea = { id: '1', title: '龙井茶', sku: 'TEA', quantity: '1', unit: '罐', price: '113.00' }
  const lines = [tea, ...['shipping', 'giftWrap', 'tip', 'fee', 'giftCard'].map(charge)]
  await desk.push('/v1/orders', pushedOrder('1', { lines, total: '163.00' }))
  await desk.order('1', o => o.hold?.code === 'UNMAPPED')
  expect((await desk.json('map', 'unmapped')).json.rows.map((r: { title: string }) => r.title)).toEqual([
    'fee',
    'giftCard',
    'giftWrap',
    'shipping',
    'tip',
  ])
  await desk.write('roles.csv', TABLE)
  expect((await desk.json('map', 'import', 'roles.csv', '--apply')).code).toBe(EXIT.ok)
  const order = await desk.order('1', o => o.documents.length > 0 && o.documents.every((d: { state: string }) => d.state === 'issued'))
  const printed = order.documents.flatMap((d: { face: { lines: { name: string; taxCode: string; rate: string; why: string }[] } }) => d.face.lines)
  expect(printed.map((l: { name: string; taxCode: string; why: string }) => [l.name, l.taxCode, l.why.replace(/^taxMap\.\d+ /, '')])).toEqual([
    ['龙井茶', '1030308010000000000', 'sku=TEA'],
    ['giftWrap', '1060102040000000000', 'role=giftWrap (anna)'],
    ['tip', '3070401000000000000', 'role=tip (anna)'],
    ['fee', '3070401000000000000', 'role=fee (anna)'],
    ['giftCard', '6010000000000000000', 'role=giftCard (anna)'],
    ['shipping', '3040409040000000000', 'role=shipping (anna)'],
  ])
})
