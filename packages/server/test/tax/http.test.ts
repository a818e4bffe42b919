import { apiClient } from '@openfapiao/api'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { OPERATOR_KEY, pushedOrder } from '../house.ts'
import { type Desk, openDesk, RICE, TEA } from './house.ts'

let desk: Desk
let client: ReturnType<typeof apiClient>
beforeAll(async () => {
  desk = await openDesk([{ match: { sku: 'TEA' }, taxCode: TEA, by: 'anna' }])
  await desk.serve()
  client = apiClient({ url: desk.address(), key: OPERATOR_KEY })
  await desk.push('/v1/orders', pushedOrder('1'))
  await desk.order('1', o => o.hold?.code === 'UNMAPPED')
})
afterAll(() => desk.close())

it('codes are searched in the edition of a supply date', async () => {
  expect(await client.codes({ q: 'dami', limit: 1 })).toMatchObject({ is: 'answer', value: { edition: '2026-06-01-common', rows: [{ code: RICE }] } })
  expect(await client.codes({ q: ' ' })).toMatchObject({ is: 'refused', status: 400, error: { path: 'q' } })
})

it('a line is tested against the map of its store', async () => {
  const asked = { platform: 'rest', store: 'main', line: { title: '龙井茶', sku: 'TEA' } }
  expect(await client.testMap(asked)).toMatchObject({
    is: 'answer',
    value: { coding: { taxCode: TEA, why: 'taxMap.0 sku=TEA (anna)' }, fitting: [{ rule: 0 }] },
  })
  expect(await client.testMap({ ...asked, line: { title: '杯子' } })).toMatchObject({
    is: 'answer',
    value: { fault: { code: 'UNMAPPED' }, fitting: [] },
  })
  expect(await client.testMap({ ...asked, store: 'none' })).toMatchObject({ is: 'refused', status: 404 })
  expect(await client.testMap({ ...asked, line: { title: '' } })).toMatchObject({ is: 'refused', status: 400, error: { path: 'line.title' } })
})

it('what held orders lack is listed, and to nobody without a key', async () => {
  const row = { platform: 'rest', store: 'main', sku: 'RICE', title: '东北大米', orders: 1, value: '109.00' }
  expect(await client.unmapped()).toEqual({ is: 'answer', value: { orders: 1, rows: [row] } })
  expect(await client.unmapped({ store: 'another' })).toEqual({ is: 'answer', value: { orders: 0, rows: [] } })
  const stranger = apiClient({ url: desk.address(), key: 'a-key-of-nobody-0001' })
  expect(await stranger.unmapped()).toMatchObject({ is: 'refused', status: 401 })
})
