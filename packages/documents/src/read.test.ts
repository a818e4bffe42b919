import { zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { blue } from '../test/samples.ts'
import { factsOf, readDocument, renderOfd, renderPdf, writeXml } from './index.ts'

const ISSUING = { region: '31', requestedAt: '2026-10-01T09:30:04+08:00' } as const
const xml = writeXml(blue, ISSUING)

async function files(): Promise<Record<string, Uint8Array>> {
  const [pdf, ofd] = [await renderPdf(blue), renderOfd(blue, ISSUING)]
  return {
    xml,
    pdf: pdf.is === 'pdf' ? pdf.bytes : new Uint8Array(),
    ofd: ofd.is === 'ofd' ? ofd.bytes : new Uint8Array(),
  }
}

describe('a file of an invoice', () => {
  test('is known by its bytes, and each format tells the same facts', async () => {
    for (const [format, bytes] of Object.entries(await files()))
      expect(await readDocument(bytes)).toMatchObject({ is: 'read', format, facts: factsOf(blue) })
  })

  test('is whole where it is data: XML, and OFD with its XML', async () => {
    const readings = await Promise.all(Object.values(await files()).map(readDocument))
    expect(readings.map(r => r.is === 'read' && r.invoice?.lines.length)).toEqual([4, undefined, 4])
  })

  test('may come as an archive of one XML, with a signature beside it', async () => {
    const archive = zipSync({ 'invoice/26310000000000000017.xml': xml, 'invoice/signature.dat': new Uint8Array(64) })
    expect(await readDocument(archive)).toMatchObject({ is: 'read', format: 'xml', facts: factsOf(blue) })
  })

  test('is not chosen among several', async () => {
    expect(await readDocument(zipSync({ 'a.xml': xml, 'b.xml': xml }))).toMatchObject({ is: 'unreadable' })
    expect(await readDocument(zipSync({ 'a.txt': xml }))).toMatchObject({ is: 'unreadable' })
  })

  test.each([
    ['nothing', new Uint8Array()],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10])],
    ['a page of the web', Buffer.from('<!DOCTYPE html><html><body>登录</body></html>')],
    ['a broken archive', Buffer.from('PK\u0003\u0004')],
  ])('is told from %s', async (_, bytes) => {
    const reading = await readDocument(bytes)
    expect(reading).toMatchObject({ is: 'unreadable' })
    if (reading.is === 'unreadable') expect(reading.faults[0]?.zh).toMatch(/^发票文件无法读取：/)
  })
})
