import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type AisinoHouse, openAisino } from '../../test/aisino.ts'
import { blueContent, fullRed, partRed } from '../../test/documents.ts'
import { until } from '../../test/until.ts'

let house: AisinoHouse
beforeEach(async () => {
  house = await openAisino({ named: true })
})
afterEach(() => house.authority.close())

test('issue, query, files, whole red, red number, red file', async () => {
  const blue = await house.issued(blueContent({ kind: 'special' }))
  for (const format of ['pdf', 'ofd'] as const)
    await until(
      () => house.session.file(blue.number, format),
      file => (file.is === 'file' ? file : undefined),
    )
  const red = await house.issued(fullRed(blue))
  expect(red).toMatchObject({ is: 'issued', amountFen: -22000, taxFen: -1980, totalFen: -23980 })
  expect(house.authority.ledger.invoice(red.number)).toMatchObject({ colour: 'red', red: { blueNumber: blue.number }, invoice: { total: '-239.80' } })
  await until(
    () => house.session.file(red.number, 'pdf'),
    file => (file.is === 'file' ? file : undefined),
  )
  expect(house.authority.ledger.invoices()).toHaveLength(2)
})

describe('a red of an invoice that the buyer has booked', () => {
  const waiting = async () => {
    const blue = await house.issued(blueContent())
    house.authority.ledger.mark(blue.number, 'booked', true)
    const red = house.seal(fullRed(blue))
    expect(await house.submit(red)).toMatchObject({ is: 'pending' })
    expect(await house.find(red)).toMatchObject({ is: 'pending', askAfterSeconds: 5 })
    return { red, form: house.authority.ledger.formsOf(blue.number)[0]! }
  }

  test('comes once the buyer agrees', async () => {
    const { red, form } = await waiting()
    house.authority.ledger.moveForm(form.uuid, 'buyer', 'agree')
    await until(
      () => house.find(red),
      found => (found?.is === 'issued' ? found : undefined),
    )
  })

  test('is dead once the buyer refuses, or after 72 hours', async () => {
    const first = await waiting()
    house.authority.ledger.moveForm(first.form.uuid, 'buyer', 'refuse')
    expect(await house.find(first.red)).toMatchObject({ is: 'rejected', faults: [{ zh: expect.stringContaining('05') }] })
    const second = await waiting()
    house.authority.ledger.advance(72 * 3600)
    expect(await house.find(second.red)).toMatchObject({ is: 'rejected', faults: [{ zh: expect.stringContaining('07') }] })
  })
})

test('an invoice of which part came back elsewhere is refused as a whole', async () => {
  const blue = await house.issued(blueContent())
  const { lines, amountFen, taxFen } = partRed(blue)
  expect({ lines: lines.length, amountFen, taxFen }).toEqual({ lines: 1, amountFen: -2500, taxFen: -225 })
  const issued = house.authority.ledger.invoice(blue.number)!
  const [line] = issued.invoice.lines
  const { nature: _, total: __, ...printed } = line!
  house.authority.ledger.applyRed({
    serial: 'ELSEWHERE',
    enteredBy: 'seller',
    seller: { taxNumber: issued.invoice.seller.taxNumber, name: issued.invoice.seller.name },
    buyer: { name: issued.invoice.buyer.name, taxNumber: issued.invoice.buyer.taxNumber },
    blueNumber: blue.number,
    blueIssuedAt: new Date(issued.issuedAt + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' '),
    blueAmount: '220.00',
    blueTax: '19.80',
    blueSpecial: false,
    amount: '-25.00',
    tax: '-2.25',
    reason: '02',
    lines: [{ ...printed, blueNo: '1', no: '1', quantity: '-1', amount: '-25.00', tax: '-2.25' }],
  })
  const [form] = house.authority.ledger.formsOf(blue.number)
  await until(
    async () => house.authority.ledger.find(issued.invoice.seller.taxNumber, 'ELSEWHERE'),
    found => (found.is === 'issued' ? found : undefined),
  )
  expect(form).toBeDefined()
  expect(await house.submit(house.seal(fullRed(blue)))).toMatchObject({ is: 'rejected' })
})

test('totals that differ from ours are told as they are', async () => {
  const one = house.seal(blueContent())
  await house.submit(one)
  await until(
    () => house.find(one),
    found => (found?.is === 'issued' ? found : undefined),
  )
  house.authority.faults.add({ kind: 'wrongTotals' })
  expect(await house.find(one)).toMatchObject({ is: 'issued', totalFen: 23981 })
})

test('an invoice of many lines goes compressed, in both ways', async () => {
  for (const compression of ['1', '2'] as const) {
    await house.authority.close()
    house = await openAisino({ named: true, client: { compression } })
    const [line] = blueContent().lines
    const lines = Array.from({ length: 90 }, () => line!)
    const content = blueContent({ lines, amountFen: 900_000, taxFen: 81_000, totalFen: 981_000 })
    expect(await house.issued(content)).toMatchObject({ totalFen: 981_000 })
  }
})
