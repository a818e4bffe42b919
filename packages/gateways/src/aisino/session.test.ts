import { createHash, createHmac } from 'node:crypto'
import type { HttpAnswer, Outcome } from '@openfapiao/core'
import { sm4Encrypt, sm4Key } from '@openfapiao/gm'
import { describe, expect, test } from 'vitest'
import { APP } from '../../test/aisino.ts'
import { blueContent, fullRed, SELLER } from '../../test/documents.ts'
import { scriptedFetch, testIo, testVault } from '../../test/io.ts'
import { aisino } from './index.ts'

const STAMP = '20261001120000'
const KEY = createHash('md5').update(`AUTHCODE01ORG001${STAMP}`).digest('hex').slice(8, 24)
const TOKEN = Buffer.from(`ORG001${SELLER.taxNumber}${STAMP}`).toString('base64')
const NUMBER = '26112000000000000001'
const ISSUED = { fphm: NUMBER, kprq: '2026-03-02 09:00:00', ewmUrl: '', pdfUrl: '', ofdUrl: '' }

/** An answer by gateways.md 6, sealed here by hand. */
function says(code: string, data?: object, { signature = true, msg = 'text', bare = false } = {}): HttpAnswer {
  const sealed = data && sm4Encrypt({ mode: 'ecb', key: sm4Key(Buffer.from(KEY).toString('hex')) }, JSON.stringify(data))
  const datagram = sealed ? Buffer.from(Buffer.from(sealed).toString('hex')).toString('base64') : ''
  const said = { interfaceCode: 'ele.x', zipCode: '0', encryptCode: '1', access_token: TOKEN, datagram, signtype: 'HMacSHA256' }
  const good = createHmac('sha256', KEY).update(Object.values(said).join('')).digest('hex').toUpperCase()
  const body = bare ? 'no json' : JSON.stringify({ ...said, code, msg, signature: signature ? good : good.replace(/.$/, 'x') })
  return { is: 'answer', status: 200, headers: {}, body: Buffer.from(body) }
}

function open(change: object, ...answers: HttpAnswer[]) {
  const { fetch, requests } = scriptedFetch(answers)
  const io = testIo({ fetch, now: () => Date.parse('2026-10-01T12:00:00+08:00') })
  const config = aisino.configSchema.parse({ environment: 'sandbox', ...APP, ...change })
  const vault = testVault()
  const session = aisino.open(config, SELLER, io, vault)
  const seal = (content = blueContent()) => ({
    serial: 'F1',
    colour: content.colour,
    body: aisino.encode({ colour: content.colour, serial: 'F1', content }, config),
  })
  return {
    session,
    io,
    requests,
    seal,
    submit: async (content = blueContent()) => (await session.submit([seal(content)]))[0],
    find: async (): Promise<Outcome | undefined> => (await session.find([{ serial: 'F1', colour: 'blue' }]))[0],
  }
}
const ABSENT = { codes: { '8000': 'absent' } }
const NAMED = { resultFields: { amount: 'a', tax: 't', total: 'g', buyerName: 'b' } }

describe('an answer', () => {
  test('is posted to the interface’s own address, with the token of this instant', async () => {
    const { submit, requests } = open({}, says('1000', {}))
    await submit()
    expect(requests[0]).toMatchObject({
      url: 'https://llys.51fapiao.cn/openapi/ele.encrypt.simpleInvoiceIssue',
      about: { operation: 'issue', subjects: ['F1'] },
    })
    expect(JSON.parse(String(requests[0]?.body))).toMatchObject({ access_token: TOKEN, zipCode: '0', encryptCode: '1', signtype: 'HMacSHA256' })
  })

  test('to a long message comes for a compressed one', async () => {
    const { submit, requests } = open({ compression: '2' }, says('1000', {}))
    await submit(blueContent({ lines: Array.from({ length: 80 }, () => blueContent().lines[0]!) }))
    expect(JSON.parse(String(requests[0]?.body)).zipCode).toBe('2')
  })

  test('whose signature is wrong counts in a sandbox and is logged; strictly it is unknown, in production by default', async () => {
    const wrong = says('1000', ISSUED, { signature: false })
    const lax = open(NAMED, says('1000', { ...ISSUED, a: '1', t: '1', g: '2' }, { signature: false }))
    expect(await lax.find()).toMatchObject({ is: 'issued' })
    expect(lax.io.seen.log.join()).toContain('does not verify')
    expect(await open({ answerSignature: 'strict' }, wrong).find()).toEqual({ is: 'unknown', why: 'the signature of the answer does not verify' })
    expect(await open({ environment: 'production' }, wrong).find()).toMatchObject({ is: 'unknown' })
    expect(await open({ environment: 'production' }, says('1000', ISSUED)).find()).toMatchObject({ why: expect.stringContaining('sums') })
  })

  test.each([
    ['no JSON', says('1000', {}, { bare: true })],
    ['a number of other length', says('1000', { ...ISSUED, fphm: '1' })],
    ['no time', says('1000', { ...ISSUED, kprq: '2026-03-02' })],
    ['nothing', says('1000')],
    ['HTTP 503', { is: 'answer', status: 503, headers: {}, body: Buffer.from('') } as const],
    ['silence', { is: 'lost', why: 'time-out' } as const],
  ])('of %s leaves everything open', async (_, answer) => expect(await open({}, answer).find()).toMatchObject({ is: 'unknown' }))
})

describe('the sums of an issued invoice', () => {
  test('are those that were sealed where no names are set', async () => {
    const { submit, find } = open({}, says('1000', {}), says('1000', ISSUED))
    await submit()
    expect(await find()).toEqual({
      is: 'issued',
      number: NUMBER,
      issuedAt: '2026-03-02T09:00:00+08:00',
      amountFen: 22000,
      taxFen: 1980,
      totalFen: 23980,
    })
  })

  test('are theirs where the settings name them, and unreadable ones are not guessed', async () => {
    const told = { ...ISSUED, kprq: '20260302090000', a: 219.99, t: '19.80', g: '239.79', b: '他人' }
    expect(await open(NAMED, says('1000', told)).find()).toMatchObject({
      amountFen: 21999,
      totalFen: 23979,
      buyerName: '他人',
      issuedAt: '2026-03-02T09:00:00+08:00',
    })
    const { submit, find } = open(NAMED, says('1000', {}), says('1000', { ...told, g: undefined }))
    await submit()
    expect(await find()).toMatchObject({ is: 'unknown' })
  })
})

describe('asking', () => {
  test('for a serial that this system does not remember asks for both kinds, and only two times nothing is absent', async () => {
    const { find, requests } = open(ABSENT, says('8000'), says('8000'))
    expect(await find()).toEqual({ is: 'absent' })
    expect(requests).toHaveLength(2)
    expect(await open({ ...ABSENT, ...NAMED }, says('8000'), says('1000', { ...ISSUED, a: '1', t: '1', g: '2' })).find()).toMatchObject({
      is: 'issued',
    })
    expect(await open(ABSENT, says('8000'), says('5000')).find()).toMatchObject({ is: 'unknown' })
  })

  test('without a known code for it never says absent, so nothing is sent twice', async () =>
    expect(await open({}, says('8000')).find()).toMatchObject({ is: 'unknown' }))

  test.each([
    ['1002', 'text', { is: 'pending' }],
    ['2001', '税率不合法', { is: 'rejected', faults: [{ code: 'REJECTED' }] }],
    ['2001', '当月可用授信额度为0', { is: 'rejected' }],
    ['2001', '未登录电子税务局', { is: 'unknown' }],
    ['1101', 'text', { is: 'blocked', need: 'login' }],
    ['9994', 'text', { is: 'unknown' }],
  ])('%s %s', async (code, msg, expected) => expect(await open({}, says(code, undefined, { msg })).find()).toMatchObject(expected))

  test('a red that is under way is asked for rarely', async () => {
    const { session, submit } = open({ environment: 'production' }, says('1000', {}), says('1002'))
    await submit(fullRed({ content: blueContent(), number: NUMBER, issuedAt: '2026-03-02T09:00:00+08:00' }))
    expect(await session.find([{ serial: 'F1', colour: 'red', blueNumber: NUMBER }])).toEqual([{ is: 'pending', why: '1002', askAfterSeconds: 360 }])
  })

  test('stops when a whole round brought no answer', async () => {
    const { session, requests } = open({}, ...Array.from({ length: 8 }, () => says('5000')))
    const sought = Array.from({ length: 20 }, (_, i) => ({ serial: `F${i}`, colour: 'blue' as const }))
    const outcomes = await session.find(sought)
    expect(outcomes.map(o => o.is)).toEqual(Array.from({ length: 20 }, () => 'unknown'))
    expect(requests).toHaveLength(8)
  })
})

describe('sending', () => {
  test('what is refused is dead only if nobody knows the serial', async () => {
    const no = says('2001', undefined, { msg: '税率不合法' })
    expect(await open(ABSENT, no, says('8000')).submit()).toMatchObject({
      is: 'rejected',
      faults: [{ code: 'REJECTED', zh: expect.stringContaining('税率不合法') }],
    })
    expect(await open(ABSENT, no, says('1000', ISSUED)).submit()).toMatchObject({ is: 'issued', number: NUMBER })
    expect(await open({}, no, says('8000')).submit()).toMatchObject({ is: 'unknown' })
  })

  test('what is refused for login or quota waits for a person', async () => {
    expect(await open({}, says('2001', undefined, { msg: '当月可用授信额度为0' })).submit()).toMatchObject({ is: 'blocked', need: 'quota' })
    expect(await open({}, says('1102')).submit()).toMatchObject({ is: 'blocked', need: 'faceCheck', detail: expect.stringContaining('扫码') })
  })

  test('stops at what needs a person, and sends nothing of the rest', async () => {
    const { session, seal, requests } = open({}, says('1101'))
    const many = ['F1', 'F2', 'F3'].map(serial => ({ ...seal(), serial }))
    expect((await session.submit(many)).map(o => o.is)).toEqual(['blocked', 'blocked', 'blocked'])
    expect(requests).toHaveLength(1)
  })

  test('over a certificate that does not fit is blocked', async () =>
    expect(await open({}, { is: 'unreached', why: 'SELF_SIGNED_CERT_IN_CHAIN' }).submit()).toMatchObject({ is: 'blocked', need: 'certificate' }))
})

describe('a file', () => {
  test.each([
    [says('1002'), { is: 'later' }],
    [says('1000', { file: '' }), { is: 'later', why: 'no file yet' }],
    [says('1000', { file: Buffer.from('<html>').toString('base64') }), { is: 'later', why: 'the bytes are not pdf' }],
    [says('1000', { file: Buffer.from('%PDF-1.7').toString('base64') }), { is: 'file' }],
  ])('%#', async (answer, expected) => {
    const { submit, find, session } = open({}, says('1000', {}), says('1000', ISSUED), answer)
    await submit()
    await find()
    expect(await session.file(NUMBER, 'pdf')).toMatchObject(expected)
  })

  test('is never XML, and never of a number that was not found here', async () => {
    const { session } = open({})
    expect(await session.file(NUMBER, 'xml')).toMatchObject({ is: 'never' })
    expect(await session.file(NUMBER, 'ofd')).toMatchObject({ is: 'never' })
  })
})

describe('check and quota', () => {
  test('say what stands in the way', async () => {
    expect(await open({}, says('9999')).session.check()).toMatchObject([{ code: 'BLOCKED' }])
    expect(await open({}, says('5000')).session.check()).toMatchObject([{ code: 'GATEWAY_FAILS', path: 'baseUrl' }])
    expect(await open({}, says('1000', { sysxed: '1.00' })).session.quota()).toMatchObject({ is: 'failed' })
    expect(await open({}, says('1101')).session.quota()).toMatchObject({ is: 'failed' })
  })

  test('the credit line is read in fen, of this month in Shanghai', async () =>
    expect(await open({}, says('1000', { sysxed: '99.50', ysysxed: 0.5, zsxed: '100' })).session.quota()).toEqual({
      is: 'quota',
      leftFen: 9950,
      usedFen: 50,
      totalFen: 10000,
      month: '2026-10',
    }))
})
