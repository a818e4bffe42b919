import { beforeEach, describe, expect, test } from 'vitest'
import { type AisinoDesk, blueMessage, ISSUE, openAisinoDesk, QUERY, queryMessage, redMessage } from '../../test/aisino.ts'
import { leaves, type Path, replaced } from '../../test/mutations.ts'
import type { Message } from '../../test/requests.ts'

let desk: AisinoDesk
beforeEach(() => {
  desk = openAisinoDesk()
})

const nameOf = (path: Path): string => String(path.at(-1))

/** Code and words of a refusal at once; of one that came later, those of the query; of an issued one its code alone. */
async function said(message: Message): Promise<string> {
  const { code, msg } = await desk.ask(ISSUE, message)
  if (code !== '1000') return `${code} ${msg}`
  desk.wait(5)
  const answer = await desk.ask(QUERY, { ...queryMessage(String(message.fpqqlsh)), invoiceKind: message.invoiceKind })
  return answer.code === '1000' ? '1000' : `${answer.code} ${answer.msg}`
}

const BLUE = blueMessage()
const PATHS = leaves(BLUE)
/** gateways.md 6 and 13.4, the tax-bureau web channel. */
const LONGEST: Readonly<Record<string, number>> = {
  fpqqlsh: 50,
  payerName: 100,
  payerAddress: 100,
  payerBank: 100,
  payerBankaccount: 60,
  bz: 230,
  invoicer: 16,
  itemName: 100,
  unit: 22,
}
/** May be left out. A quantity may not where there is a unit. */
const OPTIONAL = 'payerAddress payerPhone payerBank payerBankaccount bz unit zeroRateFlag'.split(' ')
const CHOICES = 'invoiceKind businessType invoiceType sfzsgmfdzdh sfzsgmfyhzh deliverType rowType zeroRateFlag'.split(' ')
const NUMBERS = 'invoiceAmount amount quantity taxRate itemNo'.split(' ')

describe('a blue', () => {
  test('as it stands is accepted, then issued', async () => {
    expect(await said(BLUE)).toBe('1000')
    expect(desk.ledger.invoices()).toMatchObject([{ invoice: { amount: '220.00', tax: '19.80', total: '239.80', kind: 'special' } }])
  })

  test.each(PATHS)('without %j %j %j', async (...path) => {
    for (const gone of [undefined, '', null]) {
      desk = openAisinoDesk()
      const answer = await said(replaced(BLUE, path, gone))
      if (OPTIONAL.includes(nameOf(path))) expect(answer).toBe('1000')
      else expect(answer).toMatch(/^2001 /)
    }
  })

  test.each(PATHS.filter(path => nameOf(path) in LONGEST))('with too long a text in %j %j %j', async (...path) => {
    expect(await said(replaced(BLUE, path, '1'.repeat((LONGEST[nameOf(path)] ?? 0) + 1)))).toMatch(new RegExp(`^2001 .*${nameOf(path)}`))
  })

  test.each(PATHS)('with something else than its kind of value in %j %j %j', async (...path) => {
    for (const value of [true, {}, [], '1\u0000', 1e300, 1234567890123456])
      expect(await said(replaced(BLUE, path, value))).toMatch(new RegExp(`^2001 .*${nameOf(path)}`))
    expect(desk.ledger.invoices()).toEqual([])
  })

  test.each(PATHS.filter(path => [...NUMBERS, ...CHOICES].includes(nameOf(path))))('with no value of %j %j %j', async (...path) => {
    for (const value of ['x', '1e2', '1,00', ' 1.00', '+1.00'])
      expect(await said(replaced(BLUE, path, value))).toMatch(new RegExp(`^2001 .*${nameOf(path)}`))
  })

  test.each([
    [['invoiceAmount'], 239.79],
    [['invoiceAmount'], '239.801'],
    [['invoiceItems', 0, 'amount'], 109.01],
    [['invoiceItems', 0, 'taxRate'], 0.13],
    [['invoiceItems', 0, 'taxRate'], 0.1],
    [['invoiceItems', 0, 'taxRate'], 0.015],
    [['invoiceItems', 0, 'itemNo'], '1010101020000000001'],
    [['invoiceItems', 0, 'quantity'], '0'],
    [['invoiceItems', 0, 'quantity'], '4.12345678901234'],
    [['invoiceItems', 0, 'quantity'], '-4'],
    [['invoiceItems', 0, 'rowType'], '1'],
    [['invoiceItems', 1, 'rowType'], '0'],
    [['invoiceItems', 2, 'rowType'], '0'],
    [['invoiceItems', 2, 'amount'], 32.7],
    [['invoiceItems', 0, 'zeroRateFlag'], '1'],
    [['payerRegisterNo'], '123'],
    [['payerRegisterNo'], undefined],
    [['fpqqlsh'], 'S-1'],
    [['invoiceItems'], []],
    [['other'], '1'],
  ] as const)('with %j as %j is refused', async (path, value) => {
    expect(await said(replaced(BLUE, path, value))).toMatch(/^2001 /)
    expect(desk.ledger.invoices()).toEqual([])
  })

  test('for another taxpayer is 9999', async () => expect(await said(replaced(BLUE, ['nsrsbh'], '91110000DEMO00009X'))).toMatch(/^9999 /))

  test('with a serial that was used is 9994, whatever it carries', async () => {
    await said(BLUE)
    expect(await said(BLUE)).toMatch(/^9994 /)
    expect(await said({ ...BLUE, bz: 'another' })).toMatch(/^9994 /)
    expect(desk.ledger.invoices()).toHaveLength(1)
  })

  test.each([
    ['1', { policyMark: '03' }],
    ['2', { policyMark: '04' }],
    ['3', { policyMark: undefined }],
  ])('of rate zero with zeroRateFlag %s is read as %j', async (zeroRateFlag, line) => {
    const items = [{ rowType: '0', itemName: '蔬菜', amount: 100, taxRate: 0, itemNo: '1010101020000000000', zeroRateFlag }]
    await desk.ask(ISSUE, { ...BLUE, invoiceKind: '82', invoiceAmount: 100, invoiceItems: items })
    const entry = desk.ledger.entry(String(BLUE.nsrsbh), 'S1')
    expect(entry).toMatchObject({ is: 'blue', invoice: { lines: [{ ...line, rate: '0', amount: '100.00', tax: '0.00' }] } })
  })
})

describe('a red', () => {
  const issued = async (): Promise<string> => {
    expect(await said(BLUE)).toBe('1000')
    return desk.ledger.invoices()[0]!.number
  }

  test.each(['01', '02', '04'])('for reason %s takes all of its blue', async redReason => {
    const number = await issued()
    expect(await said({ ...redMessage(number), redReason })).toBe('1000')
    expect(desk.ledger.invoices()[1]).toMatchObject({ colour: 'red', red: { blueNumber: number }, invoice: { total: '-239.80' } })
    expect(desk.ledger.formsOf(number)[0]?.application.reason).toBe(redReason)
  })

  test.each(leaves(redMessage('1')).filter(path => nameOf(path) !== 'invoiceType'))('without %j', async (...path) => {
    const number = await issued()
    expect(await said(replaced(redMessage(number), path, undefined))).toMatch(new RegExp(`^2001 .*${nameOf(path)}`))
  })

  test.each([
    ['originInvoiceNo', '26110000000000099999', '2001'],
    ['originInvoiceNo', '1', '2001'],
    ['redReason', '05', '2001'],
    ['redReason', '1', '2001'],
    ['invoiceKind', '82', '2001'],
    ['invoiceType', '3', '2001'],
    ['fpqqlsh', 'S1', '9994'],
    ['nsrsbh', '91110000DEMO00009X', '9999'],
    ['invoiceAmount', '-239.80', '2001'],
  ])('with %s %s is refused', async (name, value, code) => {
    const number = await issued()
    expect((await said({ ...redMessage(number), [name]: value })).slice(0, 4)).toBe(code)
    expect(desk.ledger.invoices()).toHaveLength(1)
  })

  test('of goods for 服务中止 is refused', async () =>
    expect(await said({ ...redMessage(await issued()), redReason: '03' })).toMatch(/^2001 .*服务中止/))

  test('of a red, or twice, is refused', async () => {
    const number = await issued()
    await said(redMessage(number))
    const red = desk.ledger.invoices()[1]!.number
    expect(await said(redMessage(red, 'R2'))).toMatch(/^2001 /)
    expect(await said(redMessage(number, 'R3'))).toMatch(/^2001 .*没有可红冲/)
  })
})

describe('the other interfaces', () => {
  test.each([
    [QUERY, queryMessage()],
    ['ele.invoice.download', { fpqqlsh: 'S1', invoiceKind: '81', fileType: '1' }],
    ['ele.creditLine', { nsrsbh: '91110000DEMO00001X', cxbz: '1' }],
    ['ele.eleLogin', { nsrsbh: '91110000DEMO00001X', username: 'u', password: 'p', dqbm: '11', step_name: 'login' }],
  ])('%s wants every one of its fields, in its form, and no other', async (code, message) => {
    await said(BLUE)
    desk.wait(5)
    expect((await desk.ask(code, message)).code).toBe('1000')
    for (const [name] of Object.entries(message)) {
      expect(await desk.ask(code, { ...message, [name]: undefined })).toMatchObject({ code: '2001', msg: expect.stringContaining(name) })
      expect(await desk.ask(code, { ...message, [name]: {} })).toMatchObject({ code: '2001', msg: expect.stringContaining(name) })
    }
    expect(await desk.ask(code, { ...message, other: '1' })).toMatchObject({ code: '2001', msg: expect.stringContaining('other') })
  })

  test('a query is by serial and kind', async () => {
    await said(BLUE)
    expect((await desk.ask(QUERY, { ...queryMessage(), invoiceKind: '82' })).code).toBe('SANDBOX-ABSENT')
    expect(await desk.data(QUERY, queryMessage())).toEqual({
      fphm: desk.ledger.invoices()[0]!.number,
      kprq: expect.stringMatching(/^2026-03-02 09:00:0\d$/),
      ewmUrl: '',
      pdfUrl: expect.stringContaining('/files/'),
      ofdUrl: '',
    })
  })

  test('the credit line counts this month in yuan', async () => {
    const before = await desk.data('ele.creditLine', { nsrsbh: '91110000DEMO00001X', cxbz: '1' })
    await said(BLUE)
    const after = await desk.data('ele.creditLine', { nsrsbh: '91110000DEMO00001X', cxbz: '1' })
    expect(before).toEqual({ sysxed: '1000000.00', ysysxed: '0.00', zsxed: '1000000.00' })
    expect(after).toEqual({ sysxed: '999760.20', ysysxed: '239.80', zsxed: '1000000.00' })
  })

  test('a file that is not made yet is 1002', async () => {
    const message = { fpqqlsh: 'S1', invoiceKind: '81', fileType: '2' }
    expect((await desk.ask('ele.invoice.download', message)).code).toBe('SANDBOX-ABSENT')
    await desk.ask(ISSUE, BLUE)
    desk.wait(2)
    expect((await desk.ask('ele.invoice.download', message)).code).toBe('1002')
    desk.wait(2)
    expect(
      Buffer.from(String((await desk.data('ele.invoice.download', message)).file), 'base64')
        .subarray(0, 2)
        .toString(),
    ).toBe('PK')
  })
})

describe('faults on demand', () => {
  test.each([
    ['badSignature', '9996'],
    ['busy', 'SANDBOX-BUSY'],
    ['unlistedCode', 'SANDBOX-UNLISTED'],
    ['sessionLost', '1101'],
    ['faceCheck', '1102'],
    ['quotaExhausted', '2001'],
    ['duplicateAnswer', '9994'],
  ] as const)('%s says %s', async (kind, code) => {
    desk.faults.add({ kind })
    expect((await desk.ask(ISSUE, BLUE)).code).toBe(code)
    desk.faults.clear()
    expect((await desk.ask(QUERY, queryMessage())).code).toBe(kind === 'duplicateAnswer' ? '1002' : 'SANDBOX-ABSENT')
  })

  test('an answer is lost after everything was done, a request before', async () => {
    desk.faults.add({ kind: 'lostAnswer' })
    await expect(desk.ask(ISSUE, BLUE)).rejects.toThrow('dropped')
    expect((await desk.ask(QUERY, queryMessage())).code).toBe('1002')
    desk.faults.add({ kind: 'lostRequest' })
    await expect(desk.ask(ISSUE, blueMessage('S2'))).rejects.toThrow('dropped')
    expect((await desk.ask(QUERY, queryMessage('S2'))).code).toBe('SANDBOX-ABSENT')
  })
})
