import { describe, expect, test } from 'vitest'
import { blue, red, special } from '../../test/samples.ts'
import { readXml, writeXml } from '../index.ts'

const ISSUING = { region: '31', requestedAt: '2026-10-01T01:30:04Z' } as const
const written = (invoice: Parameters<typeof writeXml>[0]) => Buffer.from(writeXml(invoice, ISSUING)).toString()
const oneElementALine = (xml: string) => xml.replaceAll(/></g, '>\n<')

describe('the XML of a sandbox invoice', () => {
  test.each(Object.entries({ blue, red, special }))('has the tree of the authority: %s', async (name, invoice) => {
    await expect(oneElementALine(written(invoice))).toMatchFileSnapshot(`../../test/golden/${name}.xml`)
  })

  test('says by its labels which colour and which kind it is', () => {
    expect(written(red)).toContain('<InIssuType><LabelCode>N</LabelCode>')
    expect(written(special)).toContain('<GeneralOrSpecialVAT><LabelCode>01</LabelCode><LabelName>增值税专用发票</LabelName>')
  })

  test('names the blue of a red in the remark, once', () => {
    const note = `<Remark>被红冲蓝字数电票号码：${blue.number} 红字发票信息确认单编号：31000026100100000018</Remark>`
    expect(written(red)).toContain(note)
    const again = readXml(writeXml(red, ISSUING))
    expect(again.is === 'read' && written(again.invoice)).toContain(note)
  })

  test('gives times in Shanghai', () => {
    expect(written(blue)).toContain('<RequestTime>2026-10-01 09:30:04</RequestTime>')
    expect(written(blue)).toContain('<IssueTime>2026-10-01 09:30:05</IssueTime>')
  })

  test('never lets a text become an element', () => {
    const hostile = written({ ...blue, remark: '</Remark><EIid>1</EIid> & "quoted"' })
    expect(hostile).toContain('<Remark>&lt;/Remark&gt;&lt;EIid&gt;1&lt;/EIid&gt; &amp; &quot;quoted&quot;</Remark>')
  })

  test('shows a character that XML cannot hold as the replacement character', () => {
    expect(written({ ...blue, remark: 'a\u0007b\ud800c' })).toContain('<Remark>a\ufffdb\ufffdc</Remark>')
  })
})
