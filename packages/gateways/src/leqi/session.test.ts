import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { blueContent, fullRed } from '../../test/documents.ts'
import { HOUR, type LeqiHouse, openHouse } from '../../test/leqi.ts'

let house: LeqiHouse
beforeEach(async () => {
  house = await openHouse()
})
afterEach(() => house.close())

const DAY = 24 * HOUR
const SUMS = { blue: { count: 2, amountFen: 44000, taxFen: 3960 }, red: { count: 1, amountFen: -22000, taxFen: -1980 } }

describe('the month', () => {
  beforeEach(async () => {
    const blue = await house.issue(blueContent())
    await house.issue(blueContent())
    await house.issue(fullRed(blue))
  })

  test('is confirmed before the 13th of the next with the sums that the authority has, and seen afterwards', async () => {
    house.wait(35 * DAY)
    expect(await house.session.monthSummaries('2026-03')).toEqual({ is: 'rows', rows: [] })
    expect(await house.session.confirmMonth('2026-03', SUMS)).toEqual({ is: 'done' })
    expect(await house.session.monthSummaries('2026-03')).toMatchObject({ is: 'rows', rows: [{ yf: '2026-03', qrzt: 'Y' }] })
    expect(await house.session.cancelMonth('2026-03')).toEqual({ is: 'done' })
    expect(await house.session.monthSummaries('2026-03')).toMatchObject({ rows: [{ qrzt: 'N' }] })
  })

  test('with other sums is refused, and the answer says which', async () => {
    house.wait(35 * DAY)
    const wrong = { ...SUMS, blue: { ...SUMS.blue, taxFen: 3961 } }
    expect(await house.session.confirmMonth('2026-03', wrong)).toMatchObject({ is: 'failed', why: expect.stringContaining('lzfpse') })
  })

  test('cannot be confirmed while it lasts, nor from the 13th on', async () => {
    expect(await house.session.confirmMonth('2026-03', SUMS)).toMatchObject({ is: 'failed' })
    house.wait(42 * DAY)
    expect(await house.session.confirmMonth('2026-03', SUMS)).toMatchObject({ is: 'failed' })
  })

  test('needs the tax bureau in the settings', async () => {
    expect(await house.open({ taxBureau: undefined }).confirmMonth('2026-03', SUMS)).toMatchObject({
      is: 'failed',
      why: expect.stringContaining('taxBureau'),
    })
  })
})

test('tax codes come all at once, compressed, and then only what is newer', async () => {
  const first = await house.session.taxCodes?.()
  if (first?.is !== 'codes') throw new Error(JSON.stringify(first))
  expect(first.entries.length).toBeGreaterThan(1000)
  expect(first.entries.find(e => e.code === '1010101020000000000')).toMatchObject({ shortName: '谷物', rates: ['0.09'], summary: false })
  expect(await house.session.taxCodes?.(first.cursor)).toMatchObject({ is: 'codes', entries: [], cursor: first.cursor })
})

test('rates are those in use, with their dates', async () => {
  const answer = await house.session.rates?.()
  expect(answer?.is === 'rates' && answer.rates).toContainEqual({ rate: '0.13', levy: false, from: '2019-04-01', until: undefined })
  expect(answer?.is === 'rates' && answer.rates).toContainEqual({ rate: '0.01', levy: true, from: '2023-01-01', until: '2027-12-31' })
})

test('a taxpayer at risk is seen by the daily question and by the check', async () => {
  expect(await house.session.risk()).toMatchObject({ is: 'risk', risk: '04', barred: false })
  expect(await house.session.taxpayer()).toMatchObject({ is: 'taxpayer', name: '演示销方有限公司', kind: '1', state: '03' })
  expect(await house.session.check()).toEqual([])
  house.authority.ledger.changeSeller('91110000DEMO00001X', { abnormal: true })
  expect(await house.session.risk()).toMatchObject({ barred: true })
  expect(await house.session.check()).toMatchObject([{ code: 'BLOCKED', en: expect.stringContaining('entitlement') }])
})

test('the check tells a wrong key from a host that does not answer', async () => {
  expect(await house.open({ sm4Key: '0'.repeat(32) }).check()).toMatchObject([{ code: 'BLOCKED', en: expect.stringContaining('credential') }])
  expect(await house.open({ baseUrl: 'http://127.0.0.1:1' }).check()).toMatchObject([{ code: 'GATEWAY_FAILS' }])
})

test('a unit that is not registered, or another ability, gets an error that no list explains', async () => {
  expect(await house.open({ usingPlatform: 'U9' }).check()).toMatchObject([{ en: expect.stringContaining('SBX-PLATFORM') }])
  expect(await house.open({ abilityCode: '999999' }).check()).toMatchObject([{ en: expect.stringContaining('SBX-PATH') }])
})

test('margin codes, and the virtual enterprise of a sandbox', async () => {
  expect(await house.session.marginCodes()).toEqual({ is: 'rows', rows: [] })
  expect(await house.session.virtualEnterprise('find', '11100000000')).toMatchObject({ is: 'enterprise', said: { nsrmc: '演示销方有限公司' } })
  expect(await house.session.virtualEnterprise('reset', '11100000000')).toMatchObject({ is: 'enterprise' })
  const real = house.open({ environment: 'production', baseUrl: 'https://127.0.0.1:1', paceSeconds: undefined })
  expect(await real.virtualEnterprise('reset', '11100000000')).toMatchObject({ is: 'failed' })
})

test('there are no files, and no voiding', async () => {
  expect(await house.session.file('26110900000000000001', 'pdf')).toMatchObject({ is: 'never' })
})
