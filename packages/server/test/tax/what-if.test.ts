import { afterAll, beforeAll, expect, it } from 'vitest'
import { EXIT } from '../../src/cli/exit-codes.ts'
import { sampleConfig } from '../house.ts'
import { type Desk, openDesk, RICE, TEA } from './house.ts'

const [sample] = sampleConfig('http://127.0.0.1:9').sellers
let desk: Desk
beforeAll(async () => {
  desk = await openDesk(
    [
      { match: { sku: 'TEA' }, taxCode: TEA },
      { match: { sku: 'RICE' }, taxCode: RICE, rate: '0.01' },
      { match: { sku: 'CUP' }, taxCode: '1080121010000000000', from: '2027-03-01' },
    ],
    { sellers: [{ ...sample, seller: { ...sample?.seller, kind: 'smallScale' } }] },
  )
  await desk.write('later.csv', `编码,名称,简称,税率\n${TEA},精制茶,茶饮,13%\n${RICE},大米,谷物加工品,9%\n1080121010000000000,陶瓷,陶瓷制品,13%\n`)
  await desk.run('codes', 'import', 'later.csv', '--as', 'later', '--from', '2027-01-01')
})
afterAll(() => desk.close())

const at = async (on: string) => (await desk.json('tax', 'whatif', '--since', '2026-11-25', '--on', on)).json

it('nothing changes by tomorrow', async () => {
  expect(await at('2026-11-26')).toEqual({ since: '2026-11-25', on: '2026-11-26', changes: [] })
  expect((await desk.run('tax', 'whatif', '--since', '2026-11-25', '--on', '2026-11-26')).out).toContain('nothing changes')
})

it('a later edition changes a short name: both sides, and which edition', async () => {
  expect((await at('2027-01-01')).changes).toMatchObject([
    {
      store: 'main',
      rule: 0,
      match: { sku: 'TEA' },
      before: { shortName: '茶', rate: '0.01' },
      after: { shortName: '茶饮', rate: '0.01' },
      reasons: [{ en: 'edition later follows 2026-06-01-common' }],
    },
  ])
})

it('a rule that begins, and the relief of small-scale sellers that ends, with its source', async () => {
  const { changes } = await at('2028-01-01')
  expect(changes.map((c: { rule: number }) => c.rule)).toEqual([0, 1, 2])
  expect(changes[0]).toMatchObject({ before: { rate: '0.01' }, after: { rate: '0.03' } })
  expect(JSON.stringify(changes[0].reasons)).toContain('财政部 税务总局公告2026年第10号')
  expect(changes[1]).toMatchObject({ before: { rate: '0.01' }, after: { fault: { code: 'RATE_NOT_ALLOWED' } } })
  expect(changes[2]).toMatchObject({ before: { fault: { code: 'UNMAPPED' } }, reasons: [{ en: 'this rule begins on 2027-03-01' }] })
  expect((await desk.run('tax', 'whatif', '--since', '2026-11-25', '--on', '2028-01-01')).out).toMatch(/taxMap\.1 sku=RICE[\s\S]*RATE_NOT_ALLOWED/)
})

it('a date that is none, or before the other, is told', async () => {
  expect((await desk.run('tax', 'whatif')).code).toBe(EXIT.usage)
  expect((await desk.run('tax', 'whatif', '--on', 'soon')).code).toBe(EXIT.usage)
  expect((await desk.run('tax', 'whatif', '--on', '2020-01-01')).code).toBe(EXIT.usage)
})
