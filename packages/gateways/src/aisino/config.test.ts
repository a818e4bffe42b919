import { describe, expect, test } from 'vitest'
import { APP } from '../../test/aisino.ts'
import { addressOf, aisinoConfigSchema, isStrict } from './config.ts'
import { aisinoTraits } from './traits.ts'

const sandbox = { environment: 'sandbox', ...APP }
const faults = (change: object): string[] => aisinoConfigSchema.safeParse({ ...sandbox, ...change }).error?.issues.map(i => i.path.join('.')) ?? []

describe('settings', () => {
  test('lead to the provider’s own addresses unless others are given', () => {
    expect(addressOf(aisinoConfigSchema.parse(sandbox))).toBe('https://llys.51fapiao.cn/openapi')
    expect(addressOf(aisinoConfigSchema.parse({ ...sandbox, environment: 'production' }))).toBe('https://ll.51fapiao.cn/openapi')
    expect(addressOf(aisinoConfigSchema.parse({ ...sandbox, baseUrl: { sandbox: 'http://127.0.0.1:1/x/' } }))).toBe('http://127.0.0.1:1/x')
  })

  test.each([
    ['orgCode', { orgCode: 'ORG01' }],
    ['authCode', { authCode: '' }],
    ['baseUrl.production', { environment: 'production', baseUrl: { production: 'http://127.0.0.1' } }],
    ['absentGraceSeconds', { environment: 'production', absentGraceSeconds: 1 }],
    ['codes.8000', { codes: { '8000': 'rejected' } }],
    ['resultFields.total', { resultFields: { amount: 'a', tax: 't' } }],
    ['formats.0', { formats: ['xml'] }],
  ])('name what is wrong: %s', (path, change) => expect(faults(change)).toEqual([path]))

  test('say how answers are verified: strictly in production, logged in a sandbox, or as given', () => {
    const strict = (change: object) => isStrict(aisinoConfigSchema.parse({ ...sandbox, ...change }))
    expect([strict({}), strict({ environment: 'production' })]).toEqual([false, true])
    expect([strict({ answerSignature: 'strict' }), strict({ environment: 'production', answerSignature: 'log' })]).toEqual([true, false])
  })
})

test('traits say how this gateway differs', () => {
  const production = aisinoTraits(aisinoConfigSchema.parse({ ...sandbox, environment: 'production' }))
  expect(production).toMatchObject({ redFlow: 'oneCall', partialRed: 'never', dedupesBySerial: true, absentGraceSeconds: 600, sandbox: false })
  expect(aisinoTraits(aisinoConfigSchema.parse({ ...sandbox, absentGraceSeconds: 2 }))).toMatchObject({ absentGraceSeconds: 2, sandbox: true })
  // A red waits for the buyer for up to 72 hours, looked at every six minutes.
  expect(production.askMax * 360).toBeGreaterThan(72 * 3600)
})
