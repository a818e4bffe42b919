import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { APP, type BaiwangDesk, BLUE_NUMBER, form, no, ok, openBaiwangDesk, RED_NUMBER } from '../../test/baiwang.ts'
import { BUYER, SELLER } from '../../test/documents.ts'

let desk: BaiwangDesk
beforeEach(async () => {
  desk = await openBaiwangDesk()
})
afterEach(() => desk.close())

describe('files', () => {
  const file = (text: string): string => ok({ content: Buffer.from(text, 'latin1').toString('base64') })

  test.each([
    ['pdf', '%PDF-1.7 bytes', '1'],
    ['ofd', 'PK\u0003\u0004 bytes', '2'],
  ] as const)('a %s arrives byte for byte', async (format, text, returnType) => {
    desk.say(file(text))
    const answer = await desk.session.file(BLUE_NUMBER, format)
    expect(answer.is === 'file' && Buffer.from(answer.bytes).toString('latin1')).toBe(text)
    expect(desk.sent()[0]?.body).toEqual({ taxNo: SELLER.taxNumber, data: { invoiceCode: '', invoiceNo: BLUE_NUMBER, returnType } })
  })

  test('what is not there yet, not of its format, or lost comes later', async () => {
    const answers = [ok({ content: '' }), ok(null), ok({}), file('<html>'), no('416'), no('99999'), no('20020'), 502, 'hangUp' as const]
    desk.say(...answers)
    for (const _ of answers) expect(await desk.session.file(BLUE_NUMBER, 'pdf')).toMatchObject({ is: 'later' })
  })

  test('what the provider does not know or make never comes', async () => {
    desk.say(no('70170', 'invoiceNo'))
    expect(await desk.session.file(BLUE_NUMBER, 'pdf')).toMatchObject({ is: 'never' })
    expect(await desk.session.file(BLUE_NUMBER, 'xml')).toMatchObject({ is: 'never' })
    expect(desk.front.received).toHaveLength(1)
  })

  test('of a 税控 invoice are asked for by code and number', async () => {
    await desk.close()
    desk = await openBaiwangDesk({ carrier: 'taxControlElectronic' })
    desk.say(file('%PDF-1.7'))
    await desk.session.file('03300190010412345678', 'pdf')
    expect(desk.sent()[0]?.body.data).toEqual({ invoiceCode: '033001900104', invoiceNo: '12345678', returnType: '1' })
  })
})

describe('the check', () => {
  test('asks for a serial that nobody has, and finds nothing wrong', async () => {
    desk.say(ok([]))
    expect(await desk.session.check()).toEqual([])
    expect(desk.io.seen.operations).toEqual([{ operation: 'check', subjects: [] }])
  })

  test('says in both languages what is wrong, and where', async () => {
    desk.say(no('100007', '签名错误'), 502)
    expect(await desk.session.check()).toMatchObject([
      { code: 'BLOCKED', zh: expect.stringContaining('100007'), en: expect.stringContaining('credential') },
    ])
    expect(await desk.session.check()).toMatchObject([
      { code: 'GATEWAY_FAILS', path: 'baseUrl', zh: expect.stringContaining(desk.front.url), en: expect.stringContaining('502') },
    ])
  })
})

test('there is no call for the quota, and it says so', async () => {
  expect(await desk.session.quota()).toMatchObject({ is: 'failed', why: expect.stringContaining('no call') })
  expect(desk.front.received).toEqual([])
})

describe('red forms', () => {
  const theirs = (confirmState: string) => form({ redConfirmUuid: 'u9', redConfirmSerialNo: '', entryIdentity: '02', confirmState })
  const LISTED = {
    uuid: 'u9',
    formNumber: '2'.repeat(20),
    state: '03',
    blueNumber: BLUE_NUMBER,
    enteredBy: 'buyer',
    amountFen: -22000,
    taxFen: -1980,
  }

  test('of both sides are listed with what became of them', async () => {
    desk.say(ok([form(), theirs('03')]), ok([form({ redInvoiceNo: RED_NUMBER })]), ok([theirs('03')]))
    expect(await desk.session.forms?.(BLUE_NUMBER)).toEqual({
      is: 'forms',
      forms: [{ ...LISTED, uuid: 'u1', state: '01', enteredBy: 'seller', redNumber: RED_NUMBER }, LISTED],
    })
  })

  test.each([
    ['confirm', '01'],
    ['refuse', '02'],
    ['revoke', '03'],
  ] as const)('%s says %s with uuid and number, and answers with the form as it is then', async (decision, confirmType) => {
    desk.say(ok([theirs('03')]), ok([{ redConfirmUuid: 'u9', confirmState: '04' }]), ok([theirs('04')]))
    expect(await desk.session.decideForm?.('u9', decision)).toEqual({ is: 'forms', forms: [{ ...LISTED, state: '04' }] })
    expect(desk.sent()[1]).toMatchObject({
      method: 'baiwang.output.redinvoice.operate',
      body: { taxNo: SELLER.taxNumber, sellerTaxNo: SELLER.taxNumber, redConfirmUuid: 'u9', redConfirmNo: '2'.repeat(20), confirmType },
    })
  })

  test('that are not there, lack something or cannot be moved fail with the reason', async () => {
    desk.say(ok([]))
    expect(await desk.session.decideForm?.('u9', 'confirm')).toEqual({ is: 'failed', why: 'no red form u9' })
    desk.say(ok([theirs('05')]), no('70035', '状态不允许'))
    expect(await desk.session.decideForm?.('u9', 'confirm')).toMatchObject({ is: 'failed', why: '70035' })
    desk.say(ok([form()]), ok([form({ entryIdentity: '09' })]))
    expect(await desk.session.forms?.(BLUE_NUMBER)).toMatchObject({ is: 'failed' })
    desk.say(502)
    expect(await desk.session.forms?.(BLUE_NUMBER)).toEqual({ is: 'failed', why: 'HTTP status 502' })
  })
})

test('the log names operations, serials and codes, and neither secrets nor the buyer', async () => {
  desk.say(no('70999', `购买方税号 ${BUYER.taxNumber} 有误`), no('100002'), 502)
  await desk.submit(desk.blue('B1'))
  await desk.submit(desk.blue('B2'))
  const written = JSON.stringify(desk.io.seen)
  expect(written).toContain('70999')
  for (const secret of [APP.appSecret, APP.password, APP.passwordSalt, APP.username, 'tok-1', BUYER.taxNumber, BUYER.phone, BUYER.name])
    expect(written).not.toContain(secret)
})
