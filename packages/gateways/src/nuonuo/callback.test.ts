import { expect, test } from 'vitest'
import { CALLBACK_ACKNOWLEDGEMENT, callbackHint } from './callback.ts'

const form = (fields: Record<string, string>): string => new URLSearchParams(fields).toString()

test.each([
  ['callback', 'issue'],
  ['invoiceInvalid', 'void'],
  ['invoiceApply', 'redApplication'],
  ['invoiceRedCallback', 'red'],
  ['redConfirmCallback', 'redForm'],
])('%s is a hint to look at an order', (operater, about) => {
  const content = JSON.stringify({ c_status: '1', c_fphm: '26112000000000000001', c_url: 'https://example.com/a.pdf' })
  expect(callbackHint(form({ operater, orderno: 'FABCDEFGHJKLMNPQR', content }))).toEqual({ about, serial: 'FABCDEFGHJKLMNPQR' })
})

test.each([
  '',
  '{"operater":"callback","orderno":"S1"}',
  form({ orderno: 'S1' }),
  form({ operater: 'callback' }),
  form({ operater: 'toString', orderno: 'S1' }),
  form({ operater: 'callback', orderno: "S1' or 1=1" }),
  form({ operater: 'callback', orderno: 'S'.repeat(21) }),
])('%j is nothing', body => {
  expect(callbackHint(body)).toBeUndefined()
})

test('the acknowledgement is the one of the reference', () => {
  expect(JSON.parse(CALLBACK_ACKNOWLEDGEMENT)).toEqual({ status: '0000', message: '同步成功' })
})
