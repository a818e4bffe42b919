import { beforeEach, describe, expect, test } from 'vitest'
import { BUYER, SELLER } from '../../test/invoices.ts'
import { call, formMessage, type LeqiCounter, openLeqiCounter, quotaMessage, rows, sealed, text, uploadMessage } from '../../test/leqi-counter.ts'
import { createLedger } from '../ledger/ledger.ts'

let counter: LeqiCounter
beforeEach(() => {
  counter = openLeqiCounter()
})
const seller = { nsrsbh: SELLER.taxNumber }
const HOUR = 3600

describe('the envelope', () => {
  test.each<[string, Parameters<LeqiCounter['error']>[0], string]>([
    ['an unknown connecting unit', { headers: { jrdwptbh: 'P9' } }, 'SBX-PLATFORM'],
    ['a using unit that is not its own', { headers: { sydwptbh: 'U9' } }, 'SBX-PLATFORM'],
    ['another ability', { headers: { nlbm: '999999' } }, 'SBX-PATH'],
    ['a header that is not the path', { headers: { fwbm: 'CXSXED' } }, 'SBX-PATH'],
    ['a path without the ability', { path: '/access/v2/invoke/CXKYSL' }, 'SBX-PATH'],
    ['a body in clear', { body: Buffer.from('{}') }, 'SBX-CIPHER'],
    ['another key', { body: sealed('{}', 'f'.repeat(32)) }, 'SBX-CIPHER'],
    ['no body', { body: new Uint8Array() }, 'SBX-CIPHER'],
    ['something else than JSON', { body: sealed('hello') }, 'SBX-JSON'],
    ['an operation that there is not', { ...call('NOTHING', {}) }, 'SBX-PATH'],
  ])('refuses %s, in clear', async (_, change, code) => {
    expect(await counter.error(change)).toBe(code)
  })

  test('takes the worked vector of gateways.md 1.1 as an empty request', async () => {
    const answer = await counter.send(call('CXKYSL', {}, { body: Buffer.from('YTY3o8tVQ6g96gvkwx7LGg==') }))
    expect(answer).toMatchObject({ is: 'answer', status: 200 })
  })

  test('answers POST alone, and a registered using unit', async () => {
    expect(await counter.send(call('CXKYSL', {}, { method: 'GET' }))).toMatchObject({ status: 405 })
    expect(await counter.ask('CXKYSL', {}, { sydwptbh: 'U0001' })).toMatchObject({ returncode: '00' })
  })
})

test.each([
  ['QDFPPLFM', { ...seller, lysl: 1, ywlsh: 'F' }],
  ['CXSXED', seller],
  ['XZTHSXED', quotaMessage(1, 'Q')],
  ['TZSXEDYXQ', { xsfnsrsbh: SELLER.taxNumber, sxedsq: '2026-03' }],
  ['CXNSRFXXX', seller],
  ['CXNSRJBXX', seller],
  ['CXSSFLBM', seller],
  ['CXQDHZQRDMX', { uuid: '1', xsfnsrsbh: SELLER.taxNumber }],
  ['QDFPSC', [uploadMessage('26110900000000000001')]],
  ['QDHZQRDSQ', formMessage('26110900000000000001')],
  ['SCFPHZQRXX', { xsfnsrsbh: SELLER.taxNumber, xsfsjswjgdm: '11100000000', ywlx: '1', ptbh: 'P0002', yf: '2026-02' }],
])('%s answers nobody who may not speak for the taxpayer, and names what is missing', async (fwbm, message) => {
  expect(await counter.ask(fwbm, message, { jrdwptbh: 'P0002', sydwptbh: 'P0002' })).toMatchObject({ returncode: '11' })
  expect(await counter.ask(fwbm, Array.isArray(message) ? [{}] : {})).toMatchObject({
    returncode: '01',
    returnmsg: expect.stringContaining('必填项为空'),
  })
})

describe('numbers', () => {
  const ask = (lysl: number, ywlsh: string) => counter.ask('QDFPPLFM', { ...seller, lysl, ywlsh })

  test('come in segments that never overlap; the same flow number gets the same one back', async () => {
    const [one, two, again] = [await ask(5, 'F1'), await ask(5, 'F2'), await ask(5, 'F1')]
    expect(again).toEqual(one)
    expect(BigInt(text(two.fpqshm)) - BigInt(text(one.fpzzhm))).toBe(1n)
    expect(text(one.fpqshm)).toMatch(/^26110\d{15}$/)
    expect(await ask(6, 'F1')).toMatchObject({ returncode: '01' })
    expect(await ask(5001, 'F3')).toMatchObject({ returncode: '01' })
    expect(await ask(0, 'F3')).toMatchObject({ returncode: '01' })
  })

  test('of another unit are not taken', async () => {
    await counter.ask('XZTHSXED', quotaMessage(1000, 'Q'))
    const number = await counter.number()
    expect((await counter.outcome([{ ...uploadMessage(number), ptbh: 'P0002' }]))[0]).toContain('SBX-NUMBER')
  })
})

describe('quota', () => {
  test('is told once an hour', async () => {
    expect(await counter.ask('CXSXED', seller)).toMatchObject({
      returncode: '00',
      bysxed: '1000000.00',
      kysyed: '1000000.00',
      yxzwsyed: '0.00',
      sq: '2026-03',
    })
    expect(await counter.ask('CXSXED', seller)).toMatchObject({ returncode: '03' })
    counter.wait(HOUR)
    expect(await counter.ask('CXSXED', seller)).toMatchObject({ returncode: '00' })
  })

  test('is downloaded once for a flow number, as far as there is some, and returned as far as it is unused', async () => {
    const answer = await counter.ask('XZTHSXED', quotaMessage(600_000, 'Q1'))
    expect(answer).toMatchObject({ returncode: '00', syqjq: '20260301', syqjz: '20260331' })
    expect(await counter.ask('XZTHSXED', quotaMessage(600_000, 'Q1'))).toEqual(answer)
    expect(await counter.ask('XZTHSXED', quotaMessage(600_001, 'Q1'))).toMatchObject({ returncode: '01' })
    expect(await counter.ask('XZTHSXED', quotaMessage(400_001, 'Q2'))).toMatchObject({ returncode: '03' })
    expect(await counter.ask('XZTHSXED', { ...quotaMessage(600_001, 'Q3'), sqlx: '1' })).toMatchObject({ returncode: '01' })
    expect(await counter.ask('XZTHSXED', { ...quotaMessage(600_000, 'Q4'), sqlx: '1' })).toMatchObject({ returncode: '00' })
    expect(await counter.ask('CXSXED', seller)).toMatchObject({ kysyed: '1000000.00', yxzed: '0.00' })
  })
})

describe('the windows of time run on the clock of the ledger', () => {
  const issued = async (): Promise<string> => {
    await counter.ask('XZTHSXED', quotaMessage(1000, `Q${counter.ledger.now()}`))
    const number = await counter.number()
    expect(await counter.outcome([uploadMessage(number)])).toEqual(['00'])
    return number
  }

  test('a receipt is readable for 12 hours', async () => {
    await counter.ask('XZTHSXED', quotaMessage(1000, 'Q'))
    const { sllsh } = await counter.ask('QDFPSC', [uploadMessage(await counter.number())])
    expect(text(sllsh)).toHaveLength(40)
    expect(await counter.ask('CXQDFPSCJG', { sllsh })).toMatchObject({ resultList: [{ status: '01' }] })
    counter.ledger.advance(12 * HOUR)
    expect(await counter.ask('CXQDFPSCJG', { sllsh })).toMatchObject({ resultList: [{ status: '00' }] })
    counter.ledger.advance(1)
    expect(await counter.ask('CXQDFPSCJG', { sllsh })).toMatchObject({ returncode: '04' })
    expect(await counter.ask('CXQDFPSCJG', { sllsh }, { jrdwptbh: 'P0002', sydwptbh: 'P0002' })).toMatchObject({ returncode: '04' })
  })

  test('an upload is taken for 48 hours', async () => {
    await counter.ask('XZTHSXED', quotaMessage(1000, 'Q'))
    const number = await counter.number()
    counter.ledger.advance(48 * HOUR + 1)
    expect((await counter.outcome([uploadMessage(number)]))[0]).toContain('SBX-TIME')
    expect(await counter.outcome([uploadMessage(number, '2026-03-02 09:00:10')])).toEqual(['00'])
  })

  test('a form waits for the buyer for 72 hours; only the buyer’s own unit agrees for the buyer', async () => {
    const number = await issued()
    counter.ledger.mark(number, 'used', true)
    const { uuid, hzfpxxqrdbh: hzqrdbh, hzqrxxztDm } = await counter.ask('QDHZQRDSQ', formMessage(number))
    expect(hzqrxxztDm).toBe('02')
    const decide = (qrlx: string, unit: string) =>
      counter.ask('QDHZQRDQR', { xsfnsrsbh: SELLER.taxNumber, uuid, hzqrdbh, qrlx }, { jrdwptbh: unit, sydwptbh: unit })
    expect(await decide('Y', 'P0001')).toMatchObject({ returncode: '11' })
    counter.ledger.advance(71 * HOUR)
    expect(await decide('Y', 'P0002')).toMatchObject({ returncode: '00' })
    expect(counter.ledger.forms().map(f => [f.state, f.fate])).toEqual([['04', undefined]])
  })

  test('and lapses after them', async () => {
    const number = await issued()
    counter.ledger.mark(number, 'used', true)
    const { uuid } = await counter.ask('QDHZQRDSQ', formMessage(number))
    counter.ledger.advance(72 * HOUR)
    expect(await counter.ask('CXQDHZQRDMX', { uuid, xsfnsrsbh: SELLER.taxNumber })).toMatchObject({
      hzqrxxztDm: '07',
      hzqrdmxList: [{ xmmc: '小麦' }],
    })
  })

  test('forms are listed by blue, state and day, page by page, for both sides', async () => {
    const number = await issued()
    counter.ledger.mark(number, 'used', true)
    const { uuid } = await counter.ask('QDHZQRDSQ', formMessage(number))
    const list = async (more: object, unit = 'P0001') => {
      const page = { pageNumber: 1, pageSize: 1, lzfphm: number, ...more }
      const answer = await counter.ask('CXQDHZQRDLB', page, { jrdwptbh: unit, sydwptbh: unit })
      return answer.returncode === '00' ? rows(Reflect.get(Object(answer.hzqrxxList), 'list')).map(r => r.uuid) : answer.returncode
    }
    const side = { yhjslx: '0', xsfnsrsbh: SELLER.taxNumber, xsfmc: SELLER.name }
    expect(await list(side)).toEqual([uuid])
    expect(await list({ yhjslx: '1', gmfnsrsbh: BUYER.taxNumber, gmfmc: BUYER.name }, 'P0002')).toEqual([uuid])
    expect(await list({ ...side, hzqrxxztDm: '02', lrrqq: '2026-03-02', lrrqz: '2026-03-02' })).toEqual([uuid])
    expect(await list({ ...side, pageNumber: 2 })).toEqual([])
    for (const other of [{ hzqrxxztDm: '04' }, { lzfphm: '1' }, { lrfsf: '1' }, { lrrqz: '2026-03-01' }, { fppzDm: '02' }])
      expect(await list({ ...side, ...other })).toBe('04')
    expect(await list({ yhjslx: '0' })).toBe('01')
  })
})

test('after a restart everything is as it was: numbers, quota, receipts', async () => {
  await counter.ask('XZTHSXED', quotaMessage(1000, 'Q'))
  const number = await counter.number()
  const { sllsh } = await counter.ask('QDFPSC', [uploadMessage(number)])
  const replayed = createLedger({ clock: () => counter.ledger.now(), ...PARTS }, JSON.parse(JSON.stringify(counter.events)))
  const keys = counter.events.flatMap(e => (e.is === 'noted' ? [e.key] : []))
  expect(keys.length).toBeGreaterThan(5)
  for (const key of keys) expect(replayed.noted(key)).toEqual(counter.ledger.noted(key))
  expect(replayed.noted(`leqi/receipt/${text(sllsh)}`)).toMatchObject({ rows: [{ number, is: 'new' }] })
})

const PARTS = { edition: { version: '1', source: '', find: () => undefined }, sellers: [] }
