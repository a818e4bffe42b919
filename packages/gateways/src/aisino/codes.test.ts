import { describe, expect, test } from 'vitest'
import { CODE_CLASS } from './codes.ts'
import { verdictOf } from './verdict.ts'

const verdict = (code: string, msg = 'text', codes = {}) => verdictOf(code, msg, { codes })

describe('every code of gateways.md 6', () => {
  test.each([
    ['1000', 'ok'],
    ['1002', 'pending'],
    ['9994', 'repeated'],
    ['2001', 'dead'],
  ])('%s is %s', (code, is) => expect(verdict(code)).toMatchObject({ is }))

  test.each([
    ['1001', 'credential'],
    ['1101', 'login'],
    ['3203', 'login'],
    ['1102', 'faceCheck'],
    ['9995', 'credential'],
    ['9996', 'credential'],
    ['9999', 'entitlement'],
  ])('%s blocks for %s and says in both languages what to do', (code, need) => {
    expect(verdict(code)).toMatchObject({
      is: 'blocked',
      need,
      detail: expect.stringMatching(new RegExp(`^${code} text。.*\\p{Script=Han}.*[a-z]{3}`, 'u')),
    })
  })

  test('nothing else is listed', () =>
    expect([...CODE_CLASS.keys()].sort()).toEqual(['1000', '1001', '1002', '1101', '1102', '2001', '3203', '9994', '9995', '9996', '9999']))
})

test('a code that is not listed is unclear, unless the settings know it; they cannot change one that is listed', () => {
  expect(verdict('5000')).toEqual({ is: 'unclear', why: 'code 5000, which is not listed' })
  expect(verdict('5000', '', { '5000': 'absent' })).toEqual({ is: 'absent' })
  expect(verdict('5000', '', { '5000': 'later' })).toEqual({ is: 'unclear', why: 'code 5000' })
  expect(verdict('2001', '', { '2001': 'absent' })).toMatchObject({ is: 'dead' })
  expect(verdict('constructor')).toMatchObject({ is: 'unclear' })
})

test.each([
  ['流水号重复', { is: 'unclear' }],
  ['系统繁忙，请稍后再试', { is: 'unclear' }],
  ['请进行扫脸认证', { is: 'dead', need: 'faceCheck' }],
  ['数电账号未登录', { is: 'dead', need: 'login' }],
  ['当月可用额度为0', { is: 'dead', need: 'quota' }],
  ['税率不合法', { is: 'dead', need: undefined, fault: { code: 'REJECTED', path: '' } }],
])('a 2001 that says %s', (msg, expected) => expect(verdict('2001', msg)).toMatchObject(expected))
