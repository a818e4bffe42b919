import { sm3 } from '@openfapiao/gm'
import fc from 'fast-check'
import { unzipSync, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { blue, manyLines, red, special } from '../../test/samples.ts'
import { printedRemark } from '../einvoice.ts'
import { factsOf } from '../facts/facts.ts'
import { type EInvoice, readOfd, renderOfd } from '../index.ts'

const ISSUING = { region: '31', requestedAt: '2026-10-01T09:30:04+08:00' } as const
const ROOT = 'OFD.xml'
const XML = 'Doc_0/Attachs/original_invoice.xml'

function filesOf(invoice: EInvoice): Record<string, Uint8Array> {
  const rendering = renderOfd(invoice, ISSUING)
  return rendering.is === 'ofd' ? unzipSync(rendering.bytes) : {}
}
const textOf = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString()
const changed = (file: string, from: string | RegExp, to: string, files = filesOf(blue)) => {
  const text = textOf(files[file])
  expect(text).not.toBe(text.replace(from, to))
  return { ...files, [file]: Buffer.from(text.replace(from, to)) }
}
const without = (...gone: readonly string[]) => Object.fromEntries(Object.entries(filesOf(blue)).filter(([path]) => !gone.includes(path)))
const read = (files: Record<string, Uint8Array>) => readOfd(zipSync(files))
const why = async (files: Record<string, Uint8Array>) => {
  const reading = await read(files)
  return reading.is === 'unreadable' ? reading.faults.map(f => f.en).join() : reading
}

describe('an OFD', () => {
  test.each(Object.entries({ blue, red, special, many: manyLines(60) }))('tells its facts and its invoice: %s', async (_, invoice) => {
    const reading = await read(filesOf(invoice))
    expect(reading).toEqual({ is: 'read', facts: factsOf(invoice), invoice: { ...invoice, remark: printedRemark(invoice) }, digests: 0 })
  })

  test('without attached XML tells the facts of OFD.xml; the total is the sum', async () => {
    expect(await read(without(XML))).toEqual({ is: 'read', facts: factsOf(blue), digests: 0 })
  })

  test('without data in OFD.xml tells what its XML tells', async () => {
    const files = changed(ROOT, /<ofd:CustomDatas>.*<\/ofd:CustomDatas>/, '')
    expect(await read(files)).toMatchObject({ is: 'read', facts: factsOf(blue) })
  })

  test('with other XML attached, of another standard, is read all the same', async () => {
    const files = { ...without(XML), 'Doc_0/Attachs/atr_issuer.xml': Buffer.from('<xbrl><a>1</a></xbrl>') }
    expect(await read(files)).toEqual({ is: 'read', facts: factsOf(blue), digests: 0 })
  })

  test('with the day or the sums written in other ways is read', async () => {
    expect(await read(changed(ROOT, '2026年10月01日', '2026-10-01 09:30:05', without(XML)))).toMatchObject({ facts: { issuedOn: '2026-10-01' } })
    expect(await read(changed(ROOT, '>42.80<', '>***<', without(XML)))).toMatchObject({ facts: { taxFen: 0, totalFen: 35_020 } })
  })

  test('that says one thing in OFD.xml and another in its XML is not believed', async () => {
    expect(await why(changed(ROOT, '>350.20<', '>350.21<'))).toMatch(/differ in amountFen/)
    expect(await why(changed(ROOT, `>${blue.number}<`, '>26310000000000000018<'))).toMatch(/differ in number/)
  })

  test.each([
    ['no archive', Buffer.from('hello')],
    ['an empty archive', zipSync({})],
    ['another archive', zipSync({ 'a.txt': Buffer.from('a') })],
    ['a head that is no XML', zipSync({ [ROOT]: Buffer.from('<OFD>') })],
    ['a head that says nothing', zipSync({ [ROOT]: Buffer.from('<OFD><DocBody><DocInfo/></DocBody></OFD>') })],
    ['XML in it that is broken', zipSync({ ...filesOf(blue), [XML]: Buffer.from('<EInvoice>') })],
  ])('that is none is unreadable: %s', async (_, bytes) => {
    expect(await readOfd(bytes)).toMatchObject({ is: 'unreadable' })
  })

  test('of two documents is not taken for one', async () => {
    expect(await why(changed(ROOT, /(<ofd:DocBody>.*<\/ofd:DocBody>)/, '$1$1'))).toContain('one document')
  })
})

describe('digests of a signature', () => {
  const digest = (bytes: Uint8Array | undefined) => Buffer.from(sm3(bytes ?? ''), 'hex').toString('base64')
  const NAMED = ['Doc_0/Document.xml', 'Doc_0/Pages/Page_0/Content.xml', XML]

  function signed(method = '1.2.156.10197.1.401', files = filesOf(blue)): Record<string, Uint8Array> {
    const list = NAMED.map(path => `<ofd:Reference FileRef="/${path}"><ofd:CheckValue>${digest(files[path])}</ofd:CheckValue></ofd:Reference>`)
    const wrap = (name: string, inside: string) => Buffer.from(`<ofd:${name} xmlns:ofd="http://www.ofdspec.org/2016">${inside}</ofd:${name}>`)
    return {
      ...changed(ROOT, '</ofd:DocRoot>', '</ofd:DocRoot><ofd:Signatures>/Doc_0/Signs/Signatures.xml</ofd:Signatures>', files),
      'Doc_0/Signs/Signatures.xml': wrap(
        'Signatures',
        '<ofd:MaxSignId>1</ofd:MaxSignId><ofd:Signature ID="1" Type="Seal" BaseLoc="Sign_0/Signature.xml"/>',
      ),
      'Doc_0/Signs/Sign_0/Signature.xml': wrap(
        'Signature',
        `<ofd:SignedInfo><ofd:Provider ProviderName="test"/><ofd:References CheckMethod="${method}">${list.join('')}</ofd:References></ofd:SignedInfo><ofd:SignedValue>SignedValue.dat</ofd:SignedValue>`,
      ),
    }
  }

  test('that agree are counted', async () => {
    expect(await read(signed())).toMatchObject({ is: 'read', digests: 3, facts: factsOf(blue) })
    expect(await read(signed('SM3'))).toMatchObject({ is: 'read', digests: 3 })
  })

  test('show a file that was changed afterwards, by a single byte', async () => {
    for (const path of NAMED) {
      const files = signed()
      const bytes = Buffer.from(files[path] ?? [])
      bytes[bytes.length - 1] = 0x20
      expect(await why({ ...files, [path]: bytes })).toContain(`/${path}`)
    }
  })

  test('show a file that is gone', async () => {
    const { [NAMED[1]!]: _, ...rest } = signed()
    expect(await why(rest)).toContain('Content.xml')
  })

  test('of a method that is not known are not counted as checked', async () => {
    expect(await read(signed('1.2.3.4'))).toMatchObject({ is: 'read', digests: 0 })
  })

  test('that cannot be read make the file unreadable', async () => {
    const { 'Doc_0/Signs/Signatures.xml': _list, ...noList } = signed()
    expect(await why(noList)).toContain('list of signatures')
    const { 'Doc_0/Signs/Sign_0/Signature.xml': _one, ...noSignature } = signed()
    expect(await why(noSignature)).toContain('Signature.xml')
  })
})

describe('a hostile archive', () => {
  /** A zip whose directory says that its only file is `says` bytes long. */
  function lying(content: Uint8Array, says: number): Buffer {
    const zip = Buffer.from(zipSync({ [ROOT]: content }))
    const local = zip.indexOf(Buffer.from([0x50, 0x4b, 3, 4]))
    const central = zip.indexOf(Buffer.from([0x50, 0x4b, 1, 2]))
    zip.writeUInt32LE(says, local + 22)
    zip.writeUInt32LE(says, central + 24)
    return zip
  }

  test('that unpacks to more than it says ends there', async () => {
    const bomb = lying(new Uint8Array(64 * 1024 * 1024), 1000)
    expect(bomb.length).toBeLessThan(100_000)
    expect(await readOfd(bomb)).toMatchObject({ is: 'unreadable' })
  })

  test('that says it unpacks to a mountain is not unpacked', async () => {
    expect(await readOfd(zipSync({ [ROOT]: new Uint8Array(40 * 1024 * 1024) }))).toMatchObject({
      is: 'unreadable',
      faults: [{ en: expect.stringContaining('unpacks to more') }],
    })
  })

  test('of very many files is not unpacked', async () => {
    const many = Object.fromEntries(Array.from({ length: 600 }, (_, i) => [`Doc_0/${i}.xml`, Buffer.from('<a/>')]))
    expect(await why({ ...filesOf(blue), ...many })).toContain('more than 500 files')
  })

  test('with paths that climb out is refused', async () => {
    expect(await why({ ...filesOf(blue), '../../evil.xml': Buffer.from('<a/>') })).toContain('ZIP')
  })

  test('cut or changed anywhere never throws and never tells another invoice', async () => {
    const whole = zipSync(filesOf(blue))
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(255), fc.boolean(), async (at, byte, cut) => {
        const bytes = cut ? whole.slice(0, at) : whole.slice()
        if (!cut) bytes[at] = byte
        const reading = await readOfd(bytes)
        if (reading.is === 'read') expect(reading.facts).toEqual(factsOf(blue))
      }),
      { numRuns: 150 },
    )
  })
})
