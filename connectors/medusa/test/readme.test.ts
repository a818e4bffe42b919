import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { insideSchema, productSettingsSchema } from '../src/config.ts'

const page = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8')
const readme = page('../README.md')

test('the page names every setting that decides how orders are read', () => {
  const settings = [...Object.keys(insideSchema.shape), ...Object.keys(productSettingsSchema.shape)]
  expect(settings.filter(setting => !readme.includes(`\`${setting}\``))).toEqual([])
})

test('the page names every event that the plugin hears', () => {
  const events = page('../plugin/src/subscribers/orders.ts').match(/(?<=^ {2}')[\w.-]+(?=',$)/gm) ?? []
  expect(events.length).toBeGreaterThan(5)
  expect(events.filter(event => !readme.includes(`\`${event}\``))).toEqual([])
})
