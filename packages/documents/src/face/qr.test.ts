import { expect, test } from 'vitest'
import { blue, red, special } from '../../test/samples.ts'
import { qrText } from './qr.ts'

test('the QR text has the kind, the number, the total with tax, the day and four hex digits; neither code nor check code', () => {
  expect(qrText(blue)).toMatch(/^01,32,,26310000000000000017,393\.00,20261001,,[0-9A-F]{4}$/)
  expect(qrText(special)).toMatch(/^01,31,,26440000000000000231,114520\.00,20261001,,[0-9A-F]{4}$/)
  expect(qrText(red)).toMatch(/^01,32,,26310000000000000029,-400\.00,20261001,,[0-9A-F]{4}$/)
})

test('the last digits follow from the others', () => {
  const tail = (invoice: Parameters<typeof qrText>[0]) => qrText(invoice).slice(-4)
  expect(tail(blue)).toBe(tail({ ...blue, remark: 'another' }))
  expect(tail(blue)).not.toBe(tail({ ...blue, totalFen: blue.totalFen + 1 }))
})
