import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyInvoice } from '../../test/arbitraries.ts'
import { blue, red, special } from '../../test/samples.ts'
import { printedRemark } from '../einvoice.ts'
import { readXml, writeXml } from '../index.ts'

const ISSUING = { region: '31', requestedAt: '2026-10-01T09:30:04+08:00' } as const
const bytesOf = (text: string) => new Uint8Array(Buffer.from(text))
const xmlOf = (invoice: Parameters<typeof writeXml>[0]) => Buffer.from(writeXml(invoice, ISSUING)).toString()

function read(text: string) {
  const reading = readXml(bytesOf(text))
  if (reading.is === 'unreadable') throw new Error(reading.faults.map(f => f.en).join('\n'))
  return reading.invoice
}
const faults = (bytes: Uint8Array) => {
  const reading = readXml(bytes)
  return reading.is === 'unreadable' ? reading.faults : []
}
const changed = (from: string | RegExp, to: string, invoice = blue) => {
  const text = xmlOf(invoice)
  const other = text.replace(from, to)
  expect(other).not.toBe(text)
  return other
}

describe('what is written', () => {
  test.each(Object.entries({ blue, red, special }))('is read back: %s', (_, invoice) => {
    expect(read(xmlOf(invoice))).toEqual({ ...invoice, remark: printedRemark(invoice) })
  })

  test('is read back, whatever the invoice says', () => {
    fc.assert(
      fc.property(anyInvoice, invoice => {
        expect(read(xmlOf(invoice))).toEqual({ ...invoice, remark: printedRemark(invoice) })
      }),
      { numRuns: 300 },
    )
  })
})

describe('real files differ, and are read all the same', () => {
  test('a rate with six decimals, in percent, in words', () => {
    const rates = ['0.130000', '13%'].map(rate => read(changed('<TaxRate>0.13</TaxRate>', `<TaxRate>${rate}</TaxRate>`)).lines[0])
    expect(rates.map(l => l?.rate)).toEqual(['0.13', '0.13'])
    expect(read(xmlOf(blue)).lines[2]).toMatchObject({ rate: '0', treatment: 'exempt' })
  })

  test('an untaxed line with zero as its rate, and the word in a label', () => {
    const label = '<Label><LabelType>特定征税方式标签</LabelType><LabelCode>01</LabelCode><LabelName>不征税</LabelName></Label></UndefinedLabel>'
    const zero = changed('<TaxRate>免税</TaxRate>', '<TaxRate>0</TaxRate>')
    expect(read(zero).lines[2]).toMatchObject({ rate: '0', treatment: 'taxed' })
    const labelled = read(zero.replace('</UndefinedLabel>', label))
    expect(labelled.lines.map(l => l.treatment)).toEqual(['taxed', 'taxed', 'notTaxed', 'taxed'])
  })

  test('amounts with six decimals, tax as *** where there is none', () => {
    expect(read(changed('<ComTaxAm>46.02</ComTaxAm>', '<ComTaxAm>46.020000</ComTaxAm>')).lines[0]?.taxFen).toBe(4602)
    expect(read(changed('<ComTaxAm>0.00</ComTaxAm>', '<ComTaxAm>***</ComTaxAm>')).lines[2]?.taxFen).toBe(0)
    expect(read(changed('<ComTaxAm>0.00</ComTaxAm>', '<ComTaxAm/>')).lines[2]?.taxFen).toBe(0)
  })

  test('AdditionalInformation after the items, among the basics, in an item, outside of the content, twice, empty', () => {
    const remark = `<AdditionalInformation><Remark>${blue.remark}</Remark></AdditionalInformation>`
    const without = changed(remark, '')
    expect(read(without).remark).toBeUndefined()
    expect(read(changed(remark, '<AdditionalInformation/>')).remark).toBeUndefined()
    for (const place of ['</BasicInformation>', '</IssuItemInformation>', '</EInvoice>', '</EInvoiceData>', '<SpecificInformation>'])
      expect(read(without.replace(place, `${remark}${place}`)).remark).toBe(blue.remark)
    expect(read(without.replace('</EInvoice>', `<AdditionalInformation/>${remark}</EInvoice>`)).remark).toBe(blue.remark)
  })

  test('labels that stand empty: the sign tells the colour, the kind stays open', () => {
    const empty = (invoice: typeof blue) =>
      changed(
        /<InherentLabel>.*<\/UndefinedLabel>/s,
        '<InherentLabel><InIssuType/><GeneralOrSpecialVAT/></InherentLabel><UndefinedLabel><Label/></UndefinedLabel>',
        invoice,
      )
    expect(read(empty(blue))).toMatchObject({ colour: 'blue', vatType: undefined })
    expect(read(empty(red))).toMatchObject({ colour: 'red', vatType: undefined })
    expect(read(changed(/<InherentLabel>.*<\/InherentLabel>/s, '', red))).toMatchObject({ colour: 'red' })
  })

  test('the day alone as the time of issue, or only the time of the request', () => {
    expect(read(changed(/<IssueTime>.*<\/IssueTime>/, '<IssueTime>2026-10-01</IssueTime>')).issuedAt).toBe('2026-10-01T00:00:00+08:00')
    expect(read(changed(/<IssueTime>.*<\/IssueTime>/, '')).issuedAt).toBe('2026-10-01T09:30:04+08:00')
    expect(read(changed(/<TaxSupervisionInfo>.*<\/TaxSupervisionInfo>/s, ''))).toMatchObject({
      bureau: undefined,
      issuedAt: '2026-10-01T09:30:04+08:00',
    })
  })

  test('no lines, a line that is nil, a line with a price and no quantity', () => {
    expect(read(changed(/<IssuItemInformation>.*<\/IssuItemInformation>/s, '')).lines).toEqual([])
    const nil = '<IssuItemInformation xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"/>'
    expect(read(changed(/<IssuItemInformation>.*<\/IssuItemInformation>/s, nil)).lines).toEqual([])
    expect(read(changed('<Quantity>2</Quantity>', '<Quantity/>')).lines[0]).toMatchObject({ quantity: undefined, unitPrice: '176.9911504424779' })
  })

  test('a line total that is missing is the sum of its parts', () => {
    expect(read(changed(/<TotaltaxIncludedAmount>400.00<\/TotaltaxIncludedAmount>/, '')).lines[0]?.totalFen).toBe(40_000)
  })

  test('a special business is kept as it stands, each time it stands there', () => {
    const journeys = '<PassengerTransportation><Departure>上海</Departure></PassengerTransportation>'.repeat(2)
    expect(
      read(
        changed(
          '<SpecificInformation></SpecificInformation>',
          `<SpecificInformation><Toll><PlateNumber>沪A00000</PlateNumber></Toll>${journeys}</SpecificInformation>`,
        ),
      ).specific,
    ).toEqual({
      Toll: [{ PlateNumber: '沪A00000' }],
      PassengerTransportation: [{ Departure: '上海' }, { Departure: '上海' }],
    })
  })

  test('元 in place of 圆, comments, a byte order mark, a signature, unknown elements', () => {
    const signed = changed('</EInvoice>', '<TaxBureauSignature><SignatureValue>MEQ=</SignatureValue></TaxBureauSignature><ptbh/></EInvoice>')
    const other = `\ufeff${signed.replace('<Header>', '<!-- 说明 --><Header>').replaceAll('圆', '元')}`
    expect(read(other)).toMatchObject({ number: blue.number, totalInWords: '叁佰玖拾叁元整' })
  })

  test('the encoding that the file declares', () => {
    const gbk = (declared: string) => {
      const ascii = xmlOf(special)
        .replaceAll(/[^\n -~]+/g, 'x')
        .replace('UTF-8', declared)
      const [before = '', after = ''] = ascii.split(/(?<=<SellerName>).*?(?=<)/)
      return Buffer.concat([Buffer.from(before), Buffer.from([0xb2, 0xe8, 0xd2, 0xb6]), Buffer.from(after)])
    }
    const reading = readXml(gbk('GB18030'))
    expect(reading.is === 'read' && reading.invoice.seller.name).toBe('茶叶')
    expect(faults(gbk('UTF-8'))[0]?.en).toContain('encoding')
  })

  test('two thousand lines full of ampersands, in the time of a page', () => {
    const lines = Array.from({ length: 2000 }, () => ({ ...blue.lines[0]!, printedName: '*茶*A&B <礼盒> "C" & \'D\'' }))
    expect(read(xmlOf({ ...blue, lines })).lines).toEqual(lines)
  })
})

describe('a file that is no invoice', () => {
  test.each([
    ['nothing', ''],
    ['a text', 'hello'],
    ['another kind of XML', '<Invoice><Number>1</Number></Invoice>'],
    ['another root', xmlOf(blue).replaceAll('EInvoice>', 'Other>')],
    ['cut short', xmlOf(blue).slice(0, -400)],
    ['cut within a tag', xmlOf(blue).slice(0, 900)],
    [
      'two invoices',
      xmlOf(blue)
        .replace(/<\?xml.*\n/, '')
        .repeat(2),
    ],
    [
      'entities that explode',
      `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "${'x'.repeat(99)}"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><EInvoice>&b;</EInvoice>`,
    ],
    ['a file of this machine', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><EInvoice>&x;</EInvoice>'],
    ['depth', `${'<a>'.repeat(50_000)}${'</a>'.repeat(50_000)}`],
    ['an encoding nobody knows', xmlOf(blue).replace('UTF-8', 'EBCDIC-X')],
    ['a PDF', '%PDF-1.7\n%\u00e2\u00e3'],
  ])('is said to be unreadable, in both languages: %s', (_, text) => {
    const found = faults(bytesOf(text))
    expect(found.length).toBeGreaterThan(0)
    for (const { zh, en } of found) {
      expect(zh).toMatch(/[一-鿿]/)
      expect(en).toMatch(/\.$/)
    }
  })

  test.each([
    ['a wrong amount', '<TotalTaxAm>42.80</TotalTaxAm>', '<TotalTaxAm>49.4x</TotalTaxAm>', 'EInvoice.EInvoiceData.BasicInformation.TotalTaxAm'],
    ['half a fen', '<TotalTaxAm>42.80</TotalTaxAm>', '<TotalTaxAm>49.415</TotalTaxAm>', 'EInvoice.EInvoiceData.BasicInformation.TotalTaxAm'],
    [
      'an amount beyond reason',
      '<TotalTaxAm>42.80</TotalTaxAm>',
      `<TotalTaxAm>${'9'.repeat(30)}.00</TotalTaxAm>`,
      'EInvoice.EInvoiceData.BasicInformation.TotalTaxAm',
    ],
    [
      'a total given twice',
      '<TotalTaxAm>42.80</TotalTaxAm>',
      '<TotalTaxAm>1</TotalTaxAm><TotalTaxAm>2</TotalTaxAm>',
      'EInvoice.EInvoiceData.BasicInformation.TotalTaxAm',
    ],
    ['a rate that is none', '<TaxRate>0.13</TaxRate>', '<TaxRate>dreizehn</TaxRate>', 'EInvoice.EInvoiceData.IssuItemInformation.0.TaxRate'],
    ['a day that is none', /<IssueTime>[^<]*/, '<IssueTime>2026-02-30 00:00:00', 'EInvoice.TaxSupervisionInfo.IssueTime'],
    ['a seller without a name', /<SellerName>[^<]*/, '<SellerName> ', 'EInvoice.EInvoiceData.SellerInformation.SellerName'],
    ['two numbers', /<InvoiceNumber>\d+/, '<InvoiceNumber>26310000000000000018', 'EInvoice.TaxSupervisionInfo.InvoiceNumber'],
    ['a colour nobody knows', '<InIssuType><LabelCode>Y', '<InIssuType><LabelCode>X', 'EInvoice.Header.InherentLabel.InIssuType.LabelCode'],
  ])('says which element is wrong: %s', (_, from, to, path) => {
    expect(faults(bytesOf(changed(from, to))).map(f => f.path)).toEqual([path])
  })

  test('that has the right words and the wrong bytes is not guessed', () => {
    const latin = Buffer.from(xmlOf(blue).replace('王会计', 'M\u00fcller'), 'latin1')
    expect(faults(latin)[0]?.en).toContain('encoding')
  })

  test('of enormous size is refused before it is parsed', () => {
    expect(faults(new Uint8Array(64 * 1024 * 1024).fill(0x20))[0]?.en).toContain('larger')
  })

  test('made of the worst that fits is refused or read, but never a hang', () => {
    const size = 1024 * 1024
    const worst = ['<a', '<a b="', '<!--', '<![CDATA[', '&#x', '&', '<a>', ' ', '<?', '<a/>'].map(
      piece => `<EInvoice>${piece.repeat(size / piece.length)}</EInvoice>`,
    )
    for (const text of worst) expect(readXml(bytesOf(text)).is).toBe('unreadable')
  }, 20_000)

  test('does not reach the prototype of anything', () => {
    const reading = readXml(bytesOf('<EInvoice><__proto__><polluted>1</polluted></__proto__><constructor><prototype/></constructor></EInvoice>'))
    expect(reading.is).toBe('unreadable')
    expect('polluted' in {}).toBe(false)
  })

  test('is told from an invoice wherever it is cut', () => {
    const text = xmlOf(blue).trimEnd()
    fc.assert(
      fc.property(fc.integer({ min: 0, max: text.length - 1 }), at => {
        expect(readXml(bytesOf(text.slice(0, at))).is).toBe('unreadable')
      }),
      { numRuns: 200 },
    )
  })

  test('and bytes that are anything never throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), bytes => {
        expect(readXml(bytes).is).toBe('unreadable')
      }),
    )
  })
})
