import { randomBytes } from 'node:crypto'
import { type Authority, startAuthority } from '@openfapiao/authority'
import { type Special, serialOf } from '@openfapiao/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SECRET, SM4_KEY } from '../../test/desk.ts'
import { blueContent, SELLER } from '../../test/documents.ts'
import { testIo, testVault } from '../../test/io.ts'
import { until } from '../../test/until.ts'
import { bureauConfigSchema } from './config.ts'
import { bureau } from './index.ts'
import { bureauTraits } from './traits.ts'

const place = { province: '浙江省', city: '杭州市', address: '西湖区某路 1 号', crossCity: false }
const KINDS: readonly Special[] = [
  { code: '01' },
  { code: '03', ...place, project: '样板间改造' },
  { code: '04', transports: ['沪A1', '沪B2'].map(plate => ({ vehicle: '公路运输', plate, from: '上海市', to: '北京市', goods: '茶叶' })) },
  { code: '06', ...place, certificate: '无', from: '2026-01-01', until: '2026-12-31', areaUnit: '平方米' },
  {
    code: '09',
    journeys: [{ passenger: '张三', idNumber: '11010519491231002X', date: '2026-03-01', from: '上海', to: '北京', vehicle: '火车', seat: '二等座' }],
  },
]

describe.each(['json', 'xml'] as const)('special business over the wire, as %s', format => {
  let authority: Authority
  beforeAll(async () => {
    authority = await startAuthority({
      port: 0,
      sellers: [{ taxNumber: SELLER.taxNumber, name: SELLER.name }],
      apps: [{ appId: 'demo', secret: SECRET, sm4Key: SM4_KEY, taxNumbers: [SELLER.taxNumber] }],
      delays: { issueSeconds: 0 },
    })
  })
  afterAll(() => authority.close())

  const config = () =>
    bureauConfigSchema.parse({
      ...{ environment: 'sandbox', baseUrl: { sandbox: authority.url }, appId: 'demo', format },
      ...{ signing: { type: 'HMAC-SM3', secret: SECRET }, encryption: { mode: 'fields', sm4Key: SM4_KEY } },
    })
  const send = async (special: Special) => {
    const session = bureau.open(config(), SELLER, testIo(), testVault())
    const lines = blueContent().lines.map(({ spec: _, ...line }) => line)
    const serial = serialOf(randomBytes(10))
    const body = bureau.encode({ colour: 'blue', serial, content: blueContent({ lines, special }) }, config())
    const [answer] = await session.submit([{ serial, colour: 'blue', body }])
    if (answer?.is === 'rejected') return answer
    return until(
      async () => (await session.find([{ serial, colour: 'blue' }]))[0],
      outcome => (outcome?.is === 'issued' || outcome?.is === 'rejected' ? outcome : undefined),
    )
  }

  test.each(KINDS)('kind $code arrives whole', async special => {
    const outcome = await send(special)
    expect(outcome).toMatchObject({ is: 'issued' })
    const kept = outcome.is === 'issued' ? authority.ledger.invoice(outcome.number)?.invoice : undefined
    const entries = special.code === '04' ? 2 : special.code === '01' ? 0 : 1
    expect(JSON.parse(JSON.stringify(kept))).toMatchObject({ special: { code: special.code, entries: { length: entries } } })
  })

  test('the traits name what the wire carries', () => {
    const { specialBusiness } = bureauTraits(config())
    expect(KINDS.map(k => k.code).filter(code => !specialBusiness.includes(code))).toEqual([])
  })

  test('what is missing or wrong is refused at its field', async () => {
    const lease = KINDS.find(k => k.code === '06')
    if (lease?.code !== '06') throw new Error('no lease')
    expect(await send({ ...lease, certificate: '' })).toMatchObject({
      is: 'rejected',
      faults: [{ path: expect.stringContaining('tdysxxList.0.cqzh') }],
    })
    expect(await send({ ...lease, province: '浙江' })).toMatchObject({
      is: 'rejected',
      faults: [{ path: expect.stringContaining('tdysxxList.0.sf') }],
    })
  })
})
