import readXlsxFile from 'read-excel-file/universal'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import writeXlsxFile from 'write-excel-file/universal'
import { blueContent, fullRed, SELLER } from '../../test/documents.ts'
import { type Office, openOffice } from '../../test/workbook.ts'
import { INVOICE_TITLES, ITEM_TITLES } from './columns.ts'
import { workbook, workbookOf } from './index.ts'
import { sheetsIn } from './sheets.ts'

let office: Office
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.authority.close())

const exported = async (order?: Parameters<Office['session']['exportWorkbook']>[0]) => {
  const answer = await office.session.exportWorkbook(order)
  if (answer.is !== 'workbook') throw new Error(JSON.stringify(answer))
  return answer
}
const taken = async (serial: string, content = blueContent()) => {
  const one = office.seal(content, serial)
  await office.session.submit([one])
  return one
}
const find = async (serial: string) => (await office.session.find([{ serial, colour: 'blue' }]))[0]

/** An export of the bureau, by hand. */
async function sheet(titles: readonly string[], ...rows: readonly (readonly (string | number | Date | undefined)[])[]): Promise<Uint8Array> {
  const cell = (value: string | number | Date | undefined) =>
    value === undefined ? undefined : value instanceof Date ? { value, type: Date, format: 'yyyy-mm-dd hh:mm:ss' } : { value }
  const data = [[{ value: '导出结果' }], titles.map(cell), ...rows.map(row => row.map(cell))]
  return new Uint8Array(await (await writeXlsxFile(data).toBlob()).arrayBuffer())
}
const TITLES = ['发票流水号', '数电票号码', '开票日期', '金额', '税额', '价税合计', '开票状态', '失败原因', '被红冲蓝字数电票号码', '备用']
const NUMBER = '26112000000000000001'
const good = (serial: string, number = NUMBER) => [serial, number, '2026-03-02 09:00:00', '220.00', '19.80', '239.80', '已开具']
const imported = async (...rows: readonly (readonly (string | number | Date | undefined)[])[]) =>
  office.session.importExport(await sheet(TITLES, ...rows))

describe('a workbook', () => {
  test('has titles in row 3 and data from row 4, codes as text, discounts as a column', async () => {
    await taken('F1')
    const { bytes } = await exported()
    const [invoices, items] = (await sheetsIn(bytes)) ?? []
    expect(invoices?.[2]).toEqual([...INVOICE_TITLES])
    expect(items?.[2]).toEqual([...ITEM_TITLES])
    expect(invoices?.[0]?.[0]).toContain('请勿上传')
    const row = Object.fromEntries(INVOICE_TITLES.map((title, i) => [title, invoices?.[3]?.[i] ?? '']))
    expect(row).toMatchObject({
      发票流水号: 'F1',
      发票类型: '普通发票',
      是否含税: '是',
      受票方自然人标识: '否',
      购买方名称: '演示购方有限公司',
      购买方纳税人识别号: '91110000DEMO00002X',
      购买方电话: '13800138000',
      购买方银行账号: '6222999988887777',
      销售方开户行: '演示银行',
      备注: '订单 #1001',
    })
    expect(items?.slice(3).map(r => r.slice(0, 11))).toEqual([
      ['F1', '小麦', '1010101020000000000', '5kg', '袋', '4', '27.25', '109', '0.09', '', '否'],
      ['F1', '小麦', '1010101020000000000', '', '袋', '3', '54.5', '163.5', '0.09', '32.7', '否'],
    ])
    const raw = await readXlsxFile(new Uint8Array(bytes).buffer)
    expect(raw[1]?.data[3]?.[2]).toBe('1010101020000000000')
    expect(raw[1]?.data[3]?.[7]).toBe(109)
  })

  test('follows the template of today, column by column', async () => {
    await office.authority.close()
    const invoiceTitles = ['*发票流水号 （必填）', '新增栏', '发票类型', '是否含税', '受票方名称', '购买方纳税人识别号']
    office = await openOffice({ environment: 'production', invoiceTitles, invoiceSheet: '1-发票基本信息' })
    await taken('F1')
    const raw = await readXlsxFile(new Uint8Array((await exported()).bytes).buffer)
    expect(raw[0]?.sheet).toBe('1-发票基本信息')
    expect(raw[0]?.data[2]).toEqual(invoiceTitles)
    expect(raw[0]?.data[3]).toEqual(['F1', null, '普通发票', '是', '演示购方有限公司', '91110000DEMO00002X'])
    expect(String(raw[0]?.data[0]?.[0])).not.toContain('请勿上传')
  })

  test.each([
    [{ invoiceTitles: ['发票流水号'] }, ['invoiceTitles']],
    [{ itemTitles: ['发票流水号', '项目名称', '金额', '税率', '商品和服务税收编码'] }, ['itemTitles']],
  ])('without a needed column is refused: %#', (change, path) => {
    expect(workbook.configSchema.safeParse({ environment: 'sandbox', ...change }).error?.issues.map(i => i.path)).toEqual([path])
  })
})

describe('nothing is uploaded twice', () => {
  test('a document stands in one workbook; the next holds what came since', async () => {
    await taken('F1')
    const first = await exported()
    expect(first).toMatchObject({ serials: ['F1'], left: 0 })
    expect(await office.session.exportWorkbook()).toEqual({ is: 'nothing' })
    await taken('F2')
    expect((await exported()).serials).toEqual(['F2'])
    expect(await find('F1')).toMatchObject({ is: 'pending', why: expect.stringContaining(first.name) })
  })

  test('two that export at once share nothing', async () => {
    for (const serial of ['F1', 'F2', 'F3']) await taken(serial)
    const both = await Promise.all([office.session.exportWorkbook(), office.session.exportWorkbook()])
    expect(both.map(b => b.is).sort()).toEqual(['nothing', 'workbook'])
  })

  test('the same workbook again needs a person’s word, and holds only what is open', async () => {
    await taken('F1')
    await taken('F2')
    const { name, bytes } = await exported()
    expect(await office.session.exportWorkbook({ again: { workbook: name, by: ' ' } })).toEqual({ is: 'refused', why: 'nobodySaysSo' })
    expect(await office.session.exportWorkbook({ again: { workbook: 'other', by: '王会计' } })).toEqual({ is: 'refused', why: 'unknownWorkbook' })
    const again = await exported({ again: { workbook: name, by: '王会计：文件丢失' } })
    expect([again.name, again.serials, await sheetsIn(again.bytes)]).toEqual([name, ['F1', 'F2'], await sheetsIn(bytes)])
    await imported(good('F1'))
    expect((await exported({ again: { workbook: name, by: '王会计' } })).serials).toEqual(['F2'])
    await imported(good('F2', '26112000000000000002'))
    expect(await office.session.exportWorkbook({ again: { workbook: name, by: '王会计' } })).toEqual({ is: 'refused', why: 'allDecided' })
  })

  test('as many as a workbook may hold, the rest wait', async () => {
    await office.authority.close()
    office = await openOffice({ invoicesMax: 2 })
    for (const serial of ['F1', 'F2', 'F3']) await taken(serial)
    expect(await exported()).toMatchObject({ serials: ['F1', 'F2'], left: 1 })
    expect(await exported()).toMatchObject({ serials: ['F3'], left: 0 })
  })

  test('a workbook uploaded twice is refused by the page, and the number stays', async () => {
    await taken('F1')
    const { bytes } = await exported()
    expect(await office.page.upload(bytes)).toMatchObject([{ serial: 'F1', is: 'accepted' }])
    expect(await office.page.upload(bytes)).toMatchObject([{ serial: 'F1', is: 'refused' }])
    await new Promise(resolve => setTimeout(resolve, 50))
    expect(await office.session.importExport(await office.page.download())).toMatchObject({ issued: ['F1'], rejected: [] })
  })
})

describe('an import', () => {
  beforeEach(async () => {
    await taken('F1')
    await exported()
  })

  test('settles numbers and refusals by serial, and changes nothing the second time', async () => {
    await taken('F2')
    const rows = [
      good('F1'),
      ['F2', undefined, undefined, undefined, undefined, undefined, '开票失败', '税率不合法'],
      good('X9', '26112000000000000009'),
    ]
    expect(await imported(...rows)).toEqual({
      is: 'imported',
      issued: ['F1'],
      rejected: ['F2'],
      known: 0,
      strangers: 1,
      problems: [],
      unknownTitles: ['备用'],
    })
    expect(await find('F1')).toEqual({
      is: 'issued',
      number: NUMBER,
      issuedAt: '2026-03-02T09:00:00+08:00',
      amountFen: 22000,
      taxFen: 1980,
      totalFen: 23980,
    })
    expect(await find('F2')).toMatchObject({ is: 'rejected', faults: [{ code: 'REJECTED', zh: expect.stringContaining('税率不合法') }] })
    expect(await imported(...rows)).toMatchObject({ issued: [], rejected: [], known: 2, strangers: 1 })
  })

  test('reads numbers, thousands and dates of a sheet', async () => {
    await imported(['F1', NUMBER, new Date('2026-03-02T09:00:00Z'), 220, '1,019.80', 1239.8, '正常'])
    expect(await find('F1')).toMatchObject({ issuedAt: '2026-03-02T09:00:00+08:00', amountFen: 22000, taxFen: 101_980, totalFen: 123_980 })
  })

  test.each([
    ['an unknown state', ['F1', NUMBER, '2026-03-02', '220.00', '19.80', '239.80', '审核中'], 'unknownState'],
    ['an unknown state without number', ['F1', undefined, undefined, undefined, undefined, undefined, '审核中'], 'unknownState'],
    ['a number of another length', ['F1', '123', '2026-03-02', '220.00', '19.80', '239.80', '已开具'], 'unreadable'],
    ['no date', ['F1', NUMBER, '昨天', '220.00', '19.80', '239.80', '已开具'], 'unreadable'],
    ['an amount finer than a fen', ['F1', NUMBER, '2026-03-02', '220.001', '19.80', '239.80', '已开具'], 'unreadable'],
  ])('with %s changes nothing and says the row', async (_, row, is) => {
    expect(await imported(row)).toMatchObject({ issued: [], problems: [{ row: 3, is, zh: expect.any(String), en: expect.any(String) }] })
    expect(await find('F1')).toMatchObject({ is: 'pending' })
  })

  test('that contradicts what is recorded changes nothing', async () => {
    await imported(good('F1'))
    expect(await imported(good('F1', '26112000000000000002'))).toMatchObject({ problems: [{ is: 'contradicts' }] })
    expect(await imported(['F1', undefined, undefined, undefined, undefined, undefined, '开票失败'])).toMatchObject({
      problems: [{ is: 'contradicts' }],
    })
    expect(await find('F1')).toMatchObject({ number: NUMBER })
  })

  test('of other titles is read once the settings name them', async () => {
    const other = await sheet(['请求号', '票号', '开票日期', '金额', '税额'], ['F1', NUMBER, '2026-03-02', '220.00', '19.80'])
    expect(await office.session.importExport(other)).toEqual({ is: 'refused', why: 'noColumns' })
    const config = workbook.configSchema.parse({ environment: 'sandbox', exportTitles: { serial: ['请求号'], number: ['票号'] } })
    const session = workbook.open(config, SELLER, office.io, office.vault)
    expect(await session.importExport(other)).toMatchObject({ issued: ['F1'] })
    expect(await find('F1')).toMatchObject({ issuedAt: '2026-03-02T00:00:00+08:00', totalFen: 23980 })
  })

  test('of something else is refused', async () =>
    expect(await office.session.importExport(Buffer.from('no xlsx'))).toEqual({ is: 'refused', why: 'noWorkbook' }))
})

describe('a red', () => {
  const BLUE = { content: blueContent(), number: NUMBER, issuedAt: '2026-03-02T09:00:00+08:00' }
  const row = (number: string) => [undefined, number, '2026-03-03 09:00:00', '-220.00', '-19.80', '-239.80', '已开具', undefined, NUMBER]

  test('waits with its instruction, stands in no workbook, and is adopted by blue and total', async () => {
    await taken('R1', fullRed(BLUE))
    expect(await find('R1')).toMatchObject({ is: 'pending', why: expect.stringMatching(/26112000000000000001.*01.*-239\.80/) })
    expect(await office.session.exportWorkbook()).toEqual({ is: 'nothing' })
    expect(await imported(row('26112000000000000007'))).toMatchObject({ issued: ['R1'] })
    expect(await find('R1')).toMatchObject({ is: 'issued', number: '26112000000000000007', totalFen: -23980 })
    expect(await imported(row('26112000000000000007'))).toMatchObject({ issued: [], known: 1 })
  })

  test('that fits two of ours is left to a person; one of another total is none of ours', async () => {
    await taken('R1', fullRed(BLUE))
    await taken('R2', fullRed(BLUE))
    expect(await imported(row('26112000000000000007'))).toMatchObject({ issued: [], problems: [{ is: 'severalReds' }] })
    const other = row('26112000000000000008').map(cell => (cell === '-239.80' ? '-1.00' : cell))
    expect(await imported(other)).toMatchObject({ issued: [], strangers: 1 })
  })
})

test('what will never be issued is refused on a person’s word, and stands in no workbook', async () => {
  await taken('F1')
  expect(await office.session.refuse('F1', ' ')).toEqual({ is: 'unable', why: 'nobodySaysSo' })
  expect(await office.session.refuse('F9', '王会计')).toEqual({ is: 'unable', why: 'unknownSerial' })
  expect(await office.session.refuse('F1', '王会计：税局页面提示没有可红冲的金额')).toEqual({ is: 'refused' })
  expect(await find('F1')).toMatchObject({ is: 'rejected', faults: [{ zh: expect.stringContaining('没有可红冲') }] })
  expect(await office.session.refuse('F1', '王会计')).toEqual({ is: 'unable', why: 'decided' })
  expect(await office.session.exportWorkbook()).toEqual({ is: 'nothing' })
  expect(await imported(good('F1'))).toMatchObject({ issued: [], problems: [{ is: 'contradicts' }] })
})

test('what waits for a person can be listed, and only this gateway has it', async () => {
  await taken('F1')
  expect(await office.session.open()).toEqual([{ serial: 'F1', is: 'waiting', next: expect.stringContaining('fapiao workbook export') }])
  expect(workbookOf(office.session)).toBe(office.session)
  const { exportWorkbook: _, ...other } = office.session
  expect(workbookOf(other)).toBeUndefined()
})

test('what the wire cannot carry is not written', () => {
  const { config } = office
  const [first] = blueContent().lines
  const marked = blueContent({ lines: first ? [{ ...first, policyMark: '14', rate: '0.13' }] : [] })
  expect(() => workbook.encode({ colour: 'blue', serial: 'F1', content: marked }, config)).toThrow('14')
  expect(() => workbook.encode({ colour: 'void', serial: 'F1', sellerTaxNumber: '', number: '', issuedAt: '' }, config)).toThrow()
})
