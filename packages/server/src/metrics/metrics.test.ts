import { createHash } from 'node:crypto'
import { fault } from '@openfapiao/core'
import { memoryStore } from '@openfapiao/store'
import { beforeEach, expect, it } from 'vitest'
import { admission, event, hint, NOW } from '../../../store/test/examples.ts'
import { createMetrics, type Metrics } from './index.ts'

let now = NOW
let metrics: Metrics
let store: ReturnType<typeof memoryStore>
beforeEach(() => {
  now = NOW
  store = memoryStore({ digest: text => createHash('sm3').update(text).digest('hex') })
  metrics = createMetrics(store, { now: () => now })
})
const line = async (start: string): Promise<string | undefined> => (await metrics.text()).split('\n').find(l => l.startsWith(start))

it('tells what is still to do, and what waits for a person and why', async () => {
  await store.accept(hint(), NOW)
  await store.admit(admission({ hold: fault('ABSENT', '', { serial: 'S' }) }), NOW)
  expect(await line('fapiao_backlog{kind="hint"}')).toBe('fapiao_backlog{kind="hint"} 1')
  expect(await line('fapiao_held{kind="order"')).toBe('fapiao_held{kind="order",code="ABSENT"} 1')
})

it('asks the store once in ten seconds, however often it is scraped', async () => {
  expect(await line('fapiao_backlog{kind="hint"}')).toBe('fapiao_backlog{kind="hint"} 0')
  await store.accept(hint(), NOW)
  expect(await line('fapiao_backlog{kind="hint"}')).toBe('fapiao_backlog{kind="hint"} 0')
  now += 10_000
  expect(await line('fapiao_backlog{kind="hint"}')).toBe('fapiao_backlog{kind="hint"} 1')
})

it('counts events from its start on, not those of the years before', async () => {
  const lane = { lane: 'main/bureau', failures: 0 }
  await store.setLane(lane, [event('main/bureau', { type: 'lane.opened' })], NOW)
  expect(await line('fapiao_events_total{')).toBeUndefined()
  await store.setLane({ ...lane, need: 'quota' }, [event('main/bureau', { type: 'lane.blocked' })], NOW)
  expect(await line('fapiao_events_total{')).toBe('fapiao_events_total{seller="main",type="lane.blocked"} 1')
  now += 10_000
  expect(await line('fapiao_lane_blocked{')).toBe('fapiao_lane_blocked{lane="main/bureau",need="quota"} 1')
})

it('counts requests by the pattern of their route', async () => {
  metrics.seen({ method: 'GET', route: '/i/:link', status: 200, seconds: 0.01 })
  expect(await line('fapiao_http_requests_total')).toBe('fapiao_http_requests_total{method="GET",route="/i/:link",status="200"} 1')
  expect(await line('fapiao_http_request_seconds_bucket{le="0.02",route="/i/:link"}')).toMatch(/ 1$/)
})
