import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FORMATS, treeOf } from './wire.ts'

const { json, xml } = FORMATS
const tree = {
  nsrsbh: '91110000DEMO00001X',
  fpList: [{ fpqqlsh: 'A1', fpmxList: [{ xmmc: 'a < b & "c" > d\r\n', sl: '1' }] }],
  fpqqlshList: ['A1', 'B2'],
}

test('a list holds elements with its name less "List"', () => {
  expect(xml.write(tree)).toBe(
    '<?xml version="1.0" encoding="UTF-8"?><Request><nsrsbh>91110000DEMO00001X</nsrsbh><fpList><fp><fpqqlsh>A1</fpqqlsh><fpmxList><fpmx>' +
      '<xmmc>a &lt; b &amp; "c" &gt; d&#13;\n</xmmc><sl>1</sl></fpmx></fpmxList></fp></fpList><fpqqlshList><fpqqlsh>A1</fpqqlsh><fpqqlsh>B2</fpqqlsh></fpqqlshList></Request>',
  )
})

const answered = (written: string): unknown => xml.read(written.replaceAll('Request>', 'Response>'))

test('what is written in XML reads back as what JSON says', () => {
  expect(answered(xml.write(tree))).toEqual(json.read(json.write(tree)))
})

test('any text survives XML, marks, blanks and line ends included', () => {
  const unit = fc.constantFrom('a', '中', '🌾', '<', '>', '&', '"', "'", ']]>', ' ', '\t', '\n', '\r', '&amp;')
  fc.assert(
    fc.property(fc.string({ unit, minLength: 1 }), text => {
      expect(answered(xml.write({ xmmc: text }))).toEqual({ xmmc: text })
    }),
  )
})

test('blanks between elements mean nothing, a list of one is a list, an empty list is a list', () => {
  const pretty =
    '<?xml version="1.0"?>\n<Response>\n  <returncode>00</returncode>\n  <jgList>\n    <jg>\n      <fpqqlsh>A1</fpqqlsh>\n    </jg>\n  </jgList>\n  <cwList></cwList>\n</Response>\n'
  expect(xml.read(pretty)).toEqual({ returncode: '00', jgList: [{ fpqqlsh: 'A1' }], cwList: [] })
})

test.each([
  ['cut', '<Response><returncode>00</returncode>'],
  ['another root', '<Request><returncode>00</returncode></Request>'],
  ['a document type with entities', '<!DOCTYPE Response [<!ENTITY a "00">]><Response><returncode>&a;</returncode></Response>'],
  ['no XML', '502 Bad Gateway'],
  ['nothing', ''],
])('an answer that is %s is not readable', (_, text) => {
  expect(xml.read(text)).toBeUndefined()
})

test('text that is not JSON is not readable', () => {
  expect(json.read('<html>')).toBeUndefined()
  expect(json.read('')).toBeUndefined()
})

test('a frozen body reads back in its order, and what encode never writes is refused', () => {
  const frozen = '{"b":"1","a":"2","fpmxList":[{"d":"3"}]}'
  expect(JSON.stringify(treeOf(frozen))).toBe(frozen)
  expect(() => treeOf('{"je":100}')).toThrow()
})
