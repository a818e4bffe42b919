import path from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { fapiao, ownFolder, write } from '../../../test/command.ts'

const folder = await ownFolder()
const connector = path.join(import.meta.dirname, '../../../test/fixtures/plain-connector.ts')
const at = '2026-11-20T10:00:00+08:00'
const line = { id: 'L1', role: 'goods', title: '龙井茶', sku: 'TEA', quantity: '2', valueFen: 22_600, discountFen: 0 }
const order = {
  ref: { platform: 'plain', store: 's', id: 'O1' },
  number: '#1',
  currency: 'CNY',
  pricesIncludeTax: true,
  createdAt: at,
  updatedAt: at,
  paidAt: at,
  totalFen: 22_600,
  paidFen: 22_600,
  lines: [line],
  refunds: [],
}
const refund = { id: 'R1', createdAt: '2026-11-22T10:00:00+08:00', lines: [{ lineId: 'L1', quantity: '1', grossFen: 11_300 }], amountFen: 11_300 }
const settings = {
  seller: { taxNumber: '91000000000000000K', name: '示例商店有限公司', kind: 'general', issuer: '王会计' },
  policy: { withoutTitle: 'person' },
  taxMap: [{ match: { sku: 'TEA' }, taxCode: '1030308010000000000', rate: '0.13' }],
}
/** `undefined` leaves an option out. */
interface Given {
  readonly connector?: string | undefined
  readonly order?: string | undefined
  readonly settings?: string | undefined
  readonly refund?: string
  readonly gateway?: string
  readonly environment?: string
}
const run = (given: Given = {}, ...flags: string[]) => {
  const options = { connector, order: 'order.json', settings: 'settings.json', ...given }
  const words = Object.entries(options).flatMap(([name, value]) => (value === undefined ? [] : [`--${name}`, value]))
  return fapiao(['preview', ...words, '--json', ...flags], folder)
}

beforeAll(async () => {
  await write(folder, 'order.json', order)
  await write(folder, 'refund.json', refund)
  await write(folder, 'settings.json', settings)
})

describe('fapiao preview', () => {
  test('prints the documents of an order and its refund, in yuan, with where each code came from', async () => {
    const { json, code } = await run({ refund: 'refund.json' })
    expect(code).toBe(0)
    expect(json.holds).toEqual([])
    expect(json.faults).toEqual([])
    const [blue, red] = json.documents
    expect(blue).toMatchObject({ colour: 'blue', kind: 'ordinary', amount: '200.00', tax: '26.00', total: '226.00', totalInWords: '贰佰贰拾陆圆整' })
    expect(blue.lines).toEqual([
      expect.objectContaining({ name: '龙井茶', shortName: '茶', rate: '0.13', nature: 'normal', quantity: '2', unitPrice: '100', total: '226.00' }),
    ])
    expect(blue.lines[0].why).toContain('sku=TEA')
    expect(red).toMatchObject({ colour: 'red', reason: '02', total: '-113.00' })
  })

  test('says why something is held, and who can clear it', async () => {
    await write(folder, 'unmapped.json', { ...order, lines: [{ ...line, sku: 'COFFEE' }] })
    const { json, code } = await run({ order: 'unmapped.json' })
    expect(code).toBe(0)
    expect(json.documents).toEqual([])
    expect(json.holds).toEqual([expect.objectContaining({ code: 'UNMAPPED', level: 'error', who: 'taxAdmin', path: 'lines.0.taxCode' })])
    expect((await run({ order: 'unmapped.json' }, '--exit-code')).code).toBe(1)
  })

  test('an order whose lines do not add up is held, as the worker would hold it', async () => {
    await write(folder, 'sum.json', { ...order, totalFen: 1 })
    expect((await run({ order: 'sum.json' })).json).toMatchObject({ documents: [], holds: [{ code: 'ORDER_SUM' }], faults: [] })
  })

  test('faults name the document that they are about', async () => {
    const title = { kind: 'organisation', name: '示例公司', taxNumber: '91310000MA1EXAMPLE' }
    await write(folder, 'title.json', { ...order, title })
    const sandbox = await run({ order: 'title.json' })
    expect(sandbox.json.faults).toEqual([expect.objectContaining({ level: 'warning', path: 'documents.0.buyer.taxNumber' })])
    expect(sandbox.json.holds).toEqual([])
    const production = await run({ order: 'title.json', environment: 'production' })
    expect(production.json.holds).toEqual([expect.objectContaining({ level: 'error', path: 'documents.0.buyer.taxNumber' })])
  })

  test('an order out of scope makes nothing, and says why on stderr', async () => {
    await write(folder, 'test-order.json', { ...order, test: true })
    const { json, err } = await run({ order: 'test-order.json' })
    expect(json).toEqual({ documents: [], holds: [], faults: [] })
    expect(err).toContain('a test order')
  })

  test('without --json a person reads it', async () => {
    const { out } = await fapiao(['preview', '--connector', connector, '--order', 'order.json', '--settings', 'settings.json'], folder)
    expect(out).toContain('蓝字 blue')
    expect(out).toContain('226.00')
  })
})

describe('what cannot be read', () => {
  test.each([
    ['a file that is not there', { order: 'nowhere.json' }, { file: 'nowhere.json', code: 'FILE_UNREADABLE' }],
    ['a file that is no JSON', { order: 'broken.json' }, { file: 'broken.json', code: 'FILE_NOT_JSON' }],
    ['a folder', { order: '.' }, { file: '.', code: 'FILE_UNREADABLE' }],
    ['a setting of the wrong kind', { settings: 'wrong.json' }, { file: 'wrong.json', code: 'FIELD_INVALID', path: 'seller.kind' }],
    ['no order at all', { order: undefined }, { code: 'OPTION_MISSING', path: 'order' }],
    ['a gateway that is not there', { gateway: 'pigeon' }, { code: 'OPTION_UNKNOWN', path: 'gateway' }],
    ['no connector at all', { connector: undefined }, { code: 'OPTION_MISSING', path: 'connector' }],
    ['a connector that is not there', { connector: 'pigeon' }, { code: 'MODULE_MISSING', path: 'connector' }],
  ])('%s ends with code 2 and an error on stdout that names it', async (_, options, error) => {
    await write(folder, 'broken.json', '{"a":')
    await write(folder, 'wrong.json', { ...settings, seller: { ...settings.seller, kind: 'large' } })
    const { json, code } = await run(options)
    expect(code).toBe(2)
    expect(json.errors).toEqual([expect.objectContaining(error)])
    expect(json.errors[0].zh).toMatch(/[一-鿿]/)
    expect(json.errors[0].en).not.toBe('')
  })

  test('an option that does not exist is an error on stdout too', async () => {
    const { json, code } = await run({}, '--colour', 'red')
    expect(code).toBe(2)
    expect(json.errors).toEqual([expect.objectContaining({ code: 'COMMAND_LINE', en: expect.stringContaining('--colour') })])
  })

  test('every bad file is named at once, each with the remedy', async () => {
    const { json } = await run({ order: 'nowhere.json', settings: 'wrong.json', refund: 'settings.json' })
    expect(new Set(json.errors.map((e: { file: string }) => e.file))).toEqual(new Set(['wrong.json', 'nowhere.json', 'settings.json']))
    expect(json.errors[0].en).toContain('--schema')
  })

  test('an id with more digits than a double holds arrives whole', async () => {
    const text = JSON.stringify(order).replace('"number":"#1"', '"number":9007199254740993123')
    await write(folder, 'long.json', text)
    expect((await run({ order: 'long.json' })).json.documents).toHaveLength(1)
  })
})

test('--schema prints the schemas of all three files with an example', async () => {
  const { json, code } = await run({ order: undefined, settings: undefined }, '--schema')
  expect(code).toBe(0)
  expect(json.settings.properties).toHaveProperty('taxMap')
  expect(json.order.properties).toHaveProperty('lines')
  expect(json.refund.properties).toHaveProperty('amountFen')
  expect(json.example.settings.seller.name).toBe('示例商店有限公司')
})
