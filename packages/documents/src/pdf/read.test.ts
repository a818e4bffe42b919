import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { blue, invoiceOf, lineOf, manyLines, red, special } from '../../test/samples.ts'
import { factsOf } from '../facts/facts.ts'
import { readPdf, renderPdf } from '../index.ts'
import { factsIn } from './read.ts'

async function bytesOf(invoice: typeof blue): Promise<Uint8Array> {
  const rendering = await renderPdf(invoice)
  return rendering.is === 'pdf' ? rendering.bytes : new Uint8Array()
}

const untaxed = invoiceOf([lineOf({ printedName: '*谷物加工品*大米', amount: '21', rate: '0', treatment: 'exempt' })])

describe('a PDF', () => {
  test.each(Object.entries({ blue, red, special, untaxed, many: manyLines(110) }))('tells what its invoice says: %s', async (_, invoice) => {
    expect(await readPdf(await bytesOf(invoice))).toEqual({ is: 'read', facts: factsOf(invoice) })
  })

  test.each([
    ['nothing', Buffer.alloc(0)],
    ['a text', Buffer.from('hello')],
    ['only a head', Buffer.from('%PDF-1.7\n')],
    ['XML', Buffer.from('<EInvoice/>')],
  ])('that is none is unreadable: %s', async (_, bytes) => {
    expect(await readPdf(bytes)).toMatchObject({ is: 'unreadable', faults: [{ code: 'DOCUMENT_UNREADABLE' }] })
  })

  test('that is too large is not opened', async () => {
    expect(await readPdf(new Uint8Array(17 * 1024 * 1024))).toMatchObject({ is: 'unreadable', faults: [{ en: expect.stringContaining('larger') }] })
  })

  test('cut anywhere or broken in any byte never throws; cut, it never tells another invoice', async () => {
    const whole = await bytesOf(blue)
    const broken = fc.record({ at: fc.nat(whole.length - 1), byte: fc.nat(255) })
    await fc.assert(
      fc.asyncProperty(broken, async ({ at, byte }) => {
        const cut = await readPdf(whole.slice(0, at))
        if (cut.is === 'read') expect(cut.facts).toEqual(factsOf(blue))
        const changed = await readPdf(whole.with(at, byte))
        expect(['read', 'unreadable']).toContain(changed.is)
      }),
      { numRuns: 20 },
    )
  })

  test('is not used up by being read', async () => {
    const bytes = await bytesOf(blue)
    await readPdf(bytes)
    expect(await readPdf(bytes)).toMatchObject({ is: 'read' })
  })
})

describe('texts laid out in other ways are understood too', () => {
  const LINES = [
    '电子发票（普通发票） 发票号码： 26310000000000000017',
    '开票日期： 2026年10月01日',
    '统一社会信用代码/纳税人识别号： 91000000000000001H 信 统一社会信用代码/纳税人识别号： 91000000000000000K',
    '合 计 ¥350.20 ¥42.80',
    '价税合计（大写） 叁佰玖拾叁圆整 （小写） ¥393.00',
  ]
  const facts = {
    number: '26310000000000000017',
    issuedOn: '2026-10-01',
    amountFen: 35_020,
    taxFen: 4280,
    totalFen: 39_300,
    buyerTaxNumber: '91000000000000001H',
    sellerTaxNumber: '91000000000000000K',
  }
  const but = (index: number, ...lines: readonly string[]) => factsIn(LINES.toSpliced(index, 1, ...lines))

  test('as a whole', () => expect(factsIn(LINES)).toEqual({ is: 'read', facts }))

  test('the number above its label, narrow colons, spaces between the characters', () => {
    expect(but(0, '26310000000000000017', '电子发票（普通发票） 发票号码:')).toEqual({ is: 'read', facts })
    expect(but(4, '价 税 合 计 （ 大 写 ） 叁佰玖拾叁圆整 （ 小 写 ）¥393.00')).toEqual({ is: 'read', facts })
  })

  test('the total before its label or after the words, the other yen sign, the sign before it', () => {
    expect(but(4, '价税合计（大写） 叁佰玖拾叁圆整 ¥393.00 （小写）')).toEqual({ is: 'read', facts })
    expect(but(4, '价税合计(大写) (小写) （负数）叁佰玖拾叁圆整 -￥393.00')).toEqual({ is: 'read', facts: { ...facts, totalFen: -39_300 } })
    expect(but(3, '合计 ¥-350.20 -¥42.80')).toEqual({ is: 'read', facts: { ...facts, amountFen: -35_020, taxFen: -4280 } })
  })

  test('no tax, and a buyer without a number', () => {
    expect(but(3, '合 计 ¥350.20 ***')).toEqual({ is: 'read', facts: { ...facts, taxFen: 0 } })
    expect(but(2, '纳税人识别号： 纳税人识别号：91000000000000000K')).toEqual({ is: 'read', facts: { ...facts, buyerTaxNumber: undefined } })
  })

  test('what is missing is named', () => {
    expect(but(4, '价税合计')).toMatchObject({
      is: 'unreadable',
      faults: [{ zh: expect.stringContaining('价税合计'), en: expect.stringContaining('total') }],
    })
  })

  test('two invoices in one file are not taken for one', () => {
    expect(factsIn([...LINES, '发票号码：26310000000000000029'])).toMatchObject({
      is: 'unreadable',
      faults: [{ en: expect.stringContaining('several') }],
    })
  })

  test('numbers of another invoice in the remark are no second invoice', () => {
    expect(factsIn([...LINES, '被红冲蓝字数电票号码：26310000000000000003'])).toEqual({ is: 'read', facts })
  })
})
