import { expect, test } from 'vitest'
import { bureauConfigSchema } from './config.ts'
import { askFormSeconds, bureauTraits } from './traits.ts'

const config = bureauConfigSchema.parse({
  environment: 'sandbox',
  baseUrl: { sandbox: 'http://127.0.0.1', production: 'https://tax.example.cn' },
  appId: 'demo',
  signing: { type: 'HMAC-SM3', secret: 'DemoSecret1' },
  encryption: { mode: 'none' },
})

test('a sandbox is asked often and may shorten the grace; production is not', () => {
  expect(bureauTraits(config)).toMatchObject({ sandbox: true, askAfterSeconds: 1, absentGraceSeconds: 60 })
  expect(bureauTraits({ ...config, absentGraceSeconds: 2 }).absentGraceSeconds).toBe(2)
  expect(bureauTraits({ ...config, environment: 'production' })).toMatchObject({ sandbox: false, askAfterSeconds: 10, absentGraceSeconds: 60 })
})

test('asking for a waiting red form fits into the asks that a document has', () => {
  const production = { ...config, environment: 'production' } as const
  expect((72 * 3600) / askFormSeconds(production)).toBeLessThan(bureauTraits(production).askMax)
})
