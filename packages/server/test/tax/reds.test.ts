import { shanghaiTime } from '@openfapiao/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EXIT } from '../../src/cli/exit-codes.ts'
import { pushedOrder, until } from '../house.ts'
import { type Desk, openDesk, RICE, TEA } from './house.ts'

const CUP = '1080121010000000000'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk([
    { match: { sku: 'TEA' }, taxCode: TEA },
    { match: { sku: 'RICE' }, taxCode: RICE },
    { match: { sku: 'CUP' }, taxCode: CUP, rate: '0.13' },
  ])
  await desk.serve()
  const cups = { lines: [{ id: '1', title: '青花杯', sku: 'CUP', quantity: '1', unit: '个', price: '50.00' }], total: '50.00' }
  await Promise.all(['1', '3', '4', '5'].map(id => desk.push('/v1/orders', pushedOrder(id))))
  await desk.push('/v1/orders', pushedOrder('2', cups))
  await Promise.all(['1', '2', '3', '4', '5'].map(id => issued(id, 1)))
})
afterAll(() => desk.close())

interface Shown {
  readonly documents: readonly {
    readonly id: string
    readonly state: string
    readonly colour: string
    readonly number: string
    readonly reason?: string
  }[]
}
/** So many documents, all issued. */
const issued = (id: string, count: number) =>
  desk.order(id, (o: Shown) => o.documents.filter(d => d.state === 'issued').length === count && o.documents.every(d => d.state === 'issued'))
const plan = (...words: string[]) => desk.json('reds', 'plan', '--store', 'main', '--since', '2020-01-01', ...words)

describe('a batch of reversals', () => {
  it('is a dry run: count, amount and tax by reason, and nothing is sent', async () => {
    const before = desk.authority.ledger.invoices().length
    const { code, json } = await plan()
    expect(code).toBe(EXIT.ok)
    expect(json).toMatchObject({ applied: false, again: false, skipped: [], refused: [] })
    expect(json.reasons).toEqual([{ reason: '01', count: 5, amount: '-844.25', tax: '-93.75', total: '-938.00' }])
    expect(json.orders).toHaveLength(5)
    expect(desk.authority.ledger.invoices()).toHaveLength(before)
    const { out } = await desk.run('reds', 'plan', '--store', 'main', '--since', '2020-01-01', '--order', '1')
    expect(out).toMatch(/01 +1 +-200\.00 +-22\.00 +-222\.00[\s\S]*rest\/main\/1[\s\S]*dry run/)
  })

  it('selects by day of issue, order and code', async () => {
    const count = async (...words: string[]) => (await plan(...words)).json.orders.length
    expect(await count('--until', '2020-01-02')).toBe(0)
    expect(await count('--order', '1', '2', 'nothing')).toBe(2)
    expect(await count('--tax-code', CUP)).toBe(1)
  })

  it('is given only with grounds', async () => {
    expect((await plan('--apply')).code).toBe(EXIT.usage)
    expect((await plan('--apply', '--evidence', ' ')).code).toBe(EXIT.usage)
    expect((await desk.run('reds', 'plan', '--store', 'main')).code).toBe(EXIT.usage)
  })

  it('reverses in full and issues nothing again; what is reversed is selected no more', async () => {
    const { code, json } = await plan('--order', '1', '--evidence', '客户退单', '--apply')
    expect([code, json.applied, json.orders.length]).toEqual([EXIT.ok, true, 1])
    const order = await issued('1', 2)
    expect(order.documents.map((d: Shown['documents'][number]) => [d.colour, d.reason])).toEqual([
      ['blue', undefined],
      ['red', '01'],
    ])
    expect((await plan('--order', '1')).json.orders).toEqual([])
    const held = await desk.json('orders', 'list', '--held')
    expect(held.json.rows).toMatchObject([{ ref: { id: '1' }, covered: '0.00', hold: { code: 'WITHDRAWN' } }])
  })

  it('with --again issues anew by the map of today', async () => {
    await desk.write('mended.csv', `SKU,税收分类编码,税率\nCUP,1080121990000000000,0.13\n`)
    const mended = await desk.json('map', 'import', 'mended.csv', '--apply')
    expect(mended.code, mended.out).toBe(EXIT.ok)
    const { json } = await plan('--tax-code', CUP, '--again', '--evidence', '编码映射有误', '--apply')
    expect(json.orders).toMatchObject([{ order: { id: '2' }, total: '-50.00' }])
    const order = await issued('2', 3)
    expect(order.documents.map((d: { face: { lines: { taxCode: string }[] } }) => d.face.lines[0]?.taxCode)).toEqual([
      CUP,
      CUP,
      '1080121990000000000',
    ])
  })

  it('names what it cannot reverse like this, and why', async () => {
    await desk.push('/v1/orders/3/refunds', { id: 'r1', createdAt: '2026-11-22T10:00:00+08:00', amount: '20.00' })
    await issued('3', 2)
    const { code, json } = await plan('--order', '3')
    expect([code, json.skipped]).toMatchObject([EXIT.findings, [{ order: { id: '3' }, en: expect.stringContaining('partly reversed') }]])
  })
})

describe('a refund whose red letter waits for the buyer', () => {
  let blue = ''
  let uuid = ''
  beforeAll(async () => {
    blue = (await issued('4', 1)).documents[0].number
    desk.authority.ledger.mark(blue, 'used', true)
    await desk.push('/v1/orders/4/refunds', { id: 'r1', createdAt: '2026-11-22T10:00:00+08:00', amount: '222.00' })
    await desk.order('4', (o: Shown) => o.documents.some(d => d.colour === 'red' && d.state === 'submitted'))
  })

  it('is reminded of with the form and the end of its 72 hours', async () => {
    const found = await until(async () => {
      const { code, json } = await desk.json('reds', 'remind')
      return json.rows[0]?.why[0]?.forms?.length > 0 ? { code, json } : undefined
    })
    expect(found.code).toBe(EXIT.findings)
    expect(found.json.rows).toMatchObject([
      {
        order: { id: '4' },
        invoices: [blue],
        refunded: '222.00',
        uncovered: '222.00',
        why: [{ is: 'submitted', forms: [{ state: '02', blueNumber: blue, deadline: expect.any(String) }] }],
      },
    ])
    const [{ since, forms }] = found.json.rows[0].why
    expect(Date.parse(forms[0].deadline) - Date.parse(since)).toBe(72 * 3_600_000)
    uuid = forms[0].uuid
    expect((await desk.run('reds', 'remind', '--no-ask')).out).toMatch(/rest\/main\/4[\s\S]*已提交 sent/)
  })

  it('is listed among the forms, by itself and by the number of its blue', async () => {
    expect((await desk.json('forms', 'list')).json).toMatchObject({
      failed: [],
      forms: [{ uuid, seller: 'main', en: 'waits for the buyer', amount: '-200.00' }],
    })
    expect((await desk.json('forms', 'list', blue)).json.forms).toMatchObject([{ uuid }])
    expect((await desk.run('forms', 'list', '--store', 'rest/main')).out).toContain('待购方确认')
    expect((await desk.json('forms', 'list', '--store', 'another')).json.forms).toEqual([])
  })

  it('is revoked by a person with grounds, who stand in the audit chain; then the reminder says what stops it', async () => {
    expect((await desk.run('forms', 'revoke', uuid)).code).toBe(EXIT.usage)
    const { code, json } = await desk.json('forms', 'revoke', uuid, '--evidence', '买方要求暂缓')
    expect([code, json.forms]).toMatchObject([EXIT.ok, [{ uuid, state: '08' }]])
    await desk.order('4', (o: { hold?: object }) => o.hold !== undefined)
    const { rows } = (await desk.json('reds', 'remind')).json
    expect(rows).toMatchObject([{ order: { id: '4' }, why: [{ is: 'held', hold: { code: expect.any(String) } }] }])
    expect((await desk.events()).filter(e => e.type === 'form.decided')).toMatchObject([
      { actor: expect.stringMatching(/^cli:/), data: { uuid, decision: 'revoke', evidence: '买方要求暂缓', blueNumber: blue, state: '08' } },
    ])
    expect((await desk.run('audit', 'verify')).code).toBe(EXIT.ok)
  })

  it('of a form that the buyer entered, it is for us to confirm', async () => {
    const { ledger } = desk.authority
    const number = (await issued('5', 1)).documents[0].number
    const [ours] = ledger.formsOf(blue)
    const other = ledger.invoice(number)
    if (!ours || !other) expect.unreachable()
    ledger.mark(number, 'used', true)
    // The same goods to the same buyer: what the buyer enters differs only in the blue it names.
    const blueIssuedAt = shanghaiTime(other.issuedAt)
    ledger.applyRed({ ...ours.application, serial: 'BUYER0001', enteredBy: 'buyer', blueNumber: number, blueIssuedAt })
    const [entered] = (await desk.json('forms', 'list', number)).json.forms
    expect(entered).toMatchObject({ state: '03', enteredBy: 'buyer', en: 'entered by the buyer, waits for us' })
    const { code, json } = await desk.json('forms', 'confirm', entered.uuid, '--evidence', '已与买方核对')
    expect([code, json.forms]).toMatchObject([EXIT.ok, [{ uuid: entered.uuid, state: '04' }]])
  })

  it('of a form that is not there, nothing is decided', async () => {
    const { code, err } = await desk.run('forms', 'confirm', 'nothing', '--evidence', 'x')
    expect([code, err]).toEqual([EXIT.refused, expect.stringMatching(/没有接受[\s\S]*did not take it/)])
  })
})

it('a 数电票 has no void, and the command says what there is instead', async () => {
  const number = (await issued('5', 1)).documents[0].number
  const { code, err } = await desk.run('void', number)
  expect([code, err]).toEqual([EXIT.refused, expect.stringMatching(/没有作废[\s\S]*has no void/)])
  expect((await desk.run('void', '12345678')).code).toBe(EXIT.notFound)
})
