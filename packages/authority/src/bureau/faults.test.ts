import { beforeEach, describe, expect, test } from 'vitest'
import { type Counter, openCounter, signed } from '../../test/counter.ts'
import { MORNING } from '../../test/desk.ts'
import { SELLER } from '../../test/invoices.ts'
import { issueMessage, queryMessage, redFormMessage } from '../../test/requests.ts'
import { PROBLEMS } from '../ledger/problem.ts'
import { CODES } from './codes.ts'

const ISSUE = '/api/v1/invoices'
const QUERY = '/api/v1/invoices/query'

let counter: Counter
beforeEach(() => {
  counter = openCounter()
})

const issue = () => counter.ask(ISSUE, issueMessage())
const state = async () => (await counter.ask(QUERY, queryMessage())).jgList[0]
const raw = () => counter.send(signed(ISSUE, Buffer.from(JSON.stringify(issueMessage())), MORNING))

test('lostRequest: the connection ends and nothing was done', async () => {
  counter.faults.add({ kind: 'lostRequest' })
  expect(await raw()).toEqual({ is: 'dropped' })
  expect(await state()).toMatchObject({ status: '04' })
})

test('lostAnswer: the connection ends, and it was done', async () => {
  counter.faults.add({ kind: 'lostAnswer' })
  expect(await raw()).toEqual({ is: 'dropped' })
  expect(await state()).toMatchObject({ status: '01' })
})

test('slowAnswer: done at once, answered later', async () => {
  counter.faults.add({ kind: 'slowAnswer', seconds: 7 })
  expect(await raw()).toMatchObject({ is: 'answer', status: 200, afterSeconds: 7 })
  expect(await state()).toMatchObject({ status: '01' })
})

test('unavailable: HTTP 503 and nothing was done', async () => {
  counter.faults.add({ kind: 'unavailable' })
  expect(await raw()).toMatchObject({ is: 'answer', status: 503 })
  expect(await state()).toMatchObject({ status: '04' })
})

test.each([
  ['busy', '99', 'B01'],
  ['unlistedCode', '01', 'Z99'],
  ['badSignature', '03', 'A01'],
  ['sessionLost', '03', 'S01'],
  ['faceCheck', '03', 'S02'],
  ['quotaExhausted', '03', 'Q01'],
] as const)('%s: returncode %s, %s, nothing done; then the same request is taken', async (kind, returncode, cwdm) => {
  counter.faults.add({ kind })
  expect(await issue()).toMatchObject({ returncode, cwList: [{ cwdm }] })
  counter.faults.clear()
  expect(await state()).toMatchObject({ status: '04' })
  expect(await issue()).toMatchObject({ returncode: '00' })
})

test('quotaExhausted shows in the quota too', async () => {
  counter.faults.add({ kind: 'quotaExhausted' })
  expect(await counter.ask('/api/v1/quota', { nsrsbh: SELLER.taxNumber })).toMatchObject({
    zsxed: '1000000.00',
    ysysxed: '1000000.00',
    kysyed: '0.00',
  })
})

test('duplicateAnswer: D01, though it was the first and was done', async () => {
  counter.faults.add({ kind: 'duplicateAnswer' })
  expect(await issue()).toMatchObject({ returncode: '01', cwList: [{ cwdm: 'D01' }] })
  counter.wait(3)
  expect(await state()).toMatchObject({ status: '00' })
})

test('slowVisibility: taken, unknown to queries for a while, then there; a red likewise', async () => {
  counter.faults.add({ kind: 'slowVisibility', seconds: 30 })
  expect(await issue()).toMatchObject({ returncode: '00' })
  expect(await state()).toMatchObject({ status: '04' })
  counter.wait(30)
  const { fphm = '', kprq = '' } = (await state()) ?? {}
  counter.faults.add({ kind: 'slowVisibility', seconds: 30 })
  await counter.ask('/api/v1/red-forms', redFormMessage({ number: fphm, issuedAt: kprq }))
  const forms = () => counter.ask('/api/v1/red-forms/query', { nsrsbh: SELLER.taxNumber, lzfphm: fphm })
  expect(await forms()).toMatchObject({ returncode: '04' })
  counter.wait(30)
  expect(await forms()).toMatchObject({ returncode: '00' })
})

test.each(PROBLEMS)('rejected: accepted, then failed with the code of %s', async problem => {
  counter.faults.add({ kind: 'rejected', problem })
  expect(await issue()).toMatchObject({ returncode: '00' })
  counter.wait(3)
  expect(await state()).toMatchObject({ status: '02', cwList: [{ cwdm: CODES[problem].cwdm }] })
})

test('lateFiles: returncode 10 though the file is due', async () => {
  const { number } = await counter.blue()
  counter.faults.add({ kind: 'lateFiles' })
  const file = () => counter.ask('/api/v1/files', { nsrsbh: SELLER.taxNumber, fphm: number, wjgs: 'xml' })
  expect(await file()).toMatchObject({ returncode: '10' })
  expect(await file()).toMatchObject({ returncode: '00' })
})

test('wrongTotals: a query answers a fen more than was issued', async () => {
  await counter.blue()
  counter.faults.add({ kind: 'wrongTotals' })
  expect(await state()).toMatchObject({ jshj: '239.81' })
  expect(await state()).toMatchObject({ jshj: '239.80' })
})

describe('a fault with a target', () => {
  test.each([{ subject: 'S1' }, { operation: ISSUE }, { appId: 'demo' }])('strikes it: %j', async match => {
    counter.faults.add({ kind: 'busy', match })
    expect(await issue()).toMatchObject({ returncode: '99' })
  })

  test('spares the others', async () => {
    counter.faults.add({ kind: 'busy', match: { subject: 'S2' } })
    expect(await issue()).toMatchObject({ returncode: '00' })
    expect(await counter.ask(QUERY, queryMessage('S2'))).toMatchObject({ returncode: '99' })
  })
})

test('nobody without the key learns of faults, or uses one up', async () => {
  counter.faults.add({ kind: 'lostRequest' })
  const stranger = await counter.send(signed(ISSUE, Buffer.from('{}'), MORNING, { sign: () => 'F'.repeat(64) }))
  expect(stranger).toMatchObject({ is: 'answer' })
  expect(counter.faults.pending()).toHaveLength(1)
})
