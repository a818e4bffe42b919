import { type HttpAnswer, yuan } from '@openfapiao/core'
import { sm3, sm4Encrypt, sm4Key } from '@openfapiao/gm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ACCEPTED, BLUE_NUMBER, type Desk, kinds, openDesk, refused, SECRET, SM4_KEY, said, sought } from '../../test/desk.ts'
import { blueContent, SELLER } from '../../test/documents.ts'
import { scriptedFetch, testIo, testVault } from '../../test/io.ts'
import { bureau } from './index.ts'

let desk: Desk
beforeEach(async () => {
  desk = await openDesk()
})
afterEach(() => desk.close())

async function reopen(change: object = {}): Promise<void> {
  await desk.close()
  desk = await openDesk(change)
}

describe('files', () => {
  const file = (bytes: string | Uint8Array, wjhash = sm3(bytes)): string =>
    said({ returncode: '00', wjnr: Buffer.from(bytes).toString('base64'), wjhash })

  test.each([
    ['pdf', '%PDF-1.7 …'],
    ['ofd', 'PK\u0003\u0004 …'],
    ['xml', '\ufeff<?xml version="1.0"?><EInvoice/>'],
  ] as const)('a %s arrives byte for byte', async (format, text) => {
    desk.front.say(file(text))
    const answer = await desk.session.file(BLUE_NUMBER, format)
    expect(answer).toMatchObject({ is: 'file' })
    expect(answer.is === 'file' && Buffer.from(answer.bytes).toString('utf8')).toBe(text)
    expect(desk.sent()[0]).toEqual({ nsrsbh: SELLER.taxNumber, fphm: BLUE_NUMBER, wjgs: format })
  })

  test('bytes with another hash or of another format are not kept; they are asked for again', async () => {
    desk.front.say(file('%PDF-1.7', sm3('%PDF-1.8')), file('<html>', sm3('<html>')), said({ returncode: '00' }))
    for (let i = 0; i < 3; i++) expect(await desk.session.file(BLUE_NUMBER, 'pdf')).toMatchObject({ is: 'later' })
  })

  test('not ready, busy and blocked come later; what does not exist never comes', async () => {
    desk.front.say(said({ returncode: '10' }), refused('09', 'B01'), refused('03', 'S01'), 'hangUp', said({ returncode: '04' }), refused('01', 'V01'))
    const answers: string[] = []
    for (let i = 0; i < 6; i++) answers.push((await desk.session.file(BLUE_NUMBER, 'pdf')).is)
    expect(answers).toEqual(['later', 'later', 'later', 'later', 'never', 'never'])
  })
})

describe('the other questions', () => {
  const QUOTA = said({ returncode: '00', sq: '2026-03', zsxed: '100000.00', ysysxed: '239.80', kysyed: '99760.20' })

  test('quota', async () => {
    desk.front.say(QUOTA, refused('03', 'S01'))
    expect(await desk.session.quota()).toEqual({ is: 'quota', month: '2026-03', totalFen: 10_000_000, usedFen: 23_980, leftFen: 9_976_020 })
    expect(await desk.session.quota()).toEqual({ is: 'failed', why: 'login: S01 text' })
  })

  test('check finds nothing wrong, or says what is, in both languages', async () => {
    desk.front.say(QUOTA, refused('03', 'A01'), 502, refused('03', 'A02'))
    expect(await desk.session.check()).toEqual([])
    expect(await desk.session.check()).toMatchObject([{ code: 'BLOCKED', en: expect.stringContaining('credential') }])
    expect(await desk.session.check()).toMatchObject([
      { code: 'GATEWAY_FAILS', zh: expect.stringContaining(desk.front.url), en: expect.stringContaining('502') },
    ])
    expect(await desk.session.check()).toMatchObject([{ code: 'GATEWAY_FAILS', en: expect.stringContaining('A02') }])
    await desk.front.close()
    expect(await desk.session.check()).toMatchObject([{ code: 'GATEWAY_FAILS' }])
  })

  test('tax codes with their rates, incrementally', async () => {
    const row = (zzssl: string, sfhzx = 'N') => ({ sphfwssflhbbm: '1010101020000000000', sphfwmc: '小麦', sphfwfljc: '谷物', zzssl, sfhzx })
    desk.front.say(said({ returncode: '00', sjc: '20260601000000', bbh: '2026.6.1', ssbmList: [row('13%、9%'), row('免税'), row('1.5%', 'Y')] }))
    const answer = await desk.session.taxCodes?.('20260101000000')
    expect(answer).toMatchObject({ is: 'codes', version: '2026.6.1', cursor: '20260601000000' })
    expect(answer?.is === 'codes' && answer.entries.map(e => [e.rates, e.summary])).toEqual([
      [['0.13', '0.09'], false],
      [[], false],
      [['0.015'], true],
    ])
    expect(desk.sent()[0]).toEqual({ nsrsbh: SELLER.taxNumber, sjc: '20260101000000' })
  })

  test('rates', async () => {
    desk.front.say(
      said({
        returncode: '00',
        slList: [
          { slzsl: '0.13', csxz: '1', yxqq: '2019-04-01' },
          { slzsl: '0.01', csxz: '2', yxqq: '2023-01-01', yxqz: '2027-12-31' },
        ],
      }),
      '{"returncode":"00","slList":[{}]}',
    )
    expect(await desk.session.rates?.()).toEqual({
      is: 'rates',
      rates: [
        { rate: '0.13', levy: false, from: '2019-04-01', until: undefined },
        { rate: '0.01', levy: true, from: '2023-01-01', until: '2027-12-31' },
      ],
    })
    expect(await desk.session.rates?.()).toEqual({ is: 'failed', why: 'unreadable answer' })
  })

  test("a buyer's form is listed with its amounts, and agreed to by its number", async () => {
    const form = (hzqrxxztDm: string) =>
      said({
        returncode: '00',
        hzqrxxList: [{ uuid: 'u1', hzfpxxqrdbh: '3'.repeat(20), lrfsf: '1', lzfphm: BLUE_NUMBER, hzqrxxztDm, hzcxje: '-220.00', hzcxse: '-19.80' }],
      })
    desk.front.say(form('03'), form('03'), said({ returncode: '00', qrrq: '2026-03-03 10:00:00', hzqrxxztDm: '04' }), form('04'))
    const listed = {
      uuid: 'u1',
      formNumber: '3'.repeat(20),
      state: '03',
      blueNumber: BLUE_NUMBER,
      enteredBy: 'buyer',
      amountFen: -22000,
      taxFen: -1980,
    }
    expect(await desk.session.forms?.(BLUE_NUMBER)).toEqual({ is: 'forms', forms: [listed] })
    expect(await desk.session.decideForm?.('u1', 'confirm')).toEqual({ is: 'forms', forms: [{ ...listed, state: '04' }] })
    expect(desk.sent()[2]).toEqual({ nsrsbh: SELLER.taxNumber, uuid: 'u1', hzqrdbh: '3'.repeat(20), qrlx: 'Y' })
  })

  test('deciding about a form that does not exist, or is refused, fails with the reason', async () => {
    desk.front.say(said({ returncode: '04' }))
    expect(await desk.session.decideForm?.('u1', 'refuse')).toEqual({ is: 'failed', why: 'no red form u1' })
    desk.front.say(500)
    expect(await desk.session.decideForm?.('u1', 'revoke')).toEqual({ is: 'failed', why: 'HTTP status 500' })
  })
})

describe('on the wire', () => {
  test('XML questions are answered in XML', async () => {
    await reopen({ format: 'xml' })
    desk.front.say('<Response><returncode>00</returncode><jgList><jg><fpqqlsh>S1</fpqqlsh><status>01</status></jg></jgList></Response>')
    expect(kinds(await desk.session.find([sought('S1')]))).toEqual(['pending'])
    expect(desk.front.received[0]).toMatchObject({
      headers: { 'content-type': 'application/xml' },
      body: expect.stringContaining('<fpqqlshList><fpqqlsh>S1</fpqqlsh></fpqqlshList>'),
    })
  })

  test('an answer in clear is believed only about the envelope where bodies are encrypted', async () => {
    await reopen({ encryption: { mode: 'body', sm4Key: SM4_KEY } })
    const sealed = (text: string): string => Buffer.from(sm4Encrypt({ mode: 'ecb', key: sm4Key(SM4_KEY) }, text)).toString('base64')
    desk.front.say(ACCEPTED, sealed(ACCEPTED), refused('01', 'V11'), refused('03', 'A05'))
    expect(kinds(await desk.session.submit([desk.blue('B1')]))).toEqual(['unknown'])
    expect(kinds(await desk.session.submit([desk.blue('B1')]))).toEqual(['pending'])
    expect(kinds(await desk.session.submit([desk.blue('B1')]))).toEqual(['unknown'])
    expect(await desk.session.submit([desk.blue('B1')])).toMatchObject([{ is: 'blocked', need: 'credential' }])
  })

  test('the log names operations, serials and codes, and neither secrets nor the buyer', async () => {
    await reopen({ encryption: { mode: 'fields', sm4Key: SM4_KEY } })
    desk.front.say(
      said({ returncode: '01', returnmsg: 'x', cwList: [{ cwdm: 'V31', cwlj: 'gmfnsrsbh', cwxx: '购买方税号 91110000DEMO00002X 有误' }] }),
    )
    await desk.session.submit([desk.blue('B1')])
    const written = JSON.stringify(desk.io.seen)
    expect(written).toContain('V31')
    for (const secret of [SECRET, SM4_KEY, '91110000DEMO00002X', '13800138000', '演示购方']) expect(written).not.toContain(secret)
  })

  test('the sums that were sealed are the sums that travel', async () => {
    desk.front.say(ACCEPTED)
    await desk.session.submit([desk.blue('B1')])
    const { amountFen, taxFen, totalFen } = blueContent()
    expect(desk.sent()[0]).toMatchObject({ fpList: [{ hjje: yuan(amountFen), hjse: yuan(taxFen), jshj: yuan(totalFen) }] })
  })
})

test('a bug in a door to the network is thrown, not swallowed', async () => {
  const answers: HttpAnswer[] = []
  const broken = bureau.open(desk.config, SELLER, testIo(scriptedFetch(answers)), testVault())
  await expect(broken.submit([desk.blue('B1')])).rejects.toThrow('one request more')
})
