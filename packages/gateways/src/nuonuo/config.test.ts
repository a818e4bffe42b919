import { expect, test } from 'vitest'
import { addressOf, nuonuoConfigSchema } from './config.ts'
import { askFormSeconds, nuonuoTraits } from './traits.ts'

const valid = { environment: 'production', appKey: 'DemoKey1', appSecret: 'DemoSecret1' }
const faultsOf = (change: object): string[] =>
  nuonuoConfigSchema.safeParse({ ...valid, ...change }).error?.issues.map(i => `${i.path.join('.')}: ${i.message}`) ?? []

test('a minimal configuration has the official addresses of its environment', () => {
  const config = nuonuoConfigSchema.parse(valid)
  expect(config).toMatchObject({ app: { type: 'merchant' }, carrier: 'digital', formats: ['pdf', 'ofd', 'xml'], codes: {}, renewAfterSeconds: 600 })
  expect(config.tokenUrl).toBe('https://open.nuonuo.com/accessToken')
  expect(addressOf(config)).toBe('https://sdk.nuonuo.com/open/v1/services')
  expect(addressOf({ environment: 'sandbox' })).toBe('https://sandbox.nuonuocs.cn/open/v1/services')
})

test('production goes through https, keeps its grace, and has a path that can be signed', () => {
  expect(faultsOf({ apiUrl: 'http://sdk.nuonuo.com/open/v1/services' })).toEqual(['apiUrl: production is reached through https only'])
  expect(faultsOf({ tokenUrl: 'http://open.nuonuo.com/accessToken' })).toEqual(['apiUrl: production is reached through https only'])
  expect(faultsOf({ absentGraceSeconds: 1 })).toEqual(['absentGraceSeconds: the grace can be shortened in a sandbox only'])
  expect(faultsOf({ apiUrl: 'https://sdk.nuonuo.com/services' })).toEqual([
    'apiUrl: the address ends in a path of three parts, such as /open/v1/services',
  ])
})

test('an ISV application wants its authorisation; a meaning that a code cannot have is refused; keys are not shown', () => {
  expect(faultsOf({ app: { type: 'isv' } }).map(f => f.split(':')[0])).toEqual(['app.code', 'app.redirectUri'])
  expect(faultsOf({ codes: { X1: 'dead' } })).toHaveLength(1)
  expect(faultsOf({ appSecret: 'short' }).join()).not.toContain('short')
  expect(faultsOf({ surprise: true })).toHaveLength(1)
})

test('traits follow the carrier and the environment', () => {
  const config = nuonuoConfigSchema.parse(valid)
  expect(nuonuoTraits(config)).toMatchObject({
    serialMaxLength: 20,
    linesMax: 2000,
    priceDecimals: 8,
    absentGraceSeconds: 600,
    redFlow: 'formThenAuto',
    partialRed: 'always',
    sandbox: false,
  })
  expect(nuonuoTraits({ ...config, carrier: 'taxControlPaper' })).toMatchObject({ redFlow: 'oneCall', partialRed: 'never', textLength: 'gbkBytes' })
  expect(nuonuoTraits({ ...config, environment: 'sandbox', absentGraceSeconds: 2 })).toMatchObject({ sandbox: true, absentGraceSeconds: 2 })
})

test('asking for a waiting red form fits into the asks that a document has', () => {
  const config = nuonuoConfigSchema.parse(valid)
  expect((72 * 3600) / askFormSeconds(config)).toBeLessThan(nuonuoTraits(config).askMax)
})
