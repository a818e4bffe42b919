import { expect, test } from 'vitest'
import { APP } from '../../test/baiwang.ts'
import { addressOf, baiwangConfigSchema } from './config.ts'
import { baiwangTraits } from './traits.ts'

const parse = (change: object = {}) => baiwangConfigSchema.safeParse({ environment: 'sandbox', ...APP, ...change })
const faults = (change: object) => parse(change).error?.issues.map(({ path }) => path.join('.'))

test('the five things of a contract are enough: the addresses are the provider’s', () => {
  const sandbox = baiwangConfigSchema.parse({ environment: 'sandbox', ...APP })
  expect(addressOf(sandbox)).toBe('https://sandbox-openapi.baiwang.com/router/rest')
  expect(addressOf({ ...sandbox, environment: 'production' })).toBe('https://openapi.baiwang.com/router/rest')
})

test.each(Object.keys(APP))('without %s there is no configuration, and the fault names it', name => {
  expect(faults({ [name]: undefined })).toEqual([name])
})

test.each([
  [{ environment: 'production', baseUrl: { production: 'http://plain.example' } }, ['baseUrl.production']],
  [{ environment: 'production', absentGraceSeconds: 1 }, ['absentGraceSeconds']],
  [{ timeoutSeconds: 21 }, ['timeoutSeconds']],
  [{ formats: ['xml'] }, ['formats.0']],
  [{ carrier: 'paper' }, ['carrier']],
  [{ surprise: 1 }, ['']],
])('%o is refused at %o', (change, places) => {
  expect(faults(change)).toEqual(places)
})

test('traits: nothing is sent twice, one invoice a call, ten minutes before "not found" counts', () => {
  const production = baiwangTraits(baiwangConfigSchema.parse({ environment: 'production', ...APP }))
  expect(production).toMatchObject({
    numbering: 'authority',
    dedupesBySerial: false,
    batchMax: 1,
    absentGraceSeconds: 600,
    redFlow: 'formThenAuto',
    partialRed: 'always',
    formats: ['pdf', 'ofd'],
    linesMax: 100,
    sandbox: false,
  })
  const settings = { carrier: 'taxControlPaper', formats: ['ofd'], partialRed: 'never', linesMax: 8, absentGraceSeconds: 0 }
  expect(baiwangTraits(baiwangConfigSchema.parse({ environment: 'sandbox', ...APP, ...settings }))).toMatchObject({
    ...{ absentGraceSeconds: 0, redFlow: 'oneCall', partialRed: 'never', formats: ['ofd'], linesMax: 8, sandbox: true },
  })
})

test('a red form is looked at for longer than its 72 hours', () => {
  const { askMax } = baiwangTraits(baiwangConfigSchema.parse({ environment: 'production', ...APP }))
  expect(askMax * 1800).toBeGreaterThan(72 * 3600)
})
