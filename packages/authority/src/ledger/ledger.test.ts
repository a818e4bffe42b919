import { describe, expect, test } from 'vitest'
import { openDesk } from '../../test/desk.ts'
import { type Change, invoiceOf, LINES, ONE_UNIT, redOf, SELLER } from '../../test/invoices.ts'

const { taxNumber } = SELLER
const DAY = 24 * 3600

describe('issuing', () => {
  test('a receipt at once, a number of 20 digits later, not before', () => {
    const { ledger, wait } = openDesk()
    expect(ledger.issue(taxNumber, [invoiceOf()])).toMatchObject({ is: 'accepted', batch: expect.stringMatching(/^[0-9a-f]{40}$/) })
    expect(ledger.find(taxNumber, 'S1')).toEqual({ is: 'processing' })
    wait(2)
    const found = ledger.find(taxNumber, 'S1')
    expect(found).toMatchObject({ is: 'issued', issued: { colour: 'blue', invoice: invoiceOf() } })
    // Year, region, channel 0, sequence.
    expect(found.is === 'issued' && found.issued.number).toMatch(/^26110\d{15}$/)
  })

  test('the number carries the year in Shanghai, not in Greenwich', () => {
    const { ledger, wait, issued } = openDesk()
    wait(0)
    expect(issued().number.slice(0, 2)).toBe('26')
    ledger.advance((Date.parse('2027-01-01T00:00:00+08:00') - ledger.now()) / 1000)
    expect(issued({ serial: 'S2' }).number.slice(0, 2)).toBe('27')
  })

  test('a bad invoice is accepted and fails; its neighbours are issued', () => {
    const { ledger, wait } = openDesk()
    const bad = invoiceOf({ serial: 'bad', tax: '1.00' })
    expect(ledger.issue(taxNumber, [invoiceOf(), bad]).is).toBe('accepted')
    wait(2)
    expect(ledger.find(taxNumber, 'S1').is).toBe('issued')
    expect(ledger.find(taxNumber, 'bad')).toMatchObject({
      is: 'failed',
      problems: [
        { is: 'headerSums', path: ['tax'] },
        { is: 'headerSums', path: ['total'] },
      ],
    })
  })

  test('a serial that was never sent is unknown, and so is one of somebody else', () => {
    const { ledger, issued } = openDesk()
    issued()
    expect(ledger.find(taxNumber, 'S2')).toEqual({ is: 'unknown' })
    expect(ledger.find('91110000DEMO00009X', 'S1')).toEqual({ is: 'unknown' })
  })

  test('strangers, and sellers in abnormal standing, issue nothing', () => {
    const { ledger } = openDesk()
    expect(ledger.issue('91110000DEMO00009X', [invoiceOf()])).toMatchObject({ is: 'refused', problems: [{ is: 'notEntitled' }] })
    ledger.changeSeller(taxNumber, { abnormal: true })
    expect(ledger.issue(taxNumber, [invoiceOf()])).toMatchObject({ is: 'refused', problems: [{ is: 'notEntitled' }] })
    ledger.changeSeller(taxNumber, { abnormal: false })
    expect(ledger.issue(taxNumber, [invoiceOf()]).is).toBe('accepted')
  })

  test("an invoice in another seller's name is refused", () => {
    const { ledger } = openDesk()
    const other = invoiceOf({ seller: { ...SELLER, taxNumber: '91110000DEMO00009X' } })
    expect(ledger.issue(taxNumber, [other])).toMatchObject({
      is: 'refused',
      problems: [{ is: 'notEntitled', path: ['invoices', 0, 'seller', 'taxNumber'] }],
    })
  })

  test('slow visibility hides what was accepted, then shows it', () => {
    const { ledger, wait } = openDesk()
    ledger.issue(taxNumber, [invoiceOf()], { visibleSeconds: 60 })
    wait(59)
    expect(ledger.find(taxNumber, 'S1')).toEqual({ is: 'unknown' })
    wait(1)
    expect(ledger.find(taxNumber, 'S1').is).toBe('issued')
  })
})

describe('the same serial', () => {
  test('with the same fields gets the first receipt and no second number', () => {
    const { ledger, wait } = openDesk()
    const first = ledger.issue(taxNumber, [invoiceOf()])
    wait(3)
    expect(ledger.issue(taxNumber, [{ ...invoiceOf() }])).toEqual(first)
    expect(ledger.invoices()).toHaveLength(1)
  })

  test('with the fields in another order is the same', () => {
    const { ledger } = openDesk()
    const first = ledger.issue(taxNumber, [invoiceOf()])
    const turned = Object.fromEntries(Object.entries(invoiceOf()).reverse())
    expect(ledger.issue(taxNumber, [{ ...invoiceOf(), ...turned }])).toEqual(first)
  })

  test.each<Change>([{ remark: 'x' }, { issuer: '李四' }, { buyer: { phone: '1' } }, { lines: [LINES[0]!] }])(
    'with other fields is refused: %j',
    change => {
      const { ledger } = openDesk()
      ledger.issue(taxNumber, [invoiceOf()])
      expect(ledger.issue(taxNumber, [invoiceOf(change)])).toMatchObject({
        is: 'refused',
        problems: [{ is: 'serialRepeated', path: ['invoices', 0, 'serial'] }],
      })
    },
  )

  test('twice in one request is refused, whole', () => {
    const { ledger } = openDesk()
    const answer = ledger.issue(taxNumber, [invoiceOf(), invoiceOf({ remark: 'x' })])
    expect(answer).toMatchObject({ is: 'refused', problems: [{ is: 'serialRepeated', path: ['invoices', 1, 'serial'] }] })
    expect(ledger.find(taxNumber, 'S1')).toEqual({ is: 'unknown' })
  })

  test('of a red is not free for a blue, nor the reverse', () => {
    const { ledger, issued } = openDesk()
    const blue = issued()
    expect(ledger.applyRed(redOf(blue, { serial: 'S1' }))).toMatchObject({ is: 'refused', problems: [{ is: 'serialRepeated' }] })
    ledger.applyRed(redOf(blue))
    expect(ledger.issue(taxNumber, [invoiceOf({ serial: 'R1' })])).toMatchObject({ is: 'refused', problems: [{ is: 'serialRepeated' }] })
  })

  test('of a document that failed stays failed', () => {
    const { ledger, wait } = openDesk()
    const bad = invoiceOf({ tax: '1.00' })
    const first = ledger.issue(taxNumber, [bad])
    wait(3)
    expect(ledger.issue(taxNumber, [bad])).toEqual(first)
    expect(ledger.find(taxNumber, 'S1').is).toBe('failed')
  })
})

describe('quota', () => {
  const small = { sellers: [{ ...SELLER, kind: 'general' as const, monthlyQuotaFen: 50_000, region: '11' }] }

  test('counts from acceptance, tax included, and refuses what does not fit, whole', () => {
    const { ledger } = openDesk(small)
    ledger.issue(taxNumber, [invoiceOf()])
    expect(ledger.quota(taxNumber)).toEqual({ month: '2026-03', total: 50_000n, used: 23_980n, left: 26_020n })
    const two = [invoiceOf({ serial: 'S2' }), invoiceOf({ serial: 'S3' })]
    expect(ledger.issue(taxNumber, two)).toMatchObject({ is: 'refused', problems: [{ is: 'quota' }] })
    expect(ledger.issue(taxNumber, [invoiceOf({ serial: 'S2' })]).is).toBe('accepted')
    expect(ledger.quota(taxNumber).left).toBe(2_040n)
  })

  test('does not count what fails, nor what is repeated', () => {
    const { ledger } = openDesk(small)
    ledger.issue(taxNumber, [invoiceOf({ serial: 'bad', tax: '1.00' })])
    ledger.issue(taxNumber, [invoiceOf()])
    ledger.issue(taxNumber, [invoiceOf()])
    expect(ledger.quota(taxNumber).used).toBe(23_980n)
  })

  test('is given back by a red of the same month, not by one of a later month', () => {
    const { ledger, issued, wait } = openDesk(small)
    const [first, second] = [issued(), issued({ serial: 'S2' })]
    ledger.applyRed(redOf(first))
    wait(3)
    expect(ledger.quota(taxNumber).used).toBe(23_980n)
    wait(31 * DAY)
    ledger.applyRed(redOf(second, { serial: 'R2' }))
    wait(3)
    expect(ledger.quota(taxNumber)).toMatchObject({ month: '2026-04', used: 0n })
  })

  test('begins anew with the month in Shanghai', () => {
    const { ledger, issued, wait } = openDesk(small)
    issued()
    wait((Date.parse('2026-03-31T23:59:58+08:00') - ledger.now()) / 1000)
    expect(ledger.quota(taxNumber)).toMatchObject({ month: '2026-03', used: 23_980n })
    wait(2)
    expect(ledger.quota(taxNumber)).toMatchObject({ month: '2026-04', used: 0n })
  })

  test('follows a change of the monthly amount', () => {
    const { ledger } = openDesk(small)
    ledger.changeSeller(taxNumber, { monthlyQuotaFen: 10 })
    expect(ledger.issue(taxNumber, [invoiceOf()])).toMatchObject({ is: 'refused', problems: [{ is: 'quota' }] })
    expect(ledger.quota(taxNumber)).toMatchObject({ total: 10n, left: 10n })
  })
})

describe('voiding', () => {
  const KIND = { kind: 'taxControlOrdinary' } as const
  const voidOf = ({ number }: { readonly number: string }, issuedAt = '2026-03-02 09:00:02') => ({ serial: 'V1', number, issuedAt })

  test('a 税控 invoice is void within its month and gives its quota back; saying it again changes nothing', () => {
    const { ledger, issued } = openDesk()
    const blue = issued(KIND)
    const answer = ledger.voidInvoice(taxNumber, voidOf(blue))
    expect(answer).toMatchObject({ is: 'found', found: { is: 'issued', issued: { number: blue.number, voidedAt: ledger.now() } } })
    expect(ledger.voidInvoice(taxNumber, voidOf(blue))).toEqual(answer)
    expect(ledger.quota(taxNumber).used).toBe(0n)
  })

  test.each(['taxControlSpecial', 'paperSpecial', 'paperOrdinary', 'paperRoll'] as const)('%s can be void too', kind => {
    const { ledger, issued } = openDesk()
    expect(ledger.voidInvoice(taxNumber, voidOf(issued({ kind }))).is).toBe('found')
  })

  test.each(['special', 'ordinary'] as const)('an electronic 数电 invoice (%s) is never void', kind => {
    const { ledger, issued } = openDesk()
    expect(ledger.voidInvoice(taxNumber, voidOf(issued({ kind })))).toMatchObject({ is: 'refused', problems: [{ is: 'notVoidable' }] })
  })

  test('a month later it is too late', () => {
    const { ledger, issued, wait } = openDesk()
    const blue = issued(KIND)
    wait(30 * DAY)
    expect(ledger.voidInvoice(taxNumber, voidOf(blue))).toMatchObject({ is: 'refused', problems: [{ is: 'notInItsMonth' }] })
  })

  test('what is void can be neither reversed nor voided again', () => {
    const { ledger, issued } = openDesk()
    const blue = issued(KIND)
    ledger.voidInvoice(taxNumber, voidOf(blue))
    expect(ledger.voidInvoice(taxNumber, { ...voidOf(blue), serial: 'V2' })).toMatchObject({ problems: [{ is: 'nothingLeft' }] })
    expect(ledger.applyRed(redOf(blue))).toMatchObject({ is: 'refused', problems: [{ is: 'nothingLeft' }] })
  })

  test('what is reversed, or about to be, cannot be void', () => {
    const { ledger, issued, wait } = openDesk()
    const blue = issued(KIND)
    ledger.applyRed(redOf(blue, { reason: '02', lines: ONE_UNIT }))
    expect(ledger.voidInvoice(taxNumber, voidOf(blue))).toMatchObject({ problems: [{ is: 'formInProgress' }] })
    wait(3)
    expect(ledger.voidInvoice(taxNumber, voidOf(blue))).toMatchObject({ problems: [{ is: 'nothingLeft' }] })
    const red = ledger.invoices().find(i => i.colour === 'red')!
    expect(ledger.voidInvoice(taxNumber, voidOf(red, '2026-03-02 09:00:05'))).toMatchObject({ problems: [{ is: 'notVoidable' }] })
  })

  test('number, second and seller must be those of the invoice, and the serial its own', () => {
    const { ledger, issued } = openDesk()
    const blue = issued(KIND)
    expect(ledger.voidInvoice(taxNumber, voidOf({ number: '9'.repeat(20) }))).toMatchObject({ problems: [{ is: 'blueNotFound' }] })
    expect(ledger.voidInvoice(taxNumber, voidOf(blue, '2026-03-02 09:00:03'))).toMatchObject({ problems: [{ is: 'blueNotFound' }] })
    expect(ledger.voidInvoice('91110000DEMO00009X', voidOf(blue))).toMatchObject({ problems: [{ is: 'blueNotFound' }] })
    expect(ledger.voidInvoice(taxNumber, { ...voidOf(blue), serial: 'S1' })).toMatchObject({ problems: [{ is: 'serialRepeated' }] })
  })
})

test('a ledger read back from its facts says the same about everything', () => {
  const { ledger, issued, events, wait } = openDesk()
  const blue = issued()
  ledger.applyRed(redOf(blue, { reason: '02', lines: ONE_UNIT }))
  ledger.voidInvoice(taxNumber, { serial: 'V1', number: issued({ serial: 'S2', kind: 'paperRoll' }).number, issuedAt: '2026-03-02 09:00:05' })
  ledger.issue(taxNumber, [invoiceOf({ serial: 'bad', tax: '1.00' })])
  ledger.mark(blue.number, 'used', true)
  ledger.changeSeller(taxNumber, { monthlyQuotaFen: 77_777_700 })
  ledger.advance(3600)
  wait(1)
  const again = openDesk({}, JSON.parse(JSON.stringify(events)))
  again.wait((ledger.now() - again.ledger.now()) / 1000)
  const all = (l: typeof ledger) => ({
    invoices: l.invoices(),
    forms: l.forms(),
    quota: l.quota(taxNumber),
    found: ['S1', 'S2', 'R1', 'V1', 'bad', 'nothing'].map(serial => l.find(taxNumber, serial)),
  })
  expect(all(again.ledger)).toEqual(all(ledger))
})

test('the clock that was put forward stays so', () => {
  const { ledger, events } = openDesk()
  const before = ledger.now()
  ledger.advance(100)
  expect(ledger.now()).toBe(before + 100_000)
  expect(openDesk({}, events).ledger.now()).toBe(before + 100_000)
})
