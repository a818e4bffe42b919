import type { Authority } from '@openfapiao/authority'
import type { Content, Outcome, Sealed, Session } from '@openfapiao/core'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { configAt, type FrontSettings, startFront } from '../../test/baiwang.ts'
import { BUYER, blueContent, fullRed, type IssuedBlue, partRed, SELLER } from '../../test/documents.ts'
import { testIo, testVault } from '../../test/io.ts'
import { until } from '../../test/until.ts'
import type { BaiwangConfig } from './config.ts'
import { baiwang } from './index.ts'

interface House {
  readonly authority: Authority
  readonly config: BaiwangConfig
  readonly session: Session
  issued(content: Content): Promise<Issued & IssuedBlue>
  red(content: Content): Promise<Outcome | undefined>
  find(serial: string, content: Content): Promise<Outcome | undefined>
}
type Issued = Extract<Outcome, { is: 'issued' }>

let house: House
afterEach(() => house.authority.close())

/** Another session of the same seller, on the same vault or on one of its own. */
async function openHouse(front: FrontSettings = {}, client: object = {}): Promise<House> {
  const authority = await startFront(front)
  const config = configAt(authority.url, client)
  const session = baiwang.open(config, SELLER, testIo(), testVault())
  const seal = (content: Content, serial: string): Sealed => ({
    serial,
    colour: content.colour,
    body: baiwang.encode({ colour: content.colour, serial, content }, config),
  })
  let serials = 0
  return {
    authority,
    config,
    session,
    issued: async content => {
      const serial = `S${++serials}`
      const [answer] = await session.submit([seal(content, serial)])
      const sought = { serial, colour: content.colour, blueNumber: content.red?.blueNumber }
      const issued =
        answer?.is === 'issued'
          ? answer
          : await until(
              async () => (await session.find([sought]))[0],
              o => (o?.is === 'issued' ? o : undefined),
            )
      return { ...issued, content }
    },
    red: async content => (await session.submit([seal(content, 'RED')]))[0],
    find: async (serial, content) => (await session.find([{ serial, colour: content.colour, blueNumber: content.red?.blueNumber }]))[0],
  }
}

test('issue, query, files, a part back, the rest back: each red has its number, its form and its files', async () => {
  house = await openHouse()
  const blue = await house.issued(blueContent({ kind: 'special' }))
  expect(await house.find('S1', blue.content)).toMatchObject({ number: blue.number, totalFen: blue.totalFen, buyerName: BUYER.name })
  const part = await house.issued(partRed(blue))
  const rest = await house.issued(remainder(blue))
  expect(part.totalFen + rest.totalFen).toBe(-blue.totalFen)
  expect(new Set([blue.number, part.number, rest.number]).size).toBe(3)
  expect(part.formNumber).toMatch(/^\d{20}$/)
  for (const number of [blue.number, part.number]) {
    const { bytes } = await until(
      () => house.session.file(number, 'ofd'),
      answer => (answer.is === 'file' ? answer : undefined),
    )
    expect(Buffer.from(bytes).subarray(0, 2).toString()).toBe('PK')
  }
})

/** What `partRed` leaves: three units of the first line, and the second with its discount. */
function remainder(blue: IssuedBlue): Content {
  const red = fullRed(blue)
  const [first, second] = red.lines
  const lines = [{ ...first!, quantity: '-3', amountFen: -7500, taxFen: -675, totalFen: -8175 }, second!]
  const sum = (pick: (line: (typeof lines)[number]) => number): number => lines.reduce((all, line) => all + pick(line), 0)
  const sums = { amountFen: sum(l => l.amountFen), taxFen: sum(l => l.taxFen), totalFen: sum(l => l.totalFen) }
  return { ...red, lines, ...sums, red: { ...red.red!, reason: '02' } }
}

describe('a red of a blue that the buyer has booked', () => {
  let blue: Issued & IssuedBlue
  let red: Content
  beforeEach(async () => {
    house = await openHouse()
    blue = await house.issued(blueContent())
    house.authority.ledger.mark(blue.number, 'booked', true)
    red = fullRed(blue)
    expect(await house.red(red)).toMatchObject({ is: 'pending', why: expect.stringContaining('02') })
  })
  const uuid = (): string => house.authority.ledger.formsOf(blue.number)[0]?.uuid ?? ''

  test('waits for the buyer, and is issued by itself once the buyer agrees', async () => {
    expect(await house.find('RED', red)).toMatchObject({ is: 'pending', askAfterSeconds: 5 })
    house.authority.ledger.moveForm(uuid(), 'buyer', 'agree')
    const issued = await until(
      () => house.find('RED', red),
      o => (o?.is === 'issued' ? o : undefined),
    )
    expect(issued).toMatchObject({ totalFen: -blue.totalFen })
  })

  test('is dead when the buyer refuses', async () => {
    house.authority.ledger.moveForm(uuid(), 'buyer', 'refuse')
    expect(await house.find('RED', red)).toMatchObject({ is: 'rejected' })
  })

  test('is dead 72 hours later, on the authority’s own clock', async () => {
    house.authority.ledger.advance(72 * 3600 - 60)
    expect(await house.find('RED', red)).toMatchObject({ is: 'pending' })
    house.authority.ledger.advance(120)
    expect(await house.find('RED', red)).toMatchObject({ is: 'rejected', faults: [{ zh: expect.stringContaining('超72小时') }] })
  })

  test('is taken back by the seller, and its form says so', async () => {
    expect(await house.session.decideForm?.(uuid(), 'revoke')).toMatchObject({ is: 'forms', forms: [{ state: '08', enteredBy: 'seller' }] })
    expect(await house.find('RED', red)).toMatchObject({ is: 'rejected' })
  })
})

test('a token that has ended by the clock is renewed inside the call; so is one that is said to have ended', async () => {
  house = await openHouse()
  await house.issued(blueContent())
  house.authority.ledger.advance(3 * 3600)
  await house.issued(blueContent())
  house.authority.faults.add({ kind: 'tokenExpired' })
  await house.issued(blueContent())
  house.authority.faults.add({ kind: 'tokenExpired', count: 2 })
  expect(await house.session.check()).toMatchObject([{ code: 'BLOCKED', en: expect.stringContaining('100002') }])
})

test('a wrong password, secret, salt or application needs a person', async () => {
  house = await openHouse()
  for (const change of [
    { password: 'another' },
    { appSecret: 'another' },
    { passwordSalt: 'another' },
    { username: 'another' },
    { appKey: '10002' },
  ]) {
    const session = baiwang.open(configAt(house.authority.url, change), SELLER, testIo(), testVault())
    expect(await session.check()).toMatchObject([{ code: 'BLOCKED', en: expect.stringContaining('entitlement') }])
  }
})

test('a total that differs is reported as the provider says it', async () => {
  house = await openHouse()
  const blue = await house.issued(blueContent())
  house.authority.faults.add({ kind: 'wrongTotals' })
  expect(await house.find('S1', blue.content)).toMatchObject({ is: 'issued', totalFen: blue.totalFen + 1 })
})

test.each(['taxControlElectronic', 'taxControlPaper'] as const)('%s: issued, reversed in part without a form, voided in its month', async carrier => {
  house = await openHouse({}, { carrier, terminalCode: 'T1' })
  const [blue, other] = [await house.issued(blueContent()), await house.issued(blueContent())]
  const red = await house.issued(partRed(blue))
  expect(red).toMatchObject({ totalFen: -2725, number: expect.stringMatching(/^\d{20}$/) })
  const sealable = { colour: 'void', serial: 'V1', sellerTaxNumber: SELLER.taxNumber, number: other.number, issuedAt: other.issuedAt } as const
  const cancel = { serial: 'V1', colour: 'void', body: baiwang.encode(sealable, house.config) } as const
  const [voided] = await house.session.submit([cancel])
  expect(voided).toMatchObject({ is: 'issued', number: other.number, totalFen: other.totalFen })
  expect(await house.session.find([cancel])).toMatchObject([{ is: 'issued', number: other.number }])
  expect(house.authority.ledger.invoice(other.number)?.voidedAt).toBeDefined()
})

test('a special 税控 red without its 红字信息表 is refused, and says which field is missing', async () => {
  house = await openHouse({}, { carrier: 'taxControlElectronic' })
  const blue = await house.issued(blueContent({ kind: 'special' }))
  expect(await house.red(fullRed(blue))).toMatchObject({ is: 'rejected', faults: [{ zh: expect.stringContaining('redInfoNo') }] })
})

test('where a repeated serial would be issued again, a lost answer brings one invoice', async () => {
  house = await openHouse({ repeatedSerial: 'issuesAgain' })
  house.authority.faults.add({ kind: 'lostAnswer', match: { operation: 'baiwang.output.invoice.issue' } })
  const blue = await house.issued(blueContent())
  expect(house.authority.ledger.invoices().map(({ number }) => number)).toEqual([blue.number])
})
