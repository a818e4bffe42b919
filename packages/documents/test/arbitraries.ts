import { amountInWords, normal } from '@openfapiao/core'
import fc from 'fast-check'
import type { EInvoice, ELine } from '../src/index.ts'

/** Texts as they stand in a file: no space around them, nothing that XML cannot hold, line ends as XML keeps them. */
const character = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...'茶服装示例有限公司abcXYZ0129 &<>"\'（）*/-，。·×'.split('')) },
  { weight: 1, arbitrary: fc.constantFrom('\n', '\t', '𠮷', '🍵', 'é', '&#13;', '&amp;', ']]>', '<!--', '&lt;') },
)
const text = (maxLength: number) =>
  fc
    .array(character, { minLength: 1, maxLength })
    .map(parts => parts.join('').trim())
    .filter(t => t !== '')
const maybe = (maxLength: number) => fc.option(text(maxLength), { nil: undefined })

const fen = fc.integer({ min: -99_999_999_999, max: 99_999_999_999 })
const decimal = (min: number) =>
  fc
    .tuple(fc.integer({ min, max: 999_999 }), fc.integer({ min: 0, max: 999_999_999 }))
    .map(([whole, part]) => normal(`${whole}.${String(part).padStart(9, '0')}`))
const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`))

const party = fc.record({ name: text(60), taxNumber: maybe(18), address: maybe(40), phone: maybe(20), bank: maybe(30), account: maybe(30) })

const rated: fc.Arbitrary<Pick<ELine, 'rate' | 'treatment'>> = fc.oneof(
  fc.constantFrom('0.13', '0.09', '0.06', '0.03', '0.01', '0').map(rate => ({ rate, treatment: 'taxed' as const })),
  fc.constantFrom({ rate: '0', treatment: 'exempt' } as const, { rate: '0', treatment: 'notTaxed' } as const),
)

const line: fc.Arbitrary<ELine> = fc
  .record({
    printedName: text(100),
    spec: maybe(40),
    unit: maybe(10),
    quantity: fc.option(decimal(-999), { nil: undefined }),
    unitPrice: fc.option(decimal(0), { nil: undefined }),
    amountFen: fen,
    taxFen: fen,
    rated,
    taxCode: fc.option(digits(19), { nil: undefined }),
  })
  .map(({ rated: { rate, treatment }, ...rest }) => ({ ...rest, rate, treatment, totalFen: rest.amountFen + rest.taxFen }))

const second = fc.integer({ min: Date.UTC(2020, 0, 1) / 1000, max: Date.UTC(2040, 0, 1) / 1000 })
const instant = second.map(s => new Date((s + 8 * 3600) * 1000).toISOString().replace('.000Z', '+08:00'))

const journeys: EInvoice['specific'] = { PassengerTransportation: [{ Departure: '上海' }, { Departure: '杭州', Grade: '二等座' }] }
const toll: EInvoice['specific'] = { Toll: [{ PlateNumber: '沪A00000' }] }

/** Any invoice that a file can describe, whether or not it would be right. */
export const anyInvoice: fc.Arbitrary<EInvoice> = fc
  .record({
    number: digits(20),
    vatType: fc.constantFrom('01', '02'),
    seller: party,
    buyer: party,
    amountFen: fen,
    taxFen: fen,
    issuer: text(20),
    issuedAt: instant,
    lines: fc.array(line, { minLength: 1, maxLength: 12 }),
    remark: maybe(200),
    red: fc.option(fc.record({ blueNumber: digits(20), formNumber: fc.option(digits(20), { nil: undefined }) }), { nil: undefined }),
    specific: fc.constantFrom(undefined, toll, journeys),
    bureau: fc.record({ code: digits(11), name: text(20) }),
  })
  .map(parts => ({
    ...parts,
    colour: parts.red ? ('red' as const) : ('blue' as const),
    totalFen: parts.amountFen + parts.taxFen,
    totalInWords: amountInWords(parts.amountFen + parts.taxFen),
  }))
