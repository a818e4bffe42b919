import type { Content } from '@openfapiao/core'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { BUYER, blueContent, fullRed, type IssuedBlue, partRed, SELLER } from '../../test/documents.ts'
import { HOUR, type LeqiHouse, openHouse, sure } from '../../test/leqi.ts'
import { leqiSession } from './index.ts'

let house: LeqiHouse
let blue: IssuedBlue
beforeEach(async () => {
  house = await openHouse()
  blue = await house.issue(blueContent())
})
afterEach(() => house.close())

const reds = () => house.authority.ledger.invoices().filter(i => i.colour === 'red')
const forms = () => house.authority.ledger.forms()
const uuid = (): string => sure(forms()[0]).uuid
/** The buyer acts only through the authority's own endpoint. */
const buyer = (does: 'agree' | 'refuse' | 'revoke') => house.authority.ledger.moveForm(uuid(), 'buyer', does)

test('a form in state 01 is uploaded in the same call; the red has our number, the form number, and the time of the upload', async () => {
  const one = await house.seal(fullRed(blue))
  house.wait(100)
  expect(await house.submit(one)).toMatchObject({ is: 'pending', why: 'accepted' })
  house.wait(10)
  const outcome = await house.find(one)
  expect(outcome).toMatchObject({
    is: 'issued',
    totalFen: -blue.content.totalFen,
    formNumber: sure(forms()[0]).formNumber,
    issuedAt: '2026-03-02T09:01:50+08:00',
  })
  expect(reds().map(r => r.number)).toEqual([outcome.is === 'issued' && outcome.number])
  expect([house.calls('QDHZQRDSQ'), house.calls('QDFPSC')]).toEqual([1, 2])
})

test('two parts, then the rest', async () => {
  const [first, second] = [await house.issue(partRed(blue)), await house.issue(partRed(blue))]
  expect(first.number).not.toBe(second.number)
  expect(forms()).toHaveLength(2)
  const listed = await house.session.forms?.(blue.number)
  expect(listed?.is === 'forms' && listed.forms.map(f => f.redNumber)).toEqual([first.number, second.number])
})

describe('a blue that the buyer has used', () => {
  beforeEach(() => {
    house.authority.ledger.mark(blue.number, 'used', true)
  })

  test('waits for the buyer up to 72 hours; agreed after 70 the red is uploaded with a time of its own', async () => {
    const one = await house.seal(partRed(blue))
    expect(await house.submit(one)).toMatchObject({ is: 'pending', why: expect.stringContaining('02'), askAfterSeconds: 1800 })
    house.wait(70 * HOUR)
    expect(await house.find(one)).toMatchObject({ is: 'pending' })
    buyer('agree')
    expect(await house.find(one)).toEqual({ is: 'absent', proven: true })
    expect(await house.submit(one)).toMatchObject({ is: 'pending', why: 'accepted' })
    house.wait(10)
    expect(await house.find(one)).toMatchObject({ is: 'issued', issuedAt: '2026-03-05T07:00:10+08:00' })
    expect([reds().length, forms().length]).toEqual([1, 1])
  })

  test.each([
    ['is refused', () => buyer('refuse'), '05'],
    ['lapses after 72 hours', () => house.wait(72 * HOUR), '07'],
    ['is taken back by us', () => house.session.decideForm?.(uuid(), 'revoke'), '08'],
  ] as const)('the form that %s ends the red', async (_, ends, state) => {
    const one = await house.seal(partRed(blue))
    await house.submit(one)
    await ends()
    expect(await house.find(one)).toMatchObject({ is: 'rejected', faults: [{ path: 'red', zh: expect.stringContaining(state) }] })
    expect(await house.submit(one)).toMatchObject({ is: 'rejected' })
    expect([reds().length, forms().length]).toEqual([0, 1])
  })

  test('agreed and then revoked by the buyer, the upload has no form any more', async () => {
    const one = await house.seal(partRed(blue))
    await house.submit(one)
    buyer('agree')
    buyer('revoke')
    expect(await house.find(one)).toMatchObject({ is: 'rejected', faults: [{ zh: expect.stringContaining('09') }] })
  })
})

describe('answers that are lost', () => {
  test.each(['QDHZQRDSQ', 'QDFPSC'])('%s: found, not raised twice', async operation => {
    const one = await house.seal(partRed(blue))
    house.authority.faults.add({ kind: 'lostAnswer', match: { operation } })
    expect(await house.submit(one)).toMatchObject({ is: 'unknown' })
    expect(await house.find(one)).toMatchObject({ is: 'pending', why: 'not visible yet' })
    house.wait(601)
    const found = await house.find(one)
    if (found.is === 'absent') await house.submit(one)
    house.wait(10)
    expect(await house.find(one)).toMatchObject({ is: 'issued' })
    expect([reds().length, forms().length]).toEqual([1, 1])
  })

  test('a request that never arrived is proven absent after ten minutes, and goes again', async () => {
    const one = await house.seal(partRed(blue))
    house.authority.faults.add({ kind: 'lostRequest', match: { operation: 'QDHZQRDSQ' } })
    await house.submit(one)
    house.wait(601)
    expect(await house.find(one)).toEqual({ is: 'absent', proven: true })
    await house.submit(one)
    house.wait(10)
    expect(await house.find(one)).toMatchObject({ is: 'issued' })
  })

  test('a list of forms that cannot be had applies for nothing', async () => {
    const one = await house.seal(partRed(blue))
    house.authority.faults.add({ kind: 'busy', match: { operation: 'CXQDHZQRDLB' } })
    expect(await house.submit(one)).toMatchObject({ is: 'unknown' })
    expect(forms()).toEqual([])
  })
})

test('a red dated 48 hours ago that nobody took burns its number and gets another', async () => {
  const one = await house.seal(partRed(blue))
  house.authority.faults.add({ kind: 'lostRequest', match: { operation: 'QDFPSC' } })
  expect(await house.submit(one)).toMatchObject({ is: 'unknown' })
  house.wait(49 * HOUR)
  expect(await house.find(one)).toEqual({ is: 'absent', proven: true })
  await house.submit(one)
  house.wait(10)
  const found = await house.find(one)
  expect(found).toMatchObject({ is: 'issued' })
  const { number } = JSON.parse(one.body)
  expect(found.is === 'issued' && found.number).not.toBe(number)
  expect(reds()).toHaveLength(1)
})

test('a power cut after any write gives one form and one red', async () => {
  for (let writes = 0; writes < 10; writes++) {
    const another = await house.issue(blueContent())
    const one = await house.seal(fullRed(another))
    const before = [reds().length, forms().length]
    house.vault.cutAfter(writes)
    await house.submit(one).catch((error: Error) => expect(error.message).toBe('power cut'))
    house.vault.heal()
    for (let tries = 0; tries < 5; tries++) {
      house.wait(601)
      const outcome = await house.find(one)
      if (outcome.is === 'absent') await house.submit(one)
    }
    expect(await house.find(one)).toMatchObject({ is: 'issued' })
    expect([reds().length, forms().length]).toEqual([before[0]! + 1, before[1]! + 1])
  }
})

describe('a form that somebody else entered', () => {
  const buyers = () => {
    const vault = house.vault
    const config = { ...house.config, connectingPlatform: 'P0002' }
    return leqiSession(config, { taxNumber: BUYER.taxNumber }, house.io, vault)
  }
  /** By the buyer, on the bureau's own page. */
  const enter = (content: Content): string => {
    house.authority.ledger.mark(blue.number, 'used', true)
    const line = sure(content.lines[0])
    const answer = house.authority.ledger.applyRed({
      ...{ serial: 'B1', uploads: true, enteredBy: 'buyer', seller: SELLER, buyer: BUYER },
      ...{
        blueNumber: blue.number,
        blueIssuedAt: blue.issuedAt.replace('T', ' ').slice(0, 19),
        blueAmount: '220.00',
        blueTax: '19.80',
        blueSpecial: false,
      },
      ...{ amount: '-25.00', tax: '-2.25', reason: '02' },
      lines: [
        {
          ...{
            blueNo: '1',
            no: '1',
            name: line.name,
            printedName: '*谷物*小麦',
            shortName: '谷物',
            spec: '5kg',
            unit: '袋',
            quantity: '-1',
            unitPrice: '25',
          },
          ...{ amount: '-25.00', rate: '0.09', tax: '-2.25', taxCode: line.taxCode },
        },
      ],
    })
    if (answer.is === 'refused') throw new Error(JSON.stringify(answer.problems))
    return answer.form.uuid
  }

  test('for our amount is agreed to and uploaded, not raised a second time', async () => {
    enter(partRed(blue))
    expect(sure(forms()[0]).state).toBe('03')
    await house.issue(partRed(blue))
    expect([reds().length, forms().length, sure(forms()[0]).state]).toEqual([1, 1, '04'])
  })

  test('for another amount stands in the way until it ends; then ours is raised', async () => {
    enter(partRed(blue))
    const one = await house.seal(fullRed(blue))
    expect(await house.submit(one)).toMatchObject({ is: 'pending', why: expect.stringContaining('open') })
    expect(await house.find(one)).toMatchObject({ is: 'pending', why: expect.stringContaining('open') })
    await house.session.decideForm?.(uuid(), 'refuse')
    expect(await house.find(one)).toEqual({ is: 'absent', proven: true })
    await house.submit(one)
    expect(forms()).toHaveLength(2)
  })

  test('is decided by its own side only', async () => {
    enter(partRed(blue))
    expect(await buyers().decideForm?.(uuid(), 'confirm')).toMatchObject({ is: 'failed' })
    expect(sure(forms()[0]).state).toBe('03')
    expect(await house.session.decideForm?.(uuid(), 'confirm')).toMatchObject({ is: 'forms', forms: [{ state: '04', enteredBy: 'buyer' }] })
  })
})

test('a form that the authority refuses is dead, and nothing of it remains', async () => {
  const one = await house.seal({ ...partRed(blue), red: { ...sure(partRed(blue).red), reason: '03' } })
  expect(await house.submit(one)).toMatchObject({ is: 'rejected', faults: [{ path: 'red', zh: expect.stringContaining('chyyDm') }] })
  expect(forms()).toEqual([])
})

test('where only whole reds are allowed until the buyer has booked, a part is refused', async () => {
  await house.close()
  house = await openHouse({ partialRed: 'afterBooking' })
  blue = await house.issue(blueContent())
  expect(await house.submit(await house.seal(partRed(blue)))).toMatchObject({ is: 'rejected' })
  house.authority.ledger.mark(blue.number, 'booked', true)
  expect(await house.submit(await house.seal(partRed(blue)))).toMatchObject({ is: 'pending', why: expect.stringContaining('02') })
})
