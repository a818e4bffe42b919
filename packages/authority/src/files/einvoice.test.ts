import { readXml } from '@openfapiao/documents'
import { expect, test } from 'vitest'
import { openDesk } from '../../test/desk.ts'
import { ONE_UNIT, redOf, WHEAT } from '../../test/invoices.ts'
import { eInvoiceOf } from './einvoice.ts'
import { fileOf } from './files.ts'

const desk = openDesk()
const blue = desk.issued({ remark: '订单 1001', buyer: { phone: '13800138000' } })
desk.ledger.applyRed(redOf(blue, { reason: '02', lines: ONE_UNIT }))
desk.wait(3)
const red = desk.ledger.invoices().find(i => i.colour === 'red')!

test('an invoice comes back from its XML as it was issued', async () => {
  for (const issued of [blue, red]) {
    const reading = readXml(await fileOf(issued, 'xml'))
    const { number, amountFen, taxFen, totalFen, lines } = eInvoiceOf(issued)
    expect(reading).toMatchObject({ is: 'read', invoice: { number, colour: issued.colour, amountFen, taxFen, totalFen } })
    expect(reading.is === 'read' && reading.invoice.lines.map(l => [l.printedName, l.amountFen, l.taxFen, l.taxCode])).toEqual(
      lines.map(l => [l.printedName, l.amountFen, l.taxFen, l.taxCode]),
    )
  }
})

test('a red names its blue and its form, and its amounts are negative', async () => {
  const { totalFen, totalInWords, red: reversed } = eInvoiceOf(red)
  const xml = Buffer.from(await fileOf(red, 'xml')).toString('utf8')
  expect(reversed).toEqual({ blueNumber: blue.number, formNumber: expect.stringMatching(/^\d{20}$/) })
  expect(xml).toContain(`<Remark>被红冲蓝字数电票号码：${blue.number} 红字发票信息确认单编号：${reversed?.formNumber}</Remark>`)
  expect({ totalFen, totalInWords }).toEqual({ totalFen: -2725, totalInWords: '（负数）贰拾柒圆贰角伍分' })
})

test('kind, person and exemption are printed', () => {
  const exempt = { ...WHEAT, amount: '100.00', tax: '0.00', rate: '0', policyMark: '03' }
  const person = desk.issued({ serial: 'S2', lines: [exempt], buyer: { name: '王小明', person: true, taxNumber: undefined } })
  expect(eInvoiceOf(person)).toMatchObject({ vatType: '02', buyer: { name: '王小明（个人）' }, lines: [{ treatment: 'exempt' }] })
  expect(eInvoiceOf(desk.issued({ serial: 'S3', kind: 'special' }))).toMatchObject({ vatType: '01', buyer: { name: '演示购方有限公司' } })
})

test('a PDF comes, the same bytes each time, whatever characters the texts have', async () => {
  const [first, second] = [await fileOf(blue, 'pdf'), await fileOf(blue, 'pdf')]
  expect(Buffer.from(first.subarray(0, 5)).toString()).toBe('%PDF-')
  expect(Buffer.from(first).equals(second)).toBe(true)
  expect((await fileOf(desk.issued({ serial: 'S4', remark: '𓀀' }), 'pdf')).length).toBeGreaterThan(0)
})
