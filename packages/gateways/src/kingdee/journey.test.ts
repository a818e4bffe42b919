import type { Outcome } from '@openfapiao/core'
import { afterEach, describe, expect, test } from 'vitest'
import { blueContent, fullRed, SELLER } from '../../test/documents.ts'
import { type KingdeeHouse, openKingdee, type Setting } from '../../test/kingdee.ts'
import { until } from '../../test/until.ts'
import { kingdee } from './index.ts'

const houses: KingdeeHouse[] = []
async function open(setting?: Setting): Promise<KingdeeHouse> {
  const house = await openKingdee(setting)
  houses.push(house)
  return house
}
afterEach(async () => {
  await Promise.all(houses.splice(0).map(({ authority }) => authority.close()))
})

const HOURS = 3600
const settled = (ask: () => Promise<Outcome | undefined>): Promise<Outcome> =>
  until(ask, outcome => (outcome?.is === 'issued' || outcome?.is === 'rejected' ? outcome : undefined))

/** What a buyer does at the e-tax bureau, through its endpoint. */
async function atTheBureau({ authority }: KingdeeHouse, path: string, message: object): Promise<void> {
  const answer = await fetch(`${authority.url}/admin/${path}`, { method: 'POST', body: JSON.stringify(message) })
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`)
}

describe('from sale to red', () => {
  test('a blue is issued, its files come, it is reversed whole, and the red has a number of its own', async () => {
    const house = await open({ encrypted: true })
    const blue = await house.issued(blueContent({ kind: 'special' }))
    for (const format of ['pdf', 'ofd', 'xml'] as const)
      await until(
        () => house.session.file(blue.number, format),
        file => (file.is === 'file' ? file : undefined),
      )
    const red = await house.issued(fullRed(blue))
    expect(red).toMatchObject({ amountFen: -22000, taxFen: -1980, totalFen: -23980 })
    expect(red.number).not.toBe(blue.number)
    expect(house.authority.ledger.formsOf(blue.number)).toHaveLength(1)
    // A blue that was reversed has been issued all the same.
    expect(await house.find({ serial: blue.serial, colour: 'blue' })).toMatchObject({ is: 'issued', number: blue.number })
  })

  test.each(['02', '04'] as const)('a whole red for reason %s is taken too', async reason => {
    const house = await open()
    const blue = await house.issued(blueContent())
    const content = fullRed(blue)
    const red = await house.issued({ ...content, red: { ...content.red!, reason } })
    expect(house.authority.ledger.formsOf(blue.number)[0]?.application.reason).toBe(reason)
    expect(red.totalFen).toBe(-23980)
  })
})

describe('a red of a blue that the buyer has used', () => {
  async function waiting(): Promise<{ house: KingdeeHouse; red: ReturnType<KingdeeHouse['seal']>; blueNumber: string }> {
    const house = await open()
    const blue = await house.issued(blueContent())
    await atTheBureau(house, 'marks', { number: blue.number, mark: 'used' })
    const red = house.seal(fullRed(blue))
    expect(await house.submit(red)).toMatchObject({ is: 'pending' })
    expect(await house.find(red)).toMatchObject({ is: 'pending', askAfterSeconds: 30 })
    return { house, red, blueNumber: blue.number }
  }
  const decide = (house: KingdeeHouse, blueNumber: string, does: 'agree' | 'refuse') =>
    atTheBureau(house, `forms/${house.authority.ledger.formsOf(blueNumber)[0]?.uuid}`, { by: 'buyer', does })

  test('waits, and is issued when the buyer agrees', async () => {
    const { house, red, blueNumber } = await waiting()
    await decide(house, blueNumber, 'agree')
    expect(await settled(() => house.find(red))).toMatchObject({ is: 'issued', totalFen: -23980 })
  })

  test('ends when the buyer refuses', async () => {
    const { house, red, blueNumber } = await waiting()
    await decide(house, blueNumber, 'refuse')
    expect(await house.find(red)).toMatchObject({ is: 'rejected', faults: [{ code: 'REJECTED' }] })
  })

  test('waits for 72 hours on the clock of the front and then ends', async () => {
    const { house, red } = await waiting()
    house.authority.ledger.advance(72 * HOURS - 60)
    expect(await house.find(red)).toMatchObject({ is: 'pending' })
    house.authority.ledger.advance(120)
    expect(await house.find(red)).toMatchObject({ is: 'rejected' })
  })

  test('whose end nobody told how to read stays open', async () => {
    const { house, red } = await waiting()
    house.authority.ledger.advance(73 * HOURS)
    const untold = kingdee.open({ ...house.config, failedStatuses: [] }, SELLER, house.io, house.vault)
    expect(await untold.find([red])).toMatchObject([{ is: 'unknown', why: expect.stringContaining('SANDBOX-FAILED') }])
  })
})

describe('what goes wrong', () => {
  test('accepted is not issued: a blue may fail later, and its serial stays known', async () => {
    const house = await open()
    house.authority.faults.add({ kind: 'rejected', problem: 'shortName' })
    const blue = house.seal(blueContent())
    expect(await house.submit(blue)).toMatchObject({ is: 'pending' })
    expect(await settled(() => house.find(blue))).toMatchObject({ is: 'rejected' })
    expect(await house.submit(blue)).toMatchObject({ is: 'unknown', why: expect.stringContaining('10127') })
    expect(house.authority.ledger.invoices()).toEqual([])
  })

  test('a refusal leaves the serial unknown, so a better body may use it', async () => {
    const house = await open()
    const bad = house.seal(blueContent({ lines: blueContent().lines.map(line => ({ ...line, rate: '0.13' })) }))
    expect(await house.submit(bad)).toMatchObject({ is: 'rejected' })
    expect(await house.find(bad)).toEqual({ is: 'absent' })
    expect(await house.submit(house.seal(blueContent(), bad.serial))).toMatchObject({ is: 'pending' })
    expect(await settled(() => house.find(bad))).toMatchObject({ is: 'issued' })
  })

  test('a lost login and a face check block until somebody logs in; the same body is issued then', async () => {
    const house = await open()
    for (const [kind, need] of [
      ['sessionLost', 'login'],
      ['faceCheck', 'faceCheck'],
    ] as const) {
      const blue = house.seal(blueContent())
      house.authority.faults.add({ kind })
      expect(await house.submit(blue)).toMatchObject({ is: 'blocked', need })
      await atTheBureau(house, 'login', {})
      expect(await house.submit(blue)).toMatchObject({ is: 'pending' })
      expect(await settled(() => house.find(blue))).toMatchObject({ is: 'issued' })
    }
  })

  test('a credit line that does not suffice blocks; nothing is known of the invoice', async () => {
    const house = await open({ authority: { sellers: [{ taxNumber: SELLER.taxNumber, name: SELLER.name, monthlyQuotaFen: 23_979 }] } })
    const blue = house.seal(blueContent())
    expect(await house.submit(blue)).toMatchObject({ is: 'blocked', need: 'quota' })
    expect(await house.find(blue)).toEqual({ is: 'absent' })
  })

  test('a total that is a fen too high is told as it came', async () => {
    const house = await open()
    const blue = house.seal(blueContent())
    await house.submit(blue)
    await settled(() => house.find(blue))
    house.authority.faults.add({ kind: 'wrongTotals' })
    expect(await house.find(blue)).toMatchObject({ is: 'issued', totalFen: 23_981 })
  })

  test('a wrong password of the encryption, and a stranger’s tax number, block', async () => {
    const house = await open({ encrypted: true, client: { encoding: { type: 'aes-128-gcm', password: 'another-key' } } })
    expect(await house.submit(house.seal(blueContent()))).toMatchObject({ is: 'blocked', need: 'credential' })
    const plain = await open()
    const stranger = blueContent({ seller: { ...SELLER, taxNumber: '91110000DEMO00009X' } })
    expect(await plain.submit(plain.seal(stranger))).toMatchObject({ is: 'blocked', need: 'entitlement' })
    expect(house.authority.ledger.invoices()).toEqual([])
  })

  test('a wrong secret or user is told at the login', async () => {
    for (const change of [{ appSecret: 'wrong-secret' }, { user: '13900000001' }, { accountId: '2' }]) {
      const house = await open({ client: change })
      expect(await house.session.check()).toMatchObject([{ code: 'BLOCKED' }])
    }
  })
})
