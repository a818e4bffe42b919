import type { Content, Line, Reason } from '@openfapiao/core'
import { describe, expect, test } from 'vitest'
import { blueContent, fullRed, partRed } from '../../test/documents.ts'
import { configOf } from '../../test/leqi.ts'
import { encode } from './encode.ts'
import { readJson } from './wire.ts'

const config = configOf('http://127.0.0.1:1', { machine: { ip: '10.0.0.1', mac: '00-00-00-00-00-01', cpu: 'C1', board: 'B1' } })
const NUMBER = '26117000000000000001'
const AT = '2026-10-01T12:00:00+08:00'
const BLUE = { content: blueContent(), number: '26117000000000000009', issuedAt: '2026-03-02T09:00:00+08:00' }

type Members = Record<string, unknown>
const isMembers = (value: unknown): value is Members => typeof value === 'object' && value !== null && !Array.isArray(value)
function members(value: unknown): Members {
  if (!isMembers(value)) throw new Error(`no members: ${JSON.stringify(value)}`)
  return value
}
const text = (value: unknown): string => String(value)
const blue = (content: Content): Members =>
  members(readJson(encode({ colour: 'blue', serial: 'S', content, reserved: NUMBER, reservedAt: AT }, config)))
function red(content: Content): { number: unknown; form: Members; invoice: Members } {
  const { number, form, invoice } = members(readJson(encode({ colour: 'red', serial: 'S', content, reserved: NUMBER, reservedAt: AT }, config)))
  return { number, form: members(readJson(text(form))), invoice: members(readJson(text(invoice))) }
}
const linesOf = (invoice: Members, list = 'fpmxList'): Members[] => (Array.isArray(invoice[list]) ? invoice[list].map(members) : [])
const withLine = (change: Partial<Line>): Content => blueContent({ lines: blueContent().lines.map((l, i) => (i === 0 ? { ...l, ...change } : l)) })

test('a blue carries every field of gateways.md 1.3 that a shop has, in one order, the same bytes each time', () => {
  const once = encode({ colour: 'blue', serial: 'S', content: blueContent(), reserved: NUMBER, reservedAt: AT }, config)
  expect(once).toBe(encode({ colour: 'blue', serial: 'other', content: blueContent(), reserved: NUMBER, reservedAt: AT }, config))
  const { fpmxList, ...head } = members(readJson(once))
  expect(head).toEqual({
    ...{ fphm: NUMBER, lzfpbz: '0', ptbh: 'P0001', fppz: '02', qyDm: '110000' },
    ...{ xsfnsrsbh: '91110000DEMO00001X', xsfmc: '演示销方有限公司', xsfdh: '010-12345678', xsfkhh: '演示银行', xsfzh: '6222000011112222' },
    ...{ gmfnsrsbh: '91110000DEMO00002X', gmfmc: '演示购方有限公司', gmfdh: '13800138000', gmfzh: '6222999988887777' },
    ...{ hjje: '220.00', hjse: '19.80', jshj: '239.80', kpr: '张三', bz: '订单 #1001' },
    ...{ ip: '10.0.0.1', macdz: '00-00-00-00-00-01', cpuid: 'C1', zbxlh: 'B1', kprq: '2026-10-01 12:00:00' },
  })
  expect(fpmxList).toEqual([
    {
      ...{ mxxh: '1', xmmc: '小麦', hwhyslwfwmc: '*谷物*小麦', spfwjc: '谷物', ggxh: '5kg', dw: '袋', sl: '4', dj: '25' },
      ...{ je: '100.00', slv: '0.09', se: '9.00', hsje: '109.00', sphfwssflhbbm: '1010101020000000000', fphxz: '00' },
    },
    {
      ...{ mxxh: '2', xmmc: '小麦', hwhyslwfwmc: '*谷物*小麦', spfwjc: '谷物', dw: '袋', sl: '3', dj: '50' },
      ...{ je: '150.00', slv: '0.09', se: '13.50', hsje: '163.50', sphfwssflhbbm: '1010101020000000000', fphxz: '02' },
    },
    {
      ...{ mxxh: '3', xmmc: '小麦', hwhyslwfwmc: '*谷物*小麦', spfwjc: '谷物' },
      ...{ je: '-30.00', slv: '0.09', se: '-2.70', hsje: '-32.70', sphfwssflhbbm: '1010101020000000000', fphxz: '01' },
    },
  ])
  // Amounts are JSON numbers with two decimals, as in the published example.
  expect(once).toContain('"hjje":220.00,"hjse":19.80,"jshj":239.80')
})

describe('code traps (gateways.md 13.1, the column of 乐企)', () => {
  test('special 01, ordinary 02', () => {
    expect([blue(blueContent({ kind: 'special' })).fppz, blue(blueContent({ kind: 'ordinary' })).fppz]).toEqual(['01', '02'])
  })
  test('blue 0, red 1', () => {
    expect([blue(blueContent()).lzfpbz, red(fullRed(BLUE)).invoice.lzfpbz]).toEqual(['0', '1'])
  })
  test.each<Reason>(['01', '02', '03', '04'])('reason %s is theirs too', reason => {
    const content = fullRed(BLUE)
    expect(red({ ...content, red: { ...content.red!, reason } }).form.chyyDm).toBe(reason)
  })
  test('a form is entered by the seller: 0', () => {
    expect(red(fullRed(BLUE)).form.lrfsf).toBe('0')
  })
  test('line natures 00, 02, 01', () => {
    expect(linesOf(blue(blueContent())).map(l => l.fphxz)).toEqual(['00', '02', '01'])
  })
  test('a line has its net amount and its gross besides', () => {
    expect(linesOf(blue(blueContent()))[0]).toMatchObject({ je: '100.00', se: '9.00', hsje: '109.00' })
  })
  test('the client writes the short name before the item', () => {
    expect(linesOf(blue(withLine({ name: '大米', shortName: '谷物加工品' })))[0]).toMatchObject({ hwhyslwfwmc: '*谷物加工品*大米', xmmc: '大米' })
  })
  test('a rate is 0.13, money is yuan', () => {
    expect(linesOf(blue(withLine({ rate: '0.130' })))[0]).toMatchObject({ slv: '0.13', je: '100.00' })
  })
})

test('policy marks travel, 普通零税率 has none', () => {
  const mark = (policyMark: string): unknown => linesOf(blue(withLine({ policyMark })))[0]?.yhzcbs
  expect([mark('03'), mark('zero')]).toEqual(['03', undefined])
})

test('a person is marked, and needs no number', () => {
  expect(blue(blueContent({ buyer: { name: '王小明', person: true } }))).toMatchObject({ gmfzrrbz: 'Y', gmfmc: '王小明' })
  expect(blue(blueContent({ buyer: { name: '王小明', person: true } }))).not.toHaveProperty('gmfnsrsbh')
})

test('a red names its blue in both texts, its lines the blue lines, and takes no remark', () => {
  const { number, form, invoice } = red({ ...partRed(BLUE), remark: 'x' })
  expect(number).toBe(NUMBER)
  expect(form).toMatchObject({
    ...{ sfzzfpbz: 'N', lzfphm: BLUE.number, lzkprq: '2026-03-02 09:00:00', lzhjje: '220.00', lzhjse: '19.80', lzfppzDm: '02' },
    ...{ hzcxje: '-25.00', hzcxse: '-2.25', chyyDm: '02' },
  })
  expect(linesOf(form, 'hzqrdmxList')).toEqual([
    {
      ...{ lzmxxh: '1', xh: '1', sphfwssflhbbm: '1010101020000000000', xmmc: '小麦', hwhyslwfwmc: '*谷物*小麦', spfwjc: '谷物' },
      ...{ ggxh: '5kg', dw: '袋', fpspdj: '25', fpspsl: '-1', je: '-25.00', sl1: '0.09', se: '-2.25' },
    },
  ])
  expect(invoice).toMatchObject({ dylzfphm: BLUE.number, hjje: '-25.00', jshj: '-27.25' })
  expect(linesOf(invoice)[0]).toMatchObject({ dylzfpmxxh: '1', sl: '-1', dj: '25', je: '-25.00', hsje: '-27.25' })
  // These come with the form, or when it is granted.
  for (const name of ['fphm', 'kprq', 'hzqrxxdbh', 'hzqrduuid', 'bz']) expect(invoice).not.toHaveProperty(name)
})

test('control characters and broken surrogates are left out', () => {
  expect(blue(blueContent({ remark: 'a\u0000b\ud800c' })).bz).toBe('abc')
})

test('what the wire cannot carry is refused before anything is frozen', () => {
  const content = blueContent()
  expect(() => encode({ colour: 'blue', serial: 'S', content }, config)).toThrow('no number')
  expect(() => encode({ colour: 'void', serial: 'S', sellerTaxNumber: 'x', number: NUMBER, issuedAt: AT }, config)).toThrow('voided')
  expect(() => encode({ colour: 'red', serial: 'S', content: { ...content, colour: 'red' }, reserved: NUMBER, reservedAt: AT }, config)).toThrow(
    'blue',
  )
  const special = { code: '12' } as const
  expect(() => encode({ colour: 'blue', serial: 'S', content: { ...content, special }, reserved: NUMBER, reservedAt: AT }, config)).toThrow('12')
})
