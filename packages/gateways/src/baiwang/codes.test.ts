import { describe, expect, test } from 'vitest'
import { answerSchema } from './answers.ts'
import {
  CONFIRM_TYPE,
  ENTRY_IDENTITY,
  FORM_STATES,
  INVOICE_TYPE,
  INVOICE_TYPE_CODE,
  LINE_NATURE,
  RED_INVOICE_LABEL,
  RED_ISSUE_REASON,
} from './codes.ts'
import { pathIn } from './fields.ts'
import { complaintOf, verdictOf } from './verdict.ts'

const verdict = (code: string, message = 'text') => verdictOf({ code, message })

describe('every code of gateways.md 5.3', () => {
  test.each(['100001', '100002'])('%s renews the token', code => expect(verdict(code)).toMatchObject({ is: 'token' }))
  test.each([
    ['100007', 'credential'],
    ['101', 'entitlement'],
    ['103', 'entitlement'],
    ['20020', 'login'],
    ['20023', 'login'],
    ['14', 'quota'],
    ['402', 'quota'],
    ['907', 'entitlement'],
    ['910', 'entitlement'],
  ])('%s blocks: %s', (code, need) => expect(verdict(code)).toEqual({ is: 'blocked', need, detail: `${code} text` }))
  test.each(['20019', '70169', '70170'])('%s is dead', code => expect(verdict(code)).toMatchObject({ is: 'dead', fault: { code: 'REJECTED' } }))
  test('70035 is about a red form, and nothing left to reverse is more than that', () => {
    expect(verdict('70035')).toMatchObject({ is: 'red', spent: false })
    expect(verdict('70035', '存在进行中的红字确认单')).toMatchObject({ is: 'red', spent: false })
    expect(verdict('70035', '没有可红冲的金额')).toMatchObject({ is: 'red', spent: true })
  })
  test.each(['99', '410', '411', '416', '606'])('%s says nothing about the document', code =>
    expect(verdict(code)).toEqual({ is: 'unclear', why: code, later: true }),
  )
})

test.each(['', '70171', '99999', '0', 'ERROR'])('a code that no list knows (%j) is unknown, never rejected', code => {
  expect(verdict(code)).toEqual({ is: 'unclear', why: `${code || 'no code'} (not listed)` })
})

test.each(['70170', '20019', '70035', '99999'])('whatever says %s, a repeated serial is no rejection', code => {
  expect(verdict(code, 'serialNo：开票流水号重复')).toMatchObject({ is: 'unclear' })
})

describe('a message names the need where the code leaves it open', () => {
  test.each([
    ['20020', '请进行扫脸认证', 'faceCheck'],
    ['99999', '请先完成实人认证', 'faceCheck'],
    ['99999', '请登录电子税务局', 'login'],
    ['', '账号登录已失效', 'login'],
    ['99999', '授信额度不足', 'quota'],
    ['99999', '当月可用额度为0', 'quota'],
  ])('%s %s: %s', (code, message, need) => expect(verdict(code, message)).toMatchObject({ is: 'blocked', need }))

  test('but not against a code', () => {
    expect(verdict('70170', '请登录电子税务局')).toMatchObject({ is: 'dead' })
    expect(verdict('101', '授信额度不足')).toMatchObject({ is: 'blocked', need: 'entitlement' })
    expect(verdict('416', '未登录')).toMatchObject({ is: 'unclear' })
  })
})

test('the finer code counts, wherever they put it', () => {
  const read = (errorResponse: object) => complaintOf(answerSchema.parse({ success: false, errorResponse }))
  expect(read({ code: '70170', message: 'a' })).toEqual({ code: '70170', message: 'a' })
  expect(read({ code: 70170, message: 'a', subCode: null, subMessage: '' })).toEqual({ code: '70170', message: 'a' })
  expect(read({ code: '-1', message: 'a', subCode: '70169', subMessage: 'b' })).toEqual({ code: '70169', message: 'b' })
  expect(verdictOf(read({ code: '70170', message: 'a', subCode: 'X1', subMessage: 'b' }))).toMatchObject({ is: 'unclear' })
  expect(complaintOf(answerSchema.parse({ success: false }))).toEqual({ code: '', message: '' })
})

describe('gateways.md 13.1, the column of Baiwang', () => {
  test('special and normal 数电: 01, 02; 税控 kinds have their own', () => {
    expect(INVOICE_TYPE_CODE.digital).toEqual({ special: '01', ordinary: '02' })
    expect(INVOICE_TYPE_CODE.taxControlElectronic).toEqual({ special: '028', ordinary: '026' })
    expect(INVOICE_TYPE_CODE.taxControlPaper).toEqual({ special: '004', ordinary: '007' })
    expect(INVOICE_TYPE_CODE.taxControlRoll).toEqual({ special: undefined, ordinary: '025' })
  })
  test('blue and red: 0, 1', () => expect(INVOICE_TYPE).toEqual({ blue: '0', red: '1' }))
  test('wrong, return, stopped, allowance: label 01 02 03 04, redIssueReason 2 1 3 4', () => {
    expect(RED_INVOICE_LABEL).toEqual({ '01': '01', '02': '02', '03': '03', '04': '04' })
    expect(RED_ISSUE_REASON).toEqual({ '01': '2', '02': '1', '03': '3', '04': '4' })
  })
  test('who enters the red form: seller 01, buyer 02', () =>
    expect([...ENTRY_IDENTITY]).toEqual([
      ['01', 'seller'],
      ['02', 'buyer'],
    ]))
  test('line: normal 0, discount 1, discounted 2', () => expect(LINE_NATURE).toEqual({ normal: '0', discount: '1', discounted: '2' }))
})

test('confirm, refuse, revoke a form: 01, 02, 03', () => expect(CONFIRM_TYPE).toEqual({ confirm: '01', refuse: '02', revoke: '03' }))

test('states 01 and 04 are good, 02 and 03 wait, 05 to 10 are the end, others are not known', () => {
  const kinds = Array.from({ length: 13 }, (_, i) => FORM_STATES.get(String(i + 1).padStart(2, '0'))?.is)
  expect(kinds).toEqual(['good', 'waits', 'waits', 'good', 'ended', 'ended', 'ended', 'ended', 'ended', 'ended', undefined, undefined, undefined])
})

test.each([
  ['invoiceDetailsList[2].goodsTaxRate：税率不合法', 'lines.2.rate'],
  ['redConfirmDetailReqEntityList[0].goodsQuantity too much', 'lines.0.quantity'],
  ['必填参数为空:buyerName', 'buyer.name'],
  ['参数 remarks 长度超过限制；drawer 也是', 'remark'],
  ['某处有误', ''],
])('%s points at %s', (message, path) => expect(pathIn(message)).toBe(path))
