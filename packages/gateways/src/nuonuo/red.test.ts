import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { blueContent, fullRed, partRed, SELLER } from '../../test/documents.ts'
import { type House, openHouse, type Setting } from '../../test/nuonuo.ts'
import { until } from '../../test/until.ts'

let house: House
let blue: Awaited<ReturnType<House['issued']>>
const open = async (setting?: Setting): Promise<void> => {
  house = await openHouse(setting)
  blue = await house.issued(blueContent())
}
beforeEach(() =>
  open({
    front: {
      apps: [{ type: 'merchant', appKey: 'DemoKey1', appSecret: 'DemoSecret1', taxNumbers: [SELLER.taxNumber], tokenSeconds: 0 }],
      applySeconds: 0.1,
    },
  }),
)
afterEach(() => house.authority.close())

const eventually = <Is extends string>(one: Parameters<House['find']>[0], is: Is) =>
  until(
    () => house.find(one),
    found => (found?.is === is ? found : undefined),
  )
const form = () => house.authority.ledger.formsOf(blue.number)[0]!
const booked = () => house.authority.ledger.mark(blue.number, 'booked', true)
/** The buyer's side of the sandbox, as its endpoint does it. */
const buyer = (does: 'agree' | 'refuse') => house.authority.ledger.moveForm(form().uuid, 'buyer', does)

/** Sent, and at the bureau. */
async function applied() {
  const red = house.seal(partRed(blue))
  expect(await house.submit(red)).toMatchObject({ is: 'pending', why: 'red form taken' })
  return red
}
const waiting = (red: Parameters<House['find']>[0]) =>
  until(
    () => house.find(red),
    found => (found?.is === 'pending' && found.askAfterSeconds ? found : undefined),
  )

describe('a form that waits for the buyer', () => {
  test('is asked for rarely; agreed to, the red comes by itself with its form’s number', async () => {
    booked()
    const red = await applied()
    expect(await waiting(red)).toEqual({ is: 'pending', why: 'red form 02: 销方录入待购方确认', askAfterSeconds: 30 })
    buyer('agree')
    expect(await eventually(red, 'issued')).toMatchObject({ totalFen: -2725, formNumber: form().formNumber })
  })

  test('is refused: the red will never exist', async () => {
    booked()
    const red = await applied()
    await waiting(red)
    buyer('refuse')
    expect(await eventually(red, 'rejected')).toMatchObject({
      faults: [{ code: 'REJECTED', path: 'red', zh: expect.stringContaining('billStatus 05') }],
    })
  })

  test('lapses after 72 hours of the authority’s clock', async () => {
    booked()
    const red = await applied()
    await waiting(red)
    house.authority.ledger.advance(72 * 3600)
    expect(await eventually(red, 'rejected')).toMatchObject({ faults: [{ zh: expect.stringContaining('billStatus 07') }] })
  })

  test('is sent once, however often it is submitted', async () => {
    booked()
    const red = await applied()
    expect(await house.submit(red)).toMatchObject({ is: 'pending' })
    expect(await house.submit(red)).toMatchObject({ is: 'pending' })
    expect(house.calls('saveInvoiceRedConfirm')).toBe(1)
  })

  test('is taken back by us', async () => {
    booked()
    await waiting(await applied())
    expect(await house.session.decideForm?.(form().uuid, 'revoke')).toMatchObject({ is: 'forms', forms: [{ state: '08', enteredBy: 'seller' }] })
    expect(await house.session.decideForm?.(form().uuid, 'confirm')).toEqual({ is: 'failed', why: 'code SANDBOX-STATE, which is not listed' })
  })
})

describe('a form entered by the buyer', () => {
  /** At the bureau's page: Nuonuo knows nothing of it until it is pulled. */
  function entered(): string {
    booked()
    const { number, invoice, issuedAt } = house.authority.ledger.invoice(blue.number)!
    const [line] = invoice.lines
    const { nature: _, total: __, ...printed } = line!
    const answer = house.authority.ledger.applyRed({
      serial: 'BUYER1',
      enteredBy: 'buyer',
      seller: { taxNumber: invoice.seller.taxNumber, name: invoice.seller.name },
      buyer: { name: invoice.buyer.name, taxNumber: invoice.buyer.taxNumber },
      blueNumber: number,
      blueIssuedAt: new Date(issuedAt + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' '),
      blueAmount: invoice.amount,
      blueTax: invoice.tax,
      blueSpecial: false,
      amount: '-25.00',
      tax: '-2.25',
      reason: '02',
      lines: [{ ...printed, blueNo: '1', no: '1', quantity: '-1', amount: '-25.00', tax: '-2.25' }],
    })
    if (answer.is !== 'form') throw new Error(JSON.stringify(answer.problems))
    return answer.form.uuid
  }

  test('is listed with what it takes, and agreed to', async () => {
    const uuid = entered()
    expect(await house.session.forms?.(blue.number)).toMatchObject({
      is: 'forms',
      forms: [{ uuid, state: '03', enteredBy: 'buyer', blueNumber: blue.number, amountFen: -2500, taxFen: -225 }],
    })
    expect(await house.session.decideForm?.(uuid, 'confirm')).toMatchObject({ is: 'forms', forms: [{ uuid, state: '04' }] })
  })

  test('is refused', async () => {
    const uuid = entered()
    await house.session.forms?.(blue.number)
    expect(await house.session.decideForm?.(uuid, 'refuse')).toMatchObject({ is: 'forms', forms: [{ state: '06' }] })
  })

  test('stands in the way of ours, which fails with the reason', async () => {
    entered()
    const red = await applied()
    expect(await eventually(red, 'rejected')).toMatchObject({ faults: [{ zh: expect.stringMatching(/billStatus 16.*进行中/) }] })
  })
})

test('a form that cannot be asked for is not sent blindly', async () => {
  const red = house.seal(partRed(blue))
  house.authority.faults.add({ kind: 'busy', match: { operation: 'queryInvoiceRedConfirm' } })
  expect(await house.submit(red)).toEqual({ is: 'unknown', why: 'code SANDBOX-BUSY, which is not listed' })
  expect(house.calls('saveInvoiceRedConfirm')).toBe(0)
})

test('a red that Nuonuo does not know by itself is fetched with fastInvoiceRed', async () => {
  await house.authority.close()
  await open({ front: { redsAreFetched: true, applySeconds: 0.1 } })
  const red = await house.issued(fullRed(blue))
  expect(red.totalFen).toBe(-blue.totalFen)
  expect(house.calls('fastInvoiceRed')).toBeGreaterThan(0)
  expect(house.authority.ledger.invoices()).toHaveLength(2)
})

test('a login that is lost while a form is applied for ends that form; nothing is reversed', async () => {
  house.authority.faults.add({ kind: 'sessionLost', match: { operation: 'saveInvoiceRedConfirm' } })
  const red = await applied()
  expect(await eventually(red, 'rejected')).toMatchObject({ faults: [{ zh: expect.stringMatching(/billStatus 16.*未登录/) }] })
  expect(house.authority.ledger.formsOf(blue.number)).toEqual([])
})
