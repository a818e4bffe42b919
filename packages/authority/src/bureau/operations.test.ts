import { sm3 } from '@openfapiao/gm'
import { beforeEach, describe, expect, test } from 'vitest'
import { type Counter, openCounter } from '../../test/counter.ts'
import { BUYER, SELLER } from '../../test/invoices.ts'
import { replaced } from '../../test/mutations.ts'
import { issueMessage, type Message, queryMessage, redFormMessage } from '../../test/requests.ts'

const nsrsbh = SELLER.taxNumber

let counter: Counter
beforeEach(() => {
  counter = openCounter()
})

const file = (fphm: string, wjgs: string, asked = nsrsbh) => counter.ask('/api/v1/files', { nsrsbh: asked, fphm, wjgs })

/** A red form of a blue that the buyer booked, so that it waits for the buyer. */
async function waitingForm(): Promise<{ readonly uuid: unknown; readonly hzqrdbh: unknown; readonly number: string }> {
  const blue = await counter.blue()
  counter.ledger.mark(blue.number, 'booked', true)
  const { uuid, hzfpxxqrdbh, hzqrxxztDm } = await counter.ask('/api/v1/red-forms', redFormMessage(blue))
  expect(hzqrxxztDm).toBe('02')
  return { uuid, hzqrdbh: hzfpxxqrdbh, number: blue.number }
}

describe('issue and query', () => {
  test('receipt, then processing, then number, time, sums and buyer', async () => {
    expect(await counter.ask('/api/v1/invoices', issueMessage())).toMatchObject({ returncode: '00', sllsh: expect.stringMatching(/^\w{40}$/) })
    expect((await counter.ask('/api/v1/invoices/query', queryMessage())).jgList).toMatchObject([{ fpqqlsh: 'S1', status: '01' }])
    counter.wait(2)
    const { jgList } = await counter.ask('/api/v1/invoices/query', queryMessage('S1', 'S2'))
    const sums = { hjje: '220.00', hjse: '19.80', jshj: '239.80', gmfmc: BUYER.name, kprq: '2026-03-02 09:00:02' }
    expect(jgList).toMatchObject([
      { status: '00', fphm: '26110000000000000001', ...sums },
      { fpqqlsh: 'S2', status: '04' },
    ])
  })

  test('（个人） is printed after the name of a person', async () => {
    const person = replaced(replaced(issueMessage(), ['fpList', 0, 'gmfzrrbz'], 'Y'), ['fpList', 0, 'fppz'], '02')
    await counter.ask('/api/v1/invoices', person)
    counter.wait(3)
    expect((await counter.ask('/api/v1/invoices/query', queryMessage())).jgList).toMatchObject([{ gmfmc: `${BUYER.name}（个人）` }])
  })

  test('a query asks for 1 to 50 serials', async () => {
    const many = (count: number): Message => queryMessage(...Array.from({ length: count }, (_, i) => `S${i}`))
    expect((await counter.ask('/api/v1/invoices/query', many(50))).jgList).toHaveLength(50)
    expect((await counter.ask('/api/v1/invoices/query', many(51))).cwList[0]?.cwdm).toBe('V51')
  })

  test('a quota that does not suffice is Q01 with returncode 03', async () => {
    counter.ledger.changeSeller(nsrsbh, { monthlyQuotaFen: 23_979 })
    expect(await counter.ask('/api/v1/invoices', issueMessage())).toMatchObject({ returncode: '03', cwList: [{ cwdm: 'Q01' }] })
    counter.ledger.changeSeller(nsrsbh, { monthlyQuotaFen: 23_980 })
    expect(await counter.ask('/api/v1/invoices', issueMessage())).toMatchObject({ returncode: '00' })
  })

  test('nobody speaks for a taxpayer that is not theirs', async () => {
    for (const path of ['invoices/query', 'quota', 'rates', 'tax-codes'].map(p => `/api/v1/${p}`)) {
      const answer = await counter.ask(path, { ...queryMessage(), nsrsbh: '91110000DEMO00009X' })
      expect(answer).toMatchObject({ returncode: '11', cwList: [{ cwdm: 'E01' }] })
    }
  })
})

describe('red forms', () => {
  test('in state 01 the red comes by itself and is found by its serial and by its form', async () => {
    const blue = await counter.blue()
    const { hzfpxxqrdbh, uuid, hzqrxxztDm } = await counter.ask('/api/v1/red-forms', redFormMessage(blue))
    expect({ hzfpxxqrdbh, uuid, hzqrxxztDm }).toEqual({
      hzfpxxqrdbh: expect.stringMatching(/^\d{20}$/),
      uuid: expect.stringMatching(/^[0-9a-f]{32}$/),
      hzqrxxztDm: '01',
    })
    counter.wait(3)
    const { jgList } = await counter.ask('/api/v1/invoices/query', queryMessage('R1'))
    expect(jgList).toMatchObject([{ status: '00', hjje: '-25.00', hjse: '-2.25', jshj: '-27.25', hzfpxxqrdbh, hzqrxxztDm: '01' }])
    const row = {
      uuid,
      hzfpxxqrdbh,
      lrfsf: '0',
      lzfphm: blue.number,
      ykjhzfpbz: 'Y',
      hzfphm: jgList[0]?.fphm,
      hzcxje: '-25.00',
      chyyDm: '02',
      fpqqlsh: 'R1',
    }
    for (const sought of [{ lzfphm: blue.number }, { uuid }, { fpqqlsh: 'R1' }])
      expect(await counter.ask('/api/v1/red-forms/query', { nsrsbh, ...sought })).toMatchObject({ returncode: '00', hzqrxxList: [row] })
  })

  test('the same application again gets the same form; a second one beside it R03, after it R02', async () => {
    const blue = await counter.blue()
    const whole = { ...redFormMessage(blue), chyyDm: '04', hzcxje: '-100.00', hzcxse: '-9.00' }
    const first = await counter.ask('/api/v1/red-forms', redFormMessage(blue))
    expect(await counter.ask('/api/v1/red-forms', redFormMessage(blue))).toEqual(first)
    expect(await counter.ask('/api/v1/red-forms', { ...whole, fpqqlsh: 'R2' })).toMatchObject({
      returncode: '01',
      cwList: [{ cwdm: 'R03', cwlj: 'lzfphm' }],
    })
  })

  test.each([
    ['Y', '04'],
    ['N', '05'],
  ])('the buyer says %s: state %s', async (qrlx, state) => {
    const { uuid, hzqrdbh } = await waitingForm()
    const said = { uuid, hzqrdbh, qrlx }
    expect(await counter.ask('/api/v1/red-forms/confirm', { nsrsbh: BUYER.taxNumber, ...said })).toMatchObject({
      returncode: '00',
      hzqrxxztDm: state,
    })
    expect(await counter.ask('/api/v1/red-forms/confirm', { nsrsbh: BUYER.taxNumber, ...said })).toMatchObject({
      returncode: '00',
      hzqrxxztDm: state,
    })
    expect(await counter.ask('/api/v1/red-forms/confirm', { nsrsbh, ...said })).toMatchObject({ returncode: '11', cwList: [{ cwdm: 'E01' }] })
  })

  test('the seller takes it back: state 08, and its serial failed for good', async () => {
    const { uuid, hzqrdbh } = await waitingForm()
    expect(await counter.ask('/api/v1/red-forms/confirm', { nsrsbh, uuid, hzqrdbh, qrlx: 'C' })).toMatchObject({ returncode: '00', hzqrxxztDm: '08' })
    expect((await counter.ask('/api/v1/invoices/query', queryMessage('R1'))).jgList).toMatchObject([{ status: '02', hzqrxxztDm: '08' }])
  })

  test('a form that does not exist, or under another number, is no form', async () => {
    const { uuid, hzqrdbh } = await waitingForm()
    const confirm = (given: Message) => counter.ask('/api/v1/red-forms/confirm', { nsrsbh, uuid, hzqrdbh, qrlx: 'C', ...given })
    expect(await confirm({ uuid: '0'.repeat(32) })).toMatchObject({ returncode: '04' })
    expect(await confirm({ hzqrdbh: '0'.repeat(20) })).toMatchObject({ returncode: '04' })
    expect(await confirm({ qrlx: 'X' })).toMatchObject({ returncode: '01', cwList: [{ cwdm: 'V03', cwlj: 'qrlx' }] })
    expect(await counter.ask('/api/v1/red-forms/query', { nsrsbh, lzfphm: '9'.repeat(20) })).toMatchObject({ returncode: '04' })
    expect(await counter.ask('/api/v1/red-forms/query', { nsrsbh })).toMatchObject({ returncode: '01', cwList: [{ cwdm: 'V01' }] })
  })

  test('a buyer enters a form and the seller finds it', async () => {
    const blue = await counter.blue()
    counter.ledger.mark(blue.number, 'used', true)
    expect(await counter.ask('/api/v1/red-forms', { ...redFormMessage(blue), lrfsf: '1' })).toMatchObject({ returncode: '00', hzqrxxztDm: '03' })
    expect(await counter.ask('/api/v1/red-forms/query', { nsrsbh, lzfphm: blue.number })).toMatchObject({
      hzqrxxList: [{ lrfsf: '1', hzqrxxztDm: '03', ykjhzfpbz: 'N' }],
    })
  })
})

describe('the other operations', () => {
  test('a 税控 invoice is void; an electronic 数电 one is not', async () => {
    const blue = await counter.blue()
    const voiding = { nsrsbh, fpqqlsh: 'V1', fphm: blue.number, kprq: blue.issuedAt }
    expect(await counter.ask('/api/v1/invoices/void', voiding)).toMatchObject({ returncode: '01', cwList: [{ cwdm: 'V61', cwlj: 'fphm' }] })
    counter = openCounter()
    await counter.ask('/api/v1/invoices', replaced(issueMessage(), ['fpList', 0, 'fppz'], '004'))
    counter.wait(3)
    const [paper] = (await counter.ask('/api/v1/invoices/query', queryMessage())).jgList
    const { fphm, kprq } = paper ?? {}
    expect(await counter.ask('/api/v1/invoices/void', { ...voiding, fphm, kprq })).toMatchObject({
      returncode: '00',
      jgList: [{ fpqqlsh: 'V1', status: '00', fphm }],
    })
    expect((await counter.ask('/api/v1/invoices/query', queryMessage('V1'))).jgList).toMatchObject([{ status: '00', fphm }])
    counter.ledger.advance(40 * 24 * 3600)
    expect(await counter.ask('/api/v1/invoices/void', { ...voiding, fpqqlsh: 'V2', fphm, kprq })).toMatchObject({ cwList: [{ cwdm: 'V62' }] })
  })

  test('quota of the month', async () => {
    await counter.blue()
    expect(await counter.ask('/api/v1/quota', { nsrsbh })).toMatchObject({
      sq: '2026-03',
      zsxed: '1000000.00',
      ysysxed: '239.80',
      kysyed: '999760.20',
    })
  })

  test('the code list comes whole the first time, and empty when nothing is newer', async () => {
    const first = await counter.ask('/api/v1/tax-codes', { nsrsbh, sjc: '' })
    expect(first).toMatchObject({ sjc: '20260601000000', bbh: '2026-06-01-test' })
    expect(first.ssbmList).toContainEqual({
      sphfwssflhbbm: '1030201010000000000',
      sphfwmc: '原木',
      sphfwfljc: '木制品',
      zzssl: '13%、9%',
      sfhzx: 'N',
    })
    expect(first.ssbmList).toContainEqual(expect.objectContaining({ sphfwssflhbbm: '1010000000000000000', sfhzx: 'Y' }))
    expect(await counter.ask('/api/v1/tax-codes', { nsrsbh, sjc: first.sjc })).toMatchObject({ ssbmList: [] })
  })

  test('rates come with their days', async () => {
    const { slList } = await counter.ask('/api/v1/rates', { nsrsbh })
    expect(slList).toContainEqual({ slzsl: '0.13', csxz: '1', yxqq: '2019-04-01' })
    expect(slList).toContainEqual({ slzsl: '0.01', csxz: '2', yxqq: '2023-01-01', yxqz: '2027-12-31' })
  })

  test('files come after the number, with their hash, for seller and buyer alone', async () => {
    const { number } = await counter.blue()
    counter.ledger.setDelays({ pdfSeconds: 60 })
    await counter.ask('/api/v1/invoices', issueMessage('S2'))
    counter.wait(2)
    const { fphm = '' } = (await counter.ask('/api/v1/invoices/query', queryMessage('S2'))).jgList[0] ?? {}
    expect(await file(fphm, 'pdf')).toMatchObject({ returncode: '10' })
    for (const [format, looks] of [
      ['pdf', /^%PDF-/],
      ['xml', /^<\?xml[\s\S]*<EIid>26110000000000000001<\/EIid>/],
    ] as const) {
      const { wjnr, wjhash } = await file(number, format, BUYER.taxNumber)
      const bytes = Buffer.from(String(wjnr), 'base64')
      expect(bytes.toString('utf8')).toMatch(looks)
      expect(wjhash).toBe(sm3(bytes))
      expect((await file(number, format)).wjnr).toBe(wjnr)
    }
    expect(await file(number, 'ofd')).toMatchObject({ returncode: '04' })
    expect(await file('9'.repeat(20), 'pdf')).toMatchObject({ returncode: '04' })
  })
})
