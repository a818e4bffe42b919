import { describe, expect, test } from 'vitest'
import { CODE_CLASS, FORM_STATES, passingNeed, pathOf } from './codes.ts'
import { verdictOf } from './verdict.ts'

const verdict = (code: string, describe = '', codes: Parameters<typeof verdictOf>[2]['codes'] = {}) => verdictOf(code, describe, { codes })

/** gateways.md 4.8, the classes validation, rounding, limit and red but for E9103. */
const PROVEN_DEAD = ['E4000', 'E9101', 'E9102', 'E9104', 'E9105', ...range(9107, 9108), ...range(9110, 9131), 'E9138', 'E9154']

function range(from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, i) => `E${from + i}`)
}

test('the codes that prove a document dead are those of the reference, and no other', () => {
  expect([...CODE_CLASS].filter(([, is]) => is === 'dead').map(([code]) => code)).toEqual(PROVEN_DEAD)
})

test.each(['E9999', 'E9601', 'E9611', 'E0001', 'E9132', 'S0000', '', 'toString'])('code %j says nothing certain', code => {
  expect(verdict(code)).toMatchObject({ is: 'unclear' })
})

test('a configured code can call a person, or for a token; it can never change a listed one, nor prove anything dead', () => {
  expect(verdict('X1', 'text', { X1: 'login' })).toEqual({ is: 'blocked', need: 'login', detail: 'X1 text' })
  expect(verdict('X1', '', { X1: 'token' })).toEqual({ is: 'token' })
  expect(verdict('E9106', '', { E9106: 'login' })).toEqual({ is: 'duplicate' })
})

test.each([
  ['070101', 'credential'],
  ['070304', 'credential'],
  ['070305', 'credential'],
  ['070306', 'credential'],
  ['070307', 'credential'],
  ['E9301', 'entitlement'],
  ['E9302', 'entitlement'],
  ['E9338', 'entitlement'],
])('%s needs a person: %s', (code, need) => {
  expect(verdict(code)).toMatchObject({ is: 'blocked', need })
})

test('E9103 is a doubt: an earlier call of ours may have reversed the blue', () => {
  expect(verdict('E9103')).toMatchObject({ is: 'spent' })
})

describe('a refusal points at our field', () => {
  test.each([
    ['E9131', '第1行|不含税金额*税率-税额的绝对值大于0.06', 'lines.0.taxFen'],
    ['E9130', '第 12 行', 'lines.11.totalFen'],
    ['E4000', '第3行goodsName', 'lines.2'],
    ['E9121', '查询税收编码失败', 'lines'],
    ['E4000', '参数错误', ''],
  ])('%s %s: %s', (code, text, path) => {
    expect(pathOf(code, text)).toBe(path)
  })

  test('and repeats code and text', () => {
    expect(verdict('E9131', '第1行税额错误')).toMatchObject({
      faults: [{ code: 'REJECTED', path: 'lines.0.taxFen', zh: expect.stringContaining('E9131') }],
    })
  })
})

test('the states of a red form: 01 and 04 good, 02 and 03 waiting, 15 applying, the rest ended', () => {
  const of = (is: string) => [...FORM_STATES].filter(([, state]) => state.is === is).map(([state]) => state)
  expect({ good: of('good'), waits: of('waits'), applying: of('applying') }).toEqual({ good: ['01', '04'], waits: ['02', '03'], applying: ['15'] })
  expect(of('ended')).toEqual(['05', '06', '07', '08', '09', '10', '11', '12', '13', '16'])
})

test.each([
  ['未查询到可用的数电账号', 'login'],
  ['账号登录已失效', 'login'],
  ['请进行扫脸认证', 'faceCheck'],
  ['需要实人认证', 'faceCheck'],
  ['授信额度不在有效期内', 'quota'],
  ['当月可用额度为0', 'quota'],
  ['销方税号与授权税号不一致', undefined],
  ['第1行商品税率不合法', undefined],
])('%s: %s', (failCause, need) => {
  expect(passingNeed(failCause)).toBe(need)
})
