import { unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { blue, manyLines, red, special } from '../../test/samples.ts'
import { type EInvoice, renderOfd, writeXml } from '../index.ts'
import { treeReader } from '../xml/tree.ts'

const ISSUING = { region: '31', requestedAt: '2026-10-01T09:30:04+08:00' } as const

function ofdOf(invoice: EInvoice) {
  const rendering = renderOfd(invoice, ISSUING)
  if (rendering.is !== 'ofd') throw new Error(`no OFD: ${rendering.is}`)
  return rendering
}
const filesOf = (invoice: EInvoice) => unzipSync(ofdOf(invoice).bytes)
const textOf = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString()
const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(m => m[1] ?? '')

describe('the OFD of a sandbox invoice', () => {
  test('has the container of the standard: root, document, resources, pages, attachments', () => {
    expect(Object.keys(filesOf(manyLines(40))).sort()).toEqual([
      'Doc_0/Attachs/Attachments.xml',
      'Doc_0/Attachs/original_invoice.xml',
      'Doc_0/Document.xml',
      'Doc_0/Pages/Page_0/Content.xml',
      'Doc_0/Pages/Page_1/Content.xml',
      'Doc_0/PublicRes.xml',
      'OFD.xml',
    ])
  })

  test('leads from each file to the next: every location that is named is there', () => {
    const files = filesOf(manyLines(40))
    expect(textOf(files['OFD.xml'])).toContain('<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>')
    const document = textOf(files['Doc_0/Document.xml'])
    const named = [...all(document, /BaseLoc="([^"]+)"/g), ...all(document, /<ofd:(?:PublicRes|Attachments)>([^<]+)</g)].map(path => `Doc_0/${path}`)
    const attached = all(textOf(files['Doc_0/Attachs/Attachments.xml']), /<ofd:FileLoc>([^<]+)</g).map(path => `Doc_0/Attachs/${path}`)
    expect(named).toHaveLength(4)
    expect([...named, ...attached].filter(path => !(path in files))).toEqual([])
  })

  test('is well-formed throughout, and no identifier is given twice or is above the largest', () => {
    const files = Object.values(filesOf(manyLines(40)))
    const treeOf = treeReader({ lists: [], attributes: true })
    expect(files.map(treeOf).filter(tree => tree.is === 'unreadable')).toEqual([])
    const text = files.map(textOf).join('')
    const ids = all(text, / ID="(\d+)"/g)
    expect(new Set(ids).size).toBe(ids.length)
    expect(Math.max(...ids.map(Number))).toBe(Number(all(text, /<ofd:MaxUnitID>(\d+)</g)[0]))
  })

  test('attaches the very XML of the invoice, and says in OFD.xml what real files say', () => {
    const files = filesOf(red)
    expect(textOf(files['Doc_0/Attachs/original_invoice.xml'])).toBe(textOf(writeXml(red, ISSUING)))
    const data = Object.fromEntries([...textOf(files['OFD.xml']).matchAll(/<ofd:CustomData Name="([^"]+)">([^<]*)</g)].map(m => [m[1], m[2]]))
    expect(data).toEqual({
      发票号码: red.number,
      合计税额: '-46.02',
      合计金额: '-353.98',
      开票日期: '2026年10月01日',
      购买方纳税人识别号: '',
      销售方纳税人识别号: '91000000000000000K',
    })
  })

  test('shows the same texts as the PDF, each with a place for every character', () => {
    const page = textOf(filesOf(special)['Doc_0/Pages/Page_0/Content.xml'])
    const codes = [...page.matchAll(/<ofd:TextCode X="[^"]+" Y="[^"]+"(?: DeltaX="([^"]*)")?>([^<]+)</g)]
    expect(codes.map(m => m[2])).toEqual(
      expect.arrayContaining(['电子发票（增值税专用发票）', special.number, '¥107193.07', '沙箱样票', '非法定发票']),
    )
    const unplaced = codes.filter(
      ([, delta = '', text = '']) => delta.split(' ').filter(Boolean).length !== [...text.replaceAll(/&\w+;/g, '&')].length - 1,
    )
    expect(unplaced).toEqual([])
  })

  test('stays within the page', () => {
    const files = filesOf(manyLines(40))
    const page = textOf(files['Doc_0/Pages/Page_1/Content.xml'])
    const [, , width = 0, height = 0] = all(page, /<ofd:PhysicalBox>([^<]+)</g).flatMap(box => box.split(' ').map(Number))
    expect([width, height]).toEqual([210, 280])
    const boxes = all(page, /Boundary="([^"]+)"/g).map(box => box.split(' ').map(Number))
    expect(boxes.filter(([x = 0, y = 0, w = 0, h = 0]) => x < 0 || y < 0 || x + w > width || y + h > height)).toEqual([])
  })

  test('is the same bytes for the same invoice', () => {
    expect(Buffer.compare(ofdOf(blue).bytes, ofdOf(blue).bytes)).toBe(0)
  })

  test('is not drawn for a kind that looks otherwise', () => {
    expect(renderOfd({ ...blue, vatType: '04' }, ISSUING)).toEqual({ is: 'otherForm', vatType: '04' })
  })
})
