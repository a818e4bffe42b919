import { type Authority, startAuthority } from '@openfapiao/authority'
import type { DocumentRow, HttpRequest, Io, Seller } from '@openfapiao/core'
import { leqi, leqiConfigSchema } from '@openfapiao/gateways/leqi'
import { createRuntime, type Parts, type Runtime } from '@openfapiao/runtime'
import { storeVault } from '@openfapiao/store'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { fetchOverHttp } from '../../packages/gateways/test/io.ts'
import { Kit, order, ref, refund } from '../../packages/runtime/test/kit.ts'

/** The engine numbers, seals, uploads and reverses through 乐企, against the sandbox authority over HTTP, on one clock. */
const SELLER: Seller = { taxNumber: '91000000000000000K', name: '示例商店有限公司', kind: 'general', issuer: '王会计' }
const SM4_KEY = '0123456789abcdeffedcba9876543210'
const HOUR = 3600

let kit: Kit
let authority: Authority
let requests: HttpRequest[]
beforeEach(async () => {
  kit = new Kit()
  requests = []
  authority = await startAuthority(
    {
      port: 0,
      sellers: [{ taxNumber: SELLER.taxNumber, name: SELLER.name }],
      leqi: { platforms: [{ id: 'P0001', sm4Key: SM4_KEY, taxNumbers: [SELLER.taxNumber] }] },
      delays: { issueSeconds: 5, redSeconds: 5 },
    },
    { clock: kit.time.now },
  )
})
afterEach(() => authority.close())

function parts(change: Partial<Parts> = {}): Parts {
  const fetch: Io['fetch'] = request => {
    requests.push(request)
    return fetchOverHttp(request)
  }
  const io: Io = { ...kit.io, fetch }
  const gatewayConfig = leqiConfigSchema.parse({
    ...{ environment: 'sandbox', baseUrl: authority.url, abilityCode: '000001', connectingPlatform: 'P0001', sm4Key: SM4_KEY, regionCode: '110000' },
    ...{
      machine: { ip: '10.0.0.1', mac: '00-00-00-00-00-01' },
      numbers: { segment: 200 },
      quota: { downloadFen: 100_000_000 },
      partialRed: 'always',
    },
    paceSeconds: { ask: 10, absentGrace: 60, form: 1800, settled: 600 },
  })
  const sellers = [{ key: 'main', seller: SELLER, gateway: leqi, gatewayConfig }]
  return { ...kit.parts(), io, vault: storeVault(kit.store, io), sellers, worker: { batch: 250 }, ...change }
}
const engine = (change?: Partial<Parts>): Runtime => createRuntime(parts(change))

const uploads = (): number[] => requests.flatMap(r => (r.about?.operation === 'QDFPSC' ? [r.about.subjects.length] : []))
const calls = (operation: string): number => requests.filter(r => r.about?.operation === operation).length
const issued = () => authority.ledger.invoices().map(({ number, colour }) => ({ number, colour }))
const states = async (): Promise<string[]> => (await kit.documents()).map((d: DocumentRow) => `${d.colour} ${d.state}`)
/** The shop gave money back and says so. */
async function refunded(fen: number, runtime: Runtime): Promise<void> {
  kit.shop.orders.set('O1', order({ refunds: [refund(fen)] }))
  await kit.hint('O1')
  await runtime.turn()
}

test('an order is issued under a number of ours, and its refund reversed through a form, under another', async () => {
  const runtime = engine()
  await kit.sold({}, runtime)
  await kit.work(runtime)
  await refunded(600, runtime)
  await kit.work(runtime)
  expect(await states()).toEqual(['blue issued', 'red issued'])
  expect((await kit.documents()).map(d => d.number)).toEqual(issued().map(i => i.number))
  expect(issued().map(i => i.colour)).toEqual(['blue', 'red'])
  expect((await kit.order()).chain.hold).toBeUndefined()
})

test('many orders share uploads of at most 100', async () => {
  const runtime = engine()
  const ids = Array.from({ length: 230 }, (_, i) => `M${i}`)
  for (const id of ids) kit.shop.orders.set(id, order({ ref: ref(id), number: id }))
  await kit.hint(ids.join(','))
  await kit.work(runtime)
  expect(issued()).toHaveLength(230)
  expect(new Set(issued().map(i => i.number)).size).toBe(230)
  expect(Math.max(...uploads())).toBe(100)
  expect(uploads().length).toBeLessThanOrEqual(4)
})

test('a process killed between number and seal uses the same number when it is back', async () => {
  const store = { ...kit.store, intend: () => Promise.reject(new Error('killed')) }
  await kit.sold({}, engine({ store }))
  expect(await states()).toEqual(['blue queued'])
  kit.time.pass(200)
  await kit.work(engine())
  expect(await states()).toEqual(['blue issued'])
  expect(issued()[0]?.number.endsWith('1')).toBe(true)
})

test('no quota parks the lane before anything is sealed; an hour later it goes on by itself', async () => {
  const runtime = engine()
  authority.faults.add({ kind: 'quotaExhausted' })
  await kit.sold({}, runtime)
  expect(await kit.store.lanes()).toMatchObject([{ need: 'quota' }])
  expect([await states(), calls('QDFPPLFM')]).toEqual([['blue queued'], 0])
  authority.faults.clear()
  await kit.work(runtime, HOUR)
  expect(await states()).toEqual(['blue issued'])
})

describe('answers are lost', () => {
  test.each(['QDFPPLFM', 'XZTHSXED', 'QDFPSC', 'CXQDFPSCJG'])('of %s: one invoice all the same', async operation => {
    const runtime = engine()
    authority.faults.add({ kind: 'lostAnswer', count: 2, match: { operation } })
    await kit.sold({}, runtime)
    await kit.work(runtime)
    expect(await states()).toEqual(['blue issued'])
    expect(issued()).toHaveLength(1)
  })

  test('while the authority is away for a day: one invoice, no person', async () => {
    const runtime = engine()
    authority.faults.add({ kind: 'lostAnswer', match: { operation: 'QDFPSC' } })
    await kit.sold({}, runtime)
    authority.faults.add({ kind: 'unavailable', count: 'always' })
    for (let hour = 0; hour < 24; hour++) {
      kit.time.pass(HOUR)
      await runtime.turn()
    }
    authority.faults.clear()
    await kit.work(runtime)
    expect(await states()).toEqual(['blue issued'])
    expect(issued()).toHaveLength(1)
  })
})

describe('a buyer who has used the invoice', () => {
  const used = async (runtime: Runtime): Promise<void> => {
    await kit.sold({}, runtime)
    await kit.work(runtime)
    authority.ledger.mark(issued()[0]?.number ?? '', 'used', true)
    await refunded(600, runtime)
  }
  const hours = async (count: number, runtime: Runtime): Promise<void> => {
    for (let half = 0; half < count * 2; half++) {
      kit.time.pass(HOUR / 2)
      await runtime.turn()
    }
  }

  test('agrees after 70 hours: the red is uploaded without anybody’s help, past the 48 hours of its row', async () => {
    const runtime = engine()
    await used(runtime)
    await hours(70, runtime)
    expect(await states()).toEqual(['blue issued', 'red submitted'])
    const [form] = authority.ledger.forms()
    authority.ledger.moveForm(form?.uuid ?? '', 'buyer', 'agree')
    await hours(2, runtime)
    expect(await states()).toEqual(['blue issued', 'red issued'])
    expect([issued().length, authority.ledger.forms().length]).toEqual([2, 1])
  })

  test('says nothing for 72 hours: the red is dead, the chain held with the reason', async () => {
    const runtime = engine()
    await used(runtime)
    await hours(74, runtime)
    expect(await states()).toEqual(['blue issued', 'red rejected'])
    expect((await kit.order()).chain.hold).toMatchObject({ code: 'REJECTED', zh: expect.stringContaining('07') })
  })
})

test('an upload that nobody answered for 48 hours goes to a person, and its number is never used again', async () => {
  const runtime = engine()
  authority.faults.add({ kind: 'lostRequest', count: 'always', match: { operation: 'QDFPSC' } })
  await kit.sold({}, runtime)
  for (let hour = 0; hour < 50; hour++) {
    kit.time.pass(HOUR)
    await runtime.turn()
  }
  const row = await kit.only()
  expect([row.state, row.hold?.code]).toEqual(['submitted', 'ABSENT'])
  authority.faults.clear()
  expect(await runtime.abandon(row.id, { actor: 'finance', evidence: 'not in the monthly summary' })).toEqual({ is: 'done' })
  await kit.store.retryOrder(
    ref('O1'),
    { source: 'person', connector: 'shop', store: 's1', topic: 'retry', dedupeKey: 'p', ref: ref('O1') },
    [],
    kit.time.now(),
  )
  await kit.work(runtime)
  expect(await states()).toEqual(['blue rejected', 'blue issued'])
  const burned: { readonly fphm: string } = JSON.parse(row.body ?? '{}')
  expect(issued().map(i => i.number)).not.toContain(burned.fphm)
})
