import { describe, expect, test } from 'vitest'
import { blue, invoiceOf, lineOf, manyLines, red, special } from '../../test/samples.ts'
import { type EInvoice, renderPdf } from '../index.ts'
import { linesOf } from './lines.ts'

async function pdfOf(invoice: EInvoice) {
  const rendering = await renderPdf(invoice)
  if (rendering.is !== 'pdf') throw new Error(`no PDF: ${rendering.is}`)
  return rendering
}

async function textOf(invoice: EInvoice): Promise<string> {
  const read = await linesOf((await pdfOf(invoice)).bytes)
  if (read.is === 'unreadable') throw new Error(read.faults[0]?.en)
  return `${read.lines.join('\n')}\n`
}

describe('the PDF of a sandbox invoice', () => {
  test.each(Object.entries({ blue, red, special, many: manyLines(40) }))('reads as the form reads: %s', async (name, invoice) => {
    await expect(await textOf(invoice)).toMatchFileSnapshot(`../../test/golden/${name}.txt`)
  })

  test('is the same bytes for the same invoice, whenever it is made', async () => {
    const [once, again, other] = [await pdfOf(special), await pdfOf(special), await pdfOf(red)]
    expect(Buffer.compare(once.bytes, again.bytes)).toBe(0)
    expect(Buffer.compare(once.bytes, other.bytes)).not.toBe(0)
  })

  test('holds only the glyphs it needs: a page is smaller than a photograph, ten pages are not ten times a page', async () => {
    const [one, many] = [await pdfOf(blue), await pdfOf(manyLines(230))]
    expect(one.bytes.length).toBeLessThan(64 * 1024)
    expect(many.pages).toBeGreaterThan(8)
    expect(many.bytes.length).toBeLessThan(4 * one.bytes.length)
  })

  test('bears no date but the invoice’s', async () => {
    const text = Buffer.from((await pdfOf(blue)).bytes).toString('latin1')
    expect(text.match(/\(D:\d{8}/g)).toEqual(['(D:20261001', '(D:20261001'])
  })

  test('names a character that the font lacks, and drops what is nothing to see', async () => {
    const text = await textOf({ ...blue, buyer: { name: '𠮷田😀商店\ufe0f\u200b（个人）' } })
    expect(text).toContain('〔U+20BB7〕田〔U+1F600〕商店（个人）')
  })

  test('shows every character of the standard lists that names are made of', async () => {
    const rare = '㐀䶮㛃堃镕喆玥垚瑢燚淼犇骉贠亓仝禤卍·—～％＆（）《》【】①②Ⅲ㎡℃×±μΩé'
    expect(await textOf(invoiceOf([lineOf({ printedName: `*其他*${rare}`, amount: '1' })]))).not.toContain('U+')
  })

  test('is not drawn for a kind that looks otherwise', async () => {
    expect(await renderPdf({ ...blue, vatType: '05' })).toEqual({ is: 'otherForm', vatType: '05' })
    expect(await renderPdf({ ...blue, vatType: undefined })).toEqual({ is: 'otherForm', vatType: undefined })
  })

  test('bears an invoice without lines', async () => {
    expect(await textOf(invoiceOf([]))).toContain('¥0.00')
  })
})
