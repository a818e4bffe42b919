import { createHash } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import {
  APP,
  type BaiwangCounter,
  blueIn,
  CANCEL,
  FORMAT,
  ISSUE,
  issueMessage,
  LOGIN,
  openBaiwangCounter,
  QUERY,
  RED_ADD,
  RED_DETAIL,
  RED_LIST,
  RED_OPERATE,
  read,
  redFormMessage,
  signed,
  tokenIn,
} from '../../test/baiwang.ts'
import { BUYER, SELLER } from '../../test/invoices.ts'
import { isSigned } from './signature.ts'

const taxNo = SELLER.taxNumber

let counter: BaiwangCounter
beforeEach(() => {
  counter = openBaiwangCounter()
})

const codeOf = async (asked: ReturnType<BaiwangCounter['ask']>): Promise<string | undefined> => (await asked).errorResponse?.code
const serials = (...serialNo: string[]) => Promise.all(serialNo.map(one => counter.ask(QUERY, { taxNo, data: { serialNo: one } })))

describe('the signature', () => {
  const VECTOR = {
    appKey: '10001',
    format: 'json',
    method: 'baiwang.output.invoice.issue',
    requestId: '11111111-2222-3333-4444-555555555555',
    timestamp: '1700000000000',
    token: 'tok-1',
    type: 'sync',
    version: '6.0',
    sign: '110CA4F2C5F8A9FCA4D109C9EC7E6D6C',
  }
  const BODY = Buffer.from('{"taxNo":"91110000DEMO00001X","data":{"serialNo":"T1"}}')

  test('of the published vector is good, in any order, and with empty parameters beside it', () => {
    expect(isSigned(new Map(Object.entries(VECTOR)), BODY, 'DemoSecret2')).toBe(true)
    expect(isSigned(new Map(Object.entries({ ...VECTOR, empty: '' }).reverse()), BODY, 'DemoSecret2')).toBe(true)
  })

  test('of anything else is not: another parameter, body, secret, or small letters', () => {
    for (const name of Object.keys(VECTOR)) expect(isSigned(new Map(Object.entries({ ...VECTOR, [name]: 'x' })), BODY, 'DemoSecret2')).toBe(false)
    expect(isSigned(new Map(Object.entries(VECTOR)), Buffer.concat([BODY, Buffer.from(' ')]), 'DemoSecret2')).toBe(false)
    expect(isSigned(new Map(Object.entries(VECTOR)), BODY, 'DemoSecret3')).toBe(false)
    expect(isSigned(new Map(Object.entries({ ...VECTOR, sign: VECTOR.sign.toLowerCase() })), BODY, 'DemoSecret2')).toBe(false)
  })

  test('that is wrong is 100007, and comes before the token', async () => {
    expect(await codeOf(counter.ask(ISSUE, issueMessage(), { secret: 'DemoSecret3' }))).toBe('100007')
    expect(await codeOf(counter.ask(ISSUE, issueMessage(), { after: { token: 'another' } }))).toBe('100007')
    expect(await codeOf(counter.ask(ISSUE, issueMessage(), { after: { sign: '' } }))).toBe('100007')
  })
})

describe('parameters', () => {
  test.each([
    ['appKey', undefined, '101'],
    ['appKey', '10002', '101'],
    ['method', 'baiwang.output.invoice.print', '70170'],
    ['version', '7.0', '70170'],
    ['version', undefined, '70169'],
    ['format', 'xml', '70170'],
    ['format', undefined, '70169'],
    ['type', 'asyn', '70170'],
    ['timestamp', '1700000000', '70170'],
    ['timestamp', undefined, '70169'],
    ['requestId', '1', '70170'],
    ['requestId', undefined, '70169'],
    ['signType', 'MD5', '70170'],
    ['surprise', '1', '70170'],
  ])('%s %s is refused with %s', async (name, value, code) => {
    expect(await codeOf(counter.ask(ISSUE, issueMessage(), { query: { [name]: value } }))).toBe(code)
    expect(counter.ledger.invoices()).toEqual([])
  })

  test.each(['signType', 'encryptType', 'encryptScope'])('version 7.0 needs %s', async name => {
    expect(await codeOf(counter.ask(RED_LIST, {}, { query: { [name]: undefined } }))).toBe('70169')
    expect(await codeOf(counter.ask(RED_LIST, {}, { query: { [name]: 'other' } }))).toBe('70170')
  })

  test('a body that is no JSON object is refused; a GET is none of it', async () => {
    for (const body of ['', 'x', '[1', '"text"', 'null']) expect(await codeOf(counter.ask(ISSUE, body))).toBe('70170')
  })
})

describe('tokens', () => {
  test('come of user, digest and secret, and live two hours', async () => {
    const answer = await counter.login('password', LOGIN)
    expect(answer).toMatchObject({ success: true, response: { token_type: 'Bearer', expires_in: 7200, refresh_token: expect.any(String) } })
    const token = tokenIn(answer)
    const ask = () => codeOf(counter.ask(QUERY, { taxNo, data: { serialNo: 'S1' } }, { query: { token } }))
    expect(await ask()).toBeUndefined()
    counter.wait(7199)
    expect(await ask()).toBeUndefined()
    counter.wait(2)
    expect(await ask()).toBe('100002')
    expect(await codeOf(counter.ask(QUERY, {}, { query: { token: 'another' } }))).toBe('100001')
    expect(await codeOf(counter.ask(QUERY, {}, { query: { token: undefined } }))).toBe('100001')
  })

  test.each([
    ['username', 'another'],
    ['password', createHash('sha256').update('pwd1').digest('hex')],
    ['password', 'pwd1'],
    ['client_secret', 'another'],
  ])('a login with another %s is 101', async (name, value) => {
    expect(await codeOf(counter.login('password', { ...LOGIN, [name]: value }))).toBe('101')
  })

  test('a login that lacks something is 70169; wrong parameters are 70170', async () => {
    for (const name of Object.keys(LOGIN)) expect(await codeOf(counter.login('password', { ...LOGIN, [name]: undefined }))).toBe('70169')
    expect(await codeOf(counter.login('password', LOGIN, { version: '6.0' }))).toBe('70170')
    expect(await codeOf(counter.login('password', LOGIN, { encryptType: 'AES' }))).toBe('70170')
    expect(await codeOf(counter.login('client_credentials', LOGIN))).toBe('70170')
    expect(await codeOf(counter.login('password', LOGIN, { client_id: '10002' }))).toBe('101')
    expect(await codeOf(counter.login('password', { ...LOGIN, surprise: '1' }))).toBe('70170')
  })

  test('are refreshed for thirty days, with the secret', async () => {
    const { response } = await counter.login('password', LOGIN)
    const refresh_token = (response as { refresh_token: string }).refresh_token
    const refresh = (change: object = {}) => counter.login('refresh_token', { refresh_token, client_secret: APP.appSecret, ...change })
    counter.wait(29 * 24 * 3600)
    expect(await refresh()).toMatchObject({ success: true })
    expect(await codeOf(refresh({ client_secret: 'another' }))).toBe('101')
    expect(await codeOf(refresh({ refresh_token: 'another' }))).toBe('101')
    counter.wait(2 * 24 * 3600)
    expect(await codeOf(refresh())).toBe('101')
  })

  test('of a service provider need the organisation’s code', async () => {
    counter = openBaiwangCounter({ apps: [{ ...APP, orgAuthCode: 'ORG1', taxNumbers: [taxNo] }] })
    expect(await codeOf(counter.login('password', LOGIN))).toBe('101')
    expect(await counter.login('password', { ...LOGIN, orgAuthCode: 'ORG1' })).toMatchObject({ success: true })
  })
})

describe('a blue', () => {
  test('is answered with number, time, printed names and sums, and as late as the ledger says', async () => {
    const body = JSON.stringify(issueMessage())
    const query = {
      method: ISSUE,
      version: '6.0',
      appKey: '10001',
      format: 'json',
      timestamp: '1700000000000',
      type: 'sync',
      token: await counter.token(),
    }
    const parameters = { ...query, requestId: '11111111-2222-3333-4444-555555555555' }
    const answer = await counter.send({ ...parameters, sign: signed(parameters, body, APP.appSecret) }, body)
    expect(answer).toMatchObject({ is: 'answer', status: 200, afterSeconds: 2 })
    expect(read(answer).response).toEqual({
      success: [
        {
          serialNo: 'S1',
          invoiceCode: '',
          invoiceNo: expect.stringMatching(/^26110\d{15}$/),
          invoiceDate: '20260302090000',
          invoiceTypeCode: '01',
          invoiceTotalPrice: 220,
          invoiceTotalTax: 19.8,
          invoiceTotalPriceTax: 239.8,
          invoiceDetailsList: expect.arrayContaining([{ goodsLineNo: 1, goodsName: '*谷物*小麦', goodsTotalPrice: 100 }]),
        },
      ],
      fail: [],
    })
  })

  test('is found by serial and by number, with its buyer; others are not', async () => {
    const { number } = blueIn(await counter.ask(ISSUE, issueMessage()))
    const found = [expect.objectContaining({ serialNo: 'S1', invoiceNo: number, buyerName: BUYER.name, invoiceStatus: '00', invoiceType: '0' })]
    expect((await serials('S1', 'S2')).map(({ response }) => response)).toEqual([found, []])
    expect((await counter.ask(QUERY, { taxNo, data: { invoiceNo: number } })).response).toEqual(found)
    expect((await counter.ask(QUERY, { taxNo, data: { invoiceNo: '26110000000000000099' } })).response).toEqual([])
  })

  test('beyond the quota is 402', async () => {
    counter.ledger.changeSeller(taxNo, { monthlyQuotaFen: 10_000 })
    expect(await codeOf(counter.ask(ISSUE, issueMessage()))).toBe('402')
  })
})

describe('a serial that was used before', () => {
  const again = async (change: object = {}) => {
    await counter.ask(ISSUE, issueMessage())
    const message = issueMessage()
    return counter.ask(ISSUE, { ...message, data: { ...(message.data as object), ...change } })
  }

  test('is refused under a code that nobody knows', async () => {
    expect(await again()).toMatchObject({ errorResponse: { code: '99999', message: expect.stringContaining('重复') } })
    expect(counter.ledger.invoices()).toHaveLength(1)
  })

  test('or answered as before, if it is the same', async () => {
    counter = openBaiwangCounter({ repeatedSerial: 'sameAnswer' })
    const first = blueIn(await again())
    expect(counter.ledger.invoices().map(({ number }) => number)).toEqual([first.number])
    expect(await codeOf(again({ remarks: 'another' }))).toBe('99999')
  })

  test('or issued once more, and found twice', async () => {
    counter = openBaiwangCounter({ repeatedSerial: 'issuesAgain' })
    await again()
    await again()
    expect(counter.ledger.invoices()).toHaveLength(4)
    expect((await serials('S1'))[0]?.response).toHaveLength(4)
  })

  test('is free again when nothing came of it', async () => {
    const message = issueMessage()
    await counter.ask(ISSUE, { ...message, data: { ...(message.data as object), invoiceTotalTax: 20 } })
    expect((await serials('S1'))[0]?.response).toEqual([])
  })
})

describe('a red form', () => {
  const formIn = (response: unknown) => (response as { redConfirmUuid: string; redConfirmNo: string; confirmState: string }[])[0]!
  const detail = async (redConfirmUuid: string, asked = taxNo) => counter.ask(RED_DETAIL, { taxNo: asked, redConfirmUuid })

  test('in state 01 is issued by itself; the list shows the form, the details the red', async () => {
    const form = formIn((await counter.ask(RED_ADD, redFormMessage(blueIn(await counter.ask(ISSUE, issueMessage()))))).response)
    expect(form).toMatchObject({ confirmState: '01', redConfirmNo: expect.stringMatching(/^\d{20}$/) })
    expect((await detail(form.redConfirmUuid)).response).toMatchObject([
      { alreadyRedInvoiceFlag: 'N', redConfirmSerialNo: 'R1', invoiceTotalPrice: -25 },
    ])
    counter.wait(2)
    const [found] = (await detail(form.redConfirmUuid)).response as { redInvoiceNo: string; redInvoiceDate: string }[]
    expect(found).toMatchObject({
      alreadyRedInvoiceFlag: 'Y',
      redInvoiceNo: expect.stringMatching(/^\d{20}$/),
      redInvoiceDate: '2026-03-02 09:00:02',
    })
    const listed = await counter.ask(RED_LIST, { taxNo, buySelSelector: '0', pageNo: 1, pageSize: 50 })
    expect(listed.response).toEqual([expect.objectContaining({ redConfirmUuid: form.redConfirmUuid, alreadyRedInvoiceFlag: 'Y' })])
    expect(listed.response).not.toEqual([expect.objectContaining({ redInvoiceNo: found?.redInvoiceNo })])
  })

  test('of a booked blue waits for the other side, and lapses after 72 hours', async () => {
    const blue = blueIn(await counter.ask(ISSUE, issueMessage()))
    counter.ledger.mark(blue.number, 'booked', true)
    const form = formIn((await counter.ask(RED_ADD, redFormMessage(blue))).response)
    const operate = (asked: string, confirmType: string) =>
      counter.ask(RED_OPERATE, {
        taxNo: asked,
        sellerTaxNo: taxNo,
        redConfirmUuid: form.redConfirmUuid,
        redConfirmNo: form.redConfirmNo,
        confirmType,
      })
    expect(form.confirmState).toBe('02')
    expect(await codeOf(operate(taxNo, '01'))).toBe('70035')
    expect(await codeOf(operate(BUYER.taxNumber, '01'))).toBe('101')
    counter.ledger.advance(72 * 3600)
    expect((await detail(form.redConfirmUuid)).response).toMatchObject([{ confirmState: '07' }])
    expect(await codeOf(operate(taxNo, '03'))).toBe('70035')
  })

  test('is moved by the buyer where the buyer is a taxpayer of this authority', async () => {
    counter = openBaiwangCounter(
      {},
      { sellers: [SELLER, BUYER].map(({ taxNumber, name }) => ({ taxNumber, name, kind: 'general', monthlyQuotaFen: 100_000_000, region: '11' })) },
    )
    const blue = blueIn(await counter.ask(ISSUE, issueMessage()))
    counter.ledger.mark(blue.number, 'booked', true)
    const form = formIn((await counter.ask(RED_ADD, redFormMessage(blue))).response)
    const operate = (asked: string, confirmType: string) =>
      counter.ask(RED_OPERATE, {
        taxNo: asked,
        sellerTaxNo: taxNo,
        redConfirmUuid: form.redConfirmUuid,
        redConfirmNo: form.redConfirmNo,
        confirmType,
      })
    expect((await operate(BUYER.taxNumber, '01')).response).toMatchObject([{ confirmState: '04' }])
    counter.wait(2)
    expect((await detail(form.redConfirmUuid, BUYER.taxNumber)).response).toMatchObject([{ alreadyRedInvoiceFlag: 'Y', confirmState: '04' }])
    const theirs = await counter.ask(RED_LIST, { taxNo: BUYER.taxNumber, buySelSelector: '1', pageNo: 1, pageSize: 50 })
    expect(theirs.response).toHaveLength(1)
    const none = await counter.ask(RED_LIST, { taxNo: BUYER.taxNumber, buySelSelector: '0', pageNo: 1, pageSize: 50 })
    expect(none.response).toEqual([])
  })

  test('is listed newest first, page by page, and filtered', async () => {
    for (const serial of ['S1', 'S2', 'S3'])
      await counter.ask(RED_ADD, redFormMessage(blueIn(await counter.ask(ISSUE, issueMessage(serial))), `R-${serial}`.replace('-', '_')))
    const list = async (change: object) =>
      (
        (await counter.ask(RED_LIST, { taxNo, buySelSelector: '0', pageNo: 1, pageSize: 2, ...change })).response as { redConfirmSerialNo: string }[]
      ).map(row => row.redConfirmSerialNo)
    expect(await list({})).toEqual(['R_S3', 'R_S2'])
    expect(await list({ pageNo: 2 })).toEqual(['R_S1'])
    expect(await list({ redConfirmSerialNo: 'R_S2' })).toEqual(['R_S2'])
    expect(await list({ confirmState: '07' })).toEqual([])
  })
})

describe('税控 kinds', () => {
  const DATA = { buyerAddress: undefined, buyerBankName: undefined, paperInvoiceFlag: undefined }
  const taxControl = (serialNo: string, change: object = {}) => {
    const message = issueMessage(serialNo, '026')
    return { ...message, data: { ...(message.data as object), ...DATA, ...change } }
  }
  const line = {
    goodsLineNo: 1,
    originalInvoiceDetailNo: 1,
    invoiceLineNature: '0',
    goodsName: '小麦',
    goodsCode: '1010101020000000000',
    goodsTaxRate: 0.09,
  }
  const part = {
    ...line,
    goodsSpecification: '5kg',
    goodsUnit: '袋',
    goodsQuantity: '-1',
    goodsPrice: '25',
    goodsTotalPrice: -25,
    goodsTotalTax: -2.25,
    preferentialMarkFlag: '0',
  }
  const red = (blue: ReturnType<typeof blueIn>, change: object = {}) =>
    taxControl('R1', {
      invoiceType: '1',
      originalInvoiceCode: blue.invoiceCode,
      originalInvoiceNo: blue.number,
      redIssueReason: '1',
      remarks: undefined,
      invoiceTotalPrice: -25,
      invoiceTotalTax: -2.25,
      invoiceTotalPriceTax: -27.25,
      invoiceDetailsList: [part],
      ...change,
    })

  test('have a code of 12 and a number of 8 digits, and a red without a form: reason 1 is a return', async () => {
    const blue = blueIn(await counter.ask(ISSUE, taxControl('S1')))
    expect([blue.invoiceCode, blue.number]).toEqual([expect.stringMatching(/^\d{12}$/), expect.stringMatching(/^\d{8}$/)])
    expect((await counter.ask(ISSUE, red(blue))).response).toMatchObject({ success: [{ serialNo: 'R1', invoiceTotalPriceTax: -27.25 }] })
    expect(counter.ledger.forms()[0]?.application.reason).toBe('02')
  })

  test.each([
    ['originalInvoiceNo', undefined, '70169 originalInvoiceNo'],
    ['originalInvoiceCode', undefined, '70169 originalInvoiceCode'],
    ['redIssueReason', undefined, '70169 redIssueReason'],
    ['redIssueReason', '2', '70170 redIssueReason'],
    ['originalInvoiceNo', '99999999', '70170 originalInvoiceNo'],
    ['invoiceDetailsList', [{ ...part, originalInvoiceDetailNo: undefined }], '70169 invoiceDetailsList[0].originalInvoiceDetailNo'],
    ['invoiceDetailsList', [{ ...part, goodsQuantity: '-5' }], '70170 invoiceDetailsList[0].goodsQuantity'],
    ['invoiceTypeCode', '028', '70169 redInfoNo'],
  ])('a red with %s %j: %s', async (name, value, refusal) => {
    const blue = blueIn(await counter.ask(ISSUE, taxControl('S1')))
    expect(await counter.refusals(ISSUE, red(blue, { [name]: value }))).toContain(refusal)
    expect(counter.ledger.forms()).toEqual([])
  })

  test('are voided in their month, and the same again gets the same answer', async () => {
    const blue = blueIn(await counter.ask(ISSUE, taxControl('S1')))
    const cancel = { taxNo, data: { invoiceCode: blue.invoiceCode, invoiceNo: blue.number, invoiceInvalidOperator: '李四' } }
    expect((await counter.ask(CANCEL, cancel)).response).toEqual({ invalidDate: '20260302090000' })
    counter.wait(60)
    expect((await counter.ask(CANCEL, cancel)).response).toEqual({ invalidDate: '20260302090000' })
    expect((await serials('S1'))[0]?.response).toMatchObject([{ invoiceStatus: '03' }])
    const digital = blueIn(await counter.ask(ISSUE, issueMessage('S2')))
    expect(await counter.refusals(CANCEL, { taxNo, data: { invoiceNo: digital.number, invoiceInvalidOperator: '李四' } })).toEqual([
      '70170 invoiceNo',
    ])
    const late = blueIn(await counter.ask(ISSUE, taxControl('S3')))
    counter.ledger.advance(31 * 24 * 3600)
    const asked = { taxNo, data: { invoiceCode: late.invoiceCode, invoiceNo: late.number, invoiceInvalidOperator: '李四' } }
    expect(await codeOf(counter.ask(CANCEL, asked))).toBe('70170')
  })
})

test('files: PDF and OFD once they are made, nothing before', async () => {
  const { number } = blueIn(await counter.ask(ISSUE, issueMessage()))
  const content = async (returnType: string) =>
    Buffer.from(((await counter.ask(FORMAT, { taxNo, data: { invoiceNo: number, returnType } })).response as { content: string }).content, 'base64')
      .subarray(0, 4)
      .toString('latin1')
  expect(await content('1')).toBe('')
  counter.wait(1)
  expect(await content('1')).toBe('%PDF')
  expect((await content('2')).slice(0, 2)).toBe('PK')
})

describe('faults on demand', () => {
  test.each([
    ['tokenExpired', '100002'],
    ['badSignature', '100007'],
    ['sessionLost', '20020'],
    ['faceCheck', '20020'],
    ['busy', '416'],
    ['unlistedCode', '99999'],
    ['quotaExhausted', '402'],
    ['rejected', '70170'],
  ] as const)('%s answers %s, and nothing is done', async (kind, code) => {
    counter.faults.add({ kind })
    expect(await codeOf(counter.ask(ISSUE, issueMessage()))).toBe(code)
    expect(counter.ledger.invoices()).toEqual([])
  })

  test('an answer is lost, repeated or slow, and the invoice is there', async () => {
    counter.faults.add({ kind: 'lostAnswer' })
    await expect(counter.ask(ISSUE, issueMessage('S1'))).rejects.toThrow('dropped')
    counter.faults.add({ kind: 'duplicateAnswer' })
    expect(await codeOf(counter.ask(ISSUE, issueMessage('S2')))).toBe('99999')
    counter.faults.add({ kind: 'slowAnswer', seconds: 9 })
    await counter.ask(ISSUE, issueMessage('S3'))
    expect(counter.ledger.invoices()).toHaveLength(3)
    counter.faults.add({ kind: 'lostRequest' })
    await expect(counter.ask(ISSUE, issueMessage('S4'))).rejects.toThrow('dropped')
    expect(counter.ledger.invoices()).toHaveLength(3)
  })

  test('strike a login only where they name it', async () => {
    counter.faults.add({ kind: 'busy', match: { operation: 'baiwang.oauth.token' } })
    expect(await codeOf(counter.login('password', LOGIN))).toBe('416')
    counter.faults.add({ kind: 'busy' })
    expect(await counter.login('password', LOGIN)).toMatchObject({ success: true })
    expect(await codeOf(counter.ask(QUERY, { taxNo, data: { serialNo: 'S1' } }))).toBe('416')
  })
})
