import { createCipheriv } from 'node:crypto'
import type { Outcome, Sealed, Sought } from '@openfapiao/core'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { blueContent, SELLER } from '../../test/documents.ts'
import { type Front, openFront, type Said } from '../../test/front.ts'
import { testIo } from '../../test/io.ts'
import { configOf, lockingVault, SM4_KEY, sure } from '../../test/leqi.ts'
import { type LeqiSession, leqi, leqiSession } from './index.ts'

const NUMBER = '26110900000000000001'

/** Answers written from gateways.md 1.1 by hand, in their envelope. */
function data(message: object): string {
  const cipher = createCipheriv('sm4-ecb', Buffer.from(SM4_KEY, 'hex'), null)
  const Data = Buffer.concat([cipher.update(JSON.stringify(message), 'utf8'), cipher.final()]).toString('base64')
  return outer({ Data })
}
const outer = (response: object): string =>
  JSON.stringify({ httpStatusCode: '200', body: JSON.stringify({ Response: { RequestId: '0'.repeat(16), ...response } }) })
const said = (returncode: string, more: object = {}): string => data({ returncode, returnmsg: 'x', ...more })
const error = (Code: string): string => outer({ Error: { Code, Message: 'x' } })
const result = (status: string, more: object = {}): string =>
  said('00', { resultList: [{ fphm: NUMBER, status, message: 'm', Code: 'C1', ...more }] })

let front: Front
let session: LeqiSession
let one: Sealed & Sought
beforeEach(async () => {
  front = await openFront()
  const config = configOf(front.url, { errorCodes: { E1: 'credential', E2: 'certificate', E3: 'later', E4: 'entitlement', E5: 'quota' } })
  session = leqiSession(config, SELLER, testIo({ now: () => Date.parse('2026-03-02T09:00:00+08:00') }), lockingVault())
  const sealable = { colour: 'blue', serial: 'S1', content: blueContent(), reserved: NUMBER, reservedAt: '2026-03-02T09:00:00+08:00' } as const
  one = { serial: 'S1', colour: 'blue', body: leqi.encode(sealable, config) }
  // Quota for it, so that what follows answers the upload.
  front.say(said('00', { syqjq: '20260301', syqjz: '20260331' }))
  await session.downloadQuota(100_000)
})
afterEach(() => front.close())

async function submitted(answer: Said): Promise<Outcome> {
  front.say(answer)
  return sure((await session.submit([one]))[0])
}
async function found(...answers: Said[]): Promise<Outcome> {
  front.say(...answers)
  return sure((await session.find([one]))[0])
}

describe('an upload that is answered', () => {
  test.each<[string, Said, object]>([
    ['00 with a receipt', said('00', { sllsh: 'R' }), { is: 'pending', why: 'accepted' }],
    ['00 without a receipt', said('00'), { is: 'unknown' }],
    ['01', said('01'), { is: 'rejected', faults: [{ code: 'REJECTED' }] }],
    ['03', said('03'), { is: 'blocked', need: 'entitlement' }],
    ['04', said('04'), { is: 'unknown' }],
    ['09', said('09'), { is: 'unknown' }],
    ['10', said('10'), { is: 'pending', askAfterSeconds: 240 }],
    ['11', said('11'), { is: 'blocked', need: 'entitlement' }],
    ['99', said('99'), { is: 'unknown' }],
    ['a code that no list has', said('77'), { is: 'unknown' }],
    ['no returncode', data({ sllsh: 'R' }), { is: 'unknown' }],
    ['an error that no list has', error('Z9'), { is: 'unknown' }],
    ['a name that every object has', error('toString'), { is: 'unknown' }],
    ['an error that means the key', error('E1'), { is: 'blocked', need: 'credential' }],
    ['an error that means the certificate', error('E2'), { is: 'blocked', need: 'certificate' }],
    ['an error that means later', error('E3'), { is: 'unknown' }],
    ['an error that means the entitlement', error('E4'), { is: 'blocked', need: 'entitlement' }],
    ['an error that means quota', error('E5'), { is: 'blocked', need: 'quota' }],
    ['HTTP 500', 500, { is: 'unknown' }],
    ['HTTP 403', 403, { is: 'unknown' }],
    ['nothing', 'hangUp', { is: 'unknown' }],
    ['a page', '<html>', { is: 'unknown' }],
    ['data in clear', outer({ Data: '{"returncode":"01"}' }), { is: 'unknown' }],
  ])('%s', async (_, answer, outcome) => {
    expect(await submitted(answer)).toMatchObject(outcome)
  })
})

describe('a receipt that is answered', () => {
  beforeEach(async () => {
    await submitted(said('00', { sllsh: 'R' }))
  })

  test.each<[string, Said, object]>([
    [
      'status 00',
      result('00'),
      { is: 'issued', number: NUMBER, issuedAt: '2026-03-02T09:00:00+08:00', totalFen: 23980, taxFen: 1980, amountFen: 22000 },
    ],
    ['status 01', result('01'), { is: 'pending' }],
    ['status 02', result('02'), { is: 'rejected', faults: [{ code: 'REJECTED', zh: expect.stringContaining('C1') }] }],
    ['status 02 without a code', result('02', { Code: '', message: '' }), { is: 'rejected', faults: [{ zh: expect.stringContaining('status 02') }] }],
    ['status 03', result('03'), { is: 'pending', why: 'status 03' }],
    ['a status that no list has', result('04'), { is: 'unknown' }],
    ['another number', result('00', { fphm: '26110900000000000002' }), { is: 'unknown' }],
    ['the number twice', said('00', { resultList: [1, 2].map(() => ({ fphm: NUMBER, status: '00' })) }), { is: 'unknown' }],
    ['no list', said('00'), { is: 'unknown' }],
    ['04', said('04'), { is: 'absent' }],
    ['01, a complaint about the question', said('01'), { is: 'unknown' }],
    ['10', said('10'), { is: 'pending', askAfterSeconds: 240 }],
    ['11', said('11'), { is: 'blocked', need: 'entitlement' }],
    ['99', said('99'), { is: 'unknown' }],
    ['nothing', 'hangUp', { is: 'unknown' }],
  ])('%s', async (_, answer, outcome) => {
    expect(await found(answer)).toMatchObject(outcome)
  })

  test('by two receipts: accepted wins, at work comes next, and a failure beside a repeat is for a person', async () => {
    await submitted(said('00', { sllsh: 'R2' }))
    expect(await found(result('03'), result('00'))).toMatchObject({ is: 'issued' })
    expect(await found(result('03'), result('01'))).toMatchObject({ is: 'pending', why: 'status 01' })
    expect(await found(result('02'), result('03'))).toMatchObject({ is: 'unknown' })
    expect(await found(said('04'), result('02'))).toMatchObject({ is: 'rejected' })
    expect(await found(said('99'), result('02'))).toMatchObject({ is: 'unknown' })
  })
})
