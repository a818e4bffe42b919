import { describe, expect, it } from 'vitest'
import { edition } from '../../test/fixtures.ts'
import type { FaultCode } from '../fault/fault.ts'
import type { Content, Line } from '../invoice/content.ts'
import { check } from './check.ts'
import { portableContext, type RuleContext } from './rule.ts'
import { RULES } from './rules.ts'

const production = portableContext(edition, 'general', false)

const tea: Line = {
  name: '龙井茶',
  shortName: '茶',
  taxCode: '1030308010000000000',
  rate: '0.13',
  nature: 'normal',
  quantity: '2',
  unit: '罐',
  unitPrice: '50',
  amountFen: 10_000,
  taxFen: 1_300,
  totalFen: 11_300,
}
const blue: Content = {
  colour: 'blue',
  kind: 'ordinary',
  seller: { name: '示例商店有限公司', taxNumber: '91000000000000000K' },
  buyer: { name: '个人', person: true },
  issuer: '王会计',
  lines: [tea],
  amountFen: 10_000,
  taxFen: 1_300,
  totalFen: 11_300,
  suppliedOn: '2026-11-20',
}
const discounted: Line = { ...tea, nature: 'discounted' }
const discount: Line = {
  name: '龙井茶',
  shortName: '茶',
  taxCode: '1030308010000000000',
  rate: '0.13',
  nature: 'discount',
  amountFen: -1_000,
  taxFen: -130,
  totalFen: -1_130,
}
const redLine: Line = { ...tea, quantity: '-2', amountFen: -10_000, taxFen: -1_300, totalFen: -11_300, blueLine: 1 }
const red: Content = {
  ...blue,
  colour: 'red',
  lines: [redLine],
  amountFen: -10_000,
  taxFen: -1_300,
  totalFen: -11_300,
  red: {
    blueNumber: '26332000000000000001',
    blueIssuedAt: '2026-11-20T10:00:00+08:00',
    blueAmountFen: 10_000,
    blueTaxFen: 1_300,
    reason: '02',
  },
}

const sums = (lines: readonly Line[]) => {
  const of = (figure: (l: Line) => number) => lines.reduce((all, l) => all + figure(l), 0)
  return { amountFen: of(l => l.amountFen), taxFen: of(l => l.taxFen), totalFen: of(l => l.totalFen) }
}
const of = (lines: Line[], base: Content = blue): Content => ({ ...base, lines, ...sums(lines) })
const one = (over: Partial<Line>, base: Content = blue): Content => of([{ ...(base.lines[0] ?? tea), ...over }], base)
const reason = (code: '01' | '02' | '03' | '04', over: Partial<Line>): Content => ({
  ...one(over, red),
  red: { ...(red.red ?? { blueNumber: '', blueIssuedAt: '', blueAmountFen: 0, blueTaxFen: 0 }), reason: code },
})

describe('content that is as it should be', () => {
  const exempt = one({ rate: '0', taxFen: 0, totalFen: 10_000, policyMark: '03' })
  it.each<[string, Content]>([
    ['a blue', blue],
    ['a blue with a discount line', of([discounted, discount])],
    ['a blue to an organisation', { ...blue, buyer: { name: '示例买方', taxNumber: '91330106MACKX4QG41', person: false } }],
    ['a special invoice', { ...blue, kind: 'special', buyer: { name: '示例买方', taxNumber: '91330106MACKX4QG41', person: false } }],
    ['a line without quantity, price and unit', one({ quantity: undefined, unitPrice: undefined, unit: undefined })],
    ['an exempt line on an ordinary invoice', exempt],
    ['an amount one fen off price × quantity', one({ unitPrice: '50.005' })],
    ['a price that is the amount cut to eight decimals', one({ quantity: '1200000', unitPrice: '0.00008333', amountFen: 10_000 })],
    ['a tax 0.06 yuan off', one({ taxFen: 1_306, totalFen: 11_306 })],
    ['a red for returned goods', red],
    ['an allowance', reason('04', { quantity: undefined, unitPrice: undefined, unit: undefined })],
    [
      'a red of a service that ended',
      reason('03', { taxCode: '3040399000000000000', shortName: '生产生活服务', rate: '0.06', taxFen: -600, totalFen: -10_600 }),
    ],
  ])('%s', (_, content) => {
    expect(check(content, production)).toEqual([])
  })
})

/** Rule by rule: what breaks it, and the fault it must give at the field a person has to mend. */
const lease = {
  ...{ code: '06' as const, province: '浙江省', city: '杭州市', certificate: '无', address: '西湖区某路 1 号', crossCity: false, areaUnit: '平方米' },
  ...{ from: '2026-01-01', until: '2026-12-31' },
}
const BROKEN: readonly (readonly [rule: string, why: string, Content, FaultCode, path: string])[] = [
  ['seller', 'no name', { ...blue, seller: { ...blue.seller, name: ' ' } }, 'SELLER_MISSING', 'seller.name'],
  ['seller', 'no issuing clerk', { ...blue, issuer: '' }, 'SELLER_MISSING', 'issuer'],
  ['seller', 'no tax number', { ...blue, seller: { name: '示例' } }, 'SELLER_MISSING', 'seller.taxNumber'],
  [
    'seller',
    'a wrong check character',
    { ...blue, seller: { name: '示例', taxNumber: '910000000000000001' } },
    'TAX_NUMBER_CHECK',
    'seller.taxNumber',
  ],
  ['buyer', 'no name', { ...blue, buyer: { name: '', person: true } }, 'TITLE_NAME_MISSING', 'buyer.name'],
  ['buyer', 'a special invoice to a person', { ...blue, kind: 'special' }, 'SPECIAL_NEEDS_ORGANISATION', 'buyer.taxNumber'],
  ['buyer', 'an organisation without a number', { ...blue, buyer: { name: '示例', person: false } }, 'TITLE_NUMBER_MISSING', 'buyer.taxNumber'],
  ['buyer', 'a number too short', { ...blue, buyer: { name: '示例', taxNumber: '123', person: false } }, 'TAX_NUMBER_SHAPE', 'buyer.taxNumber'],
  ['line-count', 'no line at all', of([]), 'LINE_COUNT', 'lines'],
  ['line-count', 'more lines than one invoice holds', of(Array.from({ length: 2001 }, () => tea)), 'LINE_COUNT', 'lines'],
  ['tax-code', 'a code of 18 digits', one({ taxCode: '103030801000000000' }), 'CODE_SHAPE', 'lines.0.taxCode'],
  ['tax-code', 'a code the list does not hold', one({ taxCode: '1030308010000000001' }), 'CODE_UNKNOWN', 'lines.0.taxCode'],
  ['short-name', 'yesterday’s short name', one({ shortName: '茶叶' }), 'SHORT_NAME', 'lines.0.shortName'],
  ['rate', 'a rate the code does not have', one({ rate: '0.09', taxFen: 900, totalFen: 10_900 }), 'RATE_NOT_ALLOWED', 'lines.0.rate'],
  ['policy-mark', 'a simple levy at 13 %', one({ policyMark: '01' }), 'POLICY_MARK', 'lines.0.policyMark'],
  [
    'special-untaxed',
    'an exempt line on a special invoice',
    {
      ...one({ rate: '0', taxFen: 0, totalFen: 10_000, policyMark: '03' }),
      kind: 'special',
      buyer: { name: '示例', taxNumber: '91330106MACKX4QG41', person: false },
    },
    'SPECIAL_UNTAXED',
    'lines.0.rate',
  ],
  ['special-business', 'a province by half its name', { ...blue, special: { ...lease, province: '浙江' } }, 'SPECIAL_PROVINCE', 'special.province'],
  [
    'special-business',
    'a lease that ends before it begins',
    { ...blue, special: { ...lease, until: '2025-12-31' } },
    'SPECIAL_PERIOD',
    'special.until',
  ],
  ['special-business', 'a lease with a spec', { ...one({ spec: '大' }), special: lease }, 'SPECIAL_SPEC', 'lines.0.spec'],
  ['quantity-with-price', 'a quantity without a price', one({ unitPrice: undefined }), 'QUANTITY_WITH_PRICE', 'lines.0.quantity'],
  ['quantity-with-price', 'a unit alone', one({ quantity: undefined, unitPrice: undefined }), 'QUANTITY_WITH_PRICE', 'lines.0.quantity'],
  ['decimals', 'a price of 14 decimals', one({ unitPrice: '50.00000000000001' }), 'DECIMALS', 'lines.0.unitPrice'],
  ['decimals', 'a quantity of 17 characters', one({ quantity: '2.000000000000000' }), 'DECIMALS', 'lines.0.quantity'],
  ['price-times-quantity', 'two fen off', one({ unitPrice: '50.01' }), 'PRICE_TIMES_QUANTITY', 'lines.0.amount'],
  ['line-tax', 'seven fen off', one({ taxFen: 1_307, totalFen: 11_307 }), 'LINE_TAX', 'lines.0.tax'],
  [
    'tax-error-sum',
    '22 lines each six fen off',
    of(Array.from({ length: 22 }, () => ({ ...tea, taxFen: 1_306, totalFen: 11_306 }))),
    'TAX_ERROR_SUM',
    'tax',
  ],
  ['sums', 'a line total that is not the sum', one({ totalFen: 11_301 }), 'SUM', 'lines.0.total'],
  ['sums', 'a header amount one fen off', { ...blue, amountFen: 10_001 }, 'SUM', 'amount'],
  ['sums', 'a header tax one fen off', { ...blue, taxFen: 1_301 }, 'SUM', 'tax'],
  ['sums', 'a header total one fen off', { ...blue, totalFen: 11_301 }, 'SUM', 'total'],
  [
    'signs',
    'a zero line',
    one({ amountFen: 0, taxFen: 0, totalFen: 0, quantity: undefined, unitPrice: undefined, unit: undefined }),
    'SIGN',
    'lines.0.amount',
  ],
  ['signs', 'a red line above zero', of([tea], red), 'SIGN', 'lines.0.amount'],
  [
    'signs',
    'a blue below zero',
    of([
      { ...tea, nature: 'discounted' },
      { ...discount, amountFen: -20_000, taxFen: -2_600, totalFen: -22_600 },
    ]),
    'SIGN_TOTAL',
    'total',
  ],
  ['discount-line', 'a discount first', of([discount, tea]), 'DISCOUNT_LINE', 'lines.0.nature'],
  ['discount-line', 'a discounted line last', of([discounted]), 'DISCOUNT_LINE', 'lines.0.nature'],
  ['discount-line', 'a discount at another rate', of([discounted, { ...discount, rate: '0.09' }]), 'DISCOUNT_LINE', 'lines.1.nature'],
  [
    'discount-line',
    'a discount with a quantity',
    of([discounted, { ...discount, quantity: '1', unitPrice: '10' }]),
    'DISCOUNT_LINE',
    'lines.1.nature',
  ],
  ['discount-line', 'a discount above its line', of([discounted, { ...discount, totalFen: -11_301 }]), 'DISCOUNT_LINE', 'lines.1.nature'],
  ['discount-line', 'a discount on a red', of([{ ...redLine, nature: 'discounted' }], red), 'DISCOUNT_LINE', 'lines.0.nature'],
  ['text-length', 'a name of 91 characters', one({ name: '茶'.repeat(91) }), 'TEXT_LENGTH', 'lines.0.name'],
  ['text-length', 'a remark of 201 characters', { ...blue, remark: '备'.repeat(201) }, 'TEXT_LENGTH', 'remark'],
  ['plain-text', 'angle brackets', one({ name: '<b>茶</b>' }), 'PLAIN_TEXT', 'lines.0.name'],
  ['red', 'no blue named', { ...red, red: undefined }, 'RED_PART', 'reason'],
  ['red', 'a blue that names one', { ...blue, red: red.red }, 'RED_PART', 'reason'],
  ['red', 'no number of the blue', { ...red, red: { ...(red.red as NonNullable<Content['red']>), blueNumber: '' } }, 'RED_BLUE_NUMBER', 'blueNumber'],
  ['red', 'a remark', { ...red, remark: '退货' }, 'RED_REMARK', 'remark'],
  ['red', 'goods with reason 03', reason('03', {}), 'RED_REASON', 'lines.0'],
  ['red', 'services with reason 02', reason('02', { taxCode: '3040399000000000000' }), 'RED_REASON', 'lines.0'],
  ['red', 'an allowance with a price', reason('04', {}), 'RED_REASON', 'lines.0'],
  ['red', 'a line that names no line of the blue', one({ blueLine: undefined }, red), 'RED_LINE', 'lines.0.blueLine'],
]

describe('a broken rule is a fault at the field to mend, in both languages', () => {
  it.each(BROKEN)('%s: %s', (_, __, content, code, path) => {
    const found = check(content, production).find(f => f.code === code && f.path === path)
    expect(found).toBeDefined()
    expect(found?.zh).toMatch(/[一-鿿]/)
    expect(found?.en.replace(/"[^"]*"/g, '')).not.toMatch(/[一-鿿]/)
  })

  it('every rule there is is broken here', () => {
    expect(RULES.map(r => r.name).filter(name => !BROKEN.some(([broken]) => broken === name))).toEqual([])
  })

  it('every rule names its source', () => {
    expect(RULES.filter(r => !/domain\.md|gateways\.md|公告/.test(r.source)).map(r => r.name)).toEqual([])
  })
})

describe('what a rule may know', () => {
  it('one fault never hides another', () => {
    const codes = check({ ...one({ shortName: '茶叶', rate: '0.09' }), issuer: '' }, production).map(f => f.code)
    expect(codes).toEqual(expect.arrayContaining(['SELLER_MISSING', 'SHORT_NAME', 'RATE_NOT_ALLOWED', 'LINE_TAX']))
  })

  it('a sandbox takes made-up tax numbers with a warning', () => {
    const content = { ...blue, seller: { name: '示例', taxNumber: '150301199811285326' } }
    expect(check(content, { ...production, sandbox: true }).map(f => [f.code, f.level])).toEqual([])
    const odd = { ...blue, seller: { name: '示例', taxNumber: '910000000000000001' } }
    expect(check(odd, { ...production, sandbox: true }).map(f => f.level)).toEqual(['warning'])
  })

  it('lengths are counted in GBK bytes where the gateway says so', () => {
    const content = one({ name: '茶'.repeat(46) })
    const bytes: RuleContext = { ...production, textLength: 'gbkBytes' }
    expect(check(content, production)).toEqual([])
    expect(check(content, bytes)).toMatchObject([{ code: 'TEXT_LENGTH', path: 'lines.0.name' }])
  })

  it('special business goes only through a gateway that carries it', () => {
    const content = { ...blue, special: lease }
    expect(check(content, production)).toEqual([])
    expect(check(content, { ...production, specialBusiness: ['06'] })).toEqual([])
    expect(check(content, { ...production, specialBusiness: ['03'] })).toMatchObject([{ code: 'SPECIAL_NOT_CARRIED', path: 'special.code' }])
  })

  it('a partial list only warns of a code it does not hold', () => {
    const partial = { ...production, edition: { ...edition, partial: true } }
    expect(check(one({ taxCode: '1030308010000000001' }), partial)).toMatchObject([{ code: 'CODE_NOT_SHIPPED', level: 'warning' }])
  })

  it('a red keeps the short name, rate and code of its blue, whatever the list says today', () => {
    expect(check(one({ shortName: '茶叶', rate: '0.16', taxFen: -1_600, totalFen: -11_600 }, red), production)).toEqual([])
  })

  it('the supply date decides the levy of a small-scale seller', () => {
    const small = { ...production, taxpayer: 'smallScale' as const }
    const levy = { ...one({ rate: '0.01', taxFen: 100, totalFen: 10_100 }) }
    expect(check(levy, small)).toEqual([])
    expect(check({ ...levy, suppliedOn: '2028-01-01' }, small)).toMatchObject([{ code: 'RATE_NOT_ALLOWED', path: 'lines.0.rate' }])
  })
})
