import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { shopify } from '../src/index.ts'
import { SUBSCRIBED } from '../src/topics.ts'
import { configOf } from './shop.ts'

const page = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8')
const readme = page('../README.md')

test('the page names every setting of a shop and of its title', () => {
  const [store] = configOf({ webhookUrl: 'https://fapiao.example/', adminUrl: 'http://127.0.0.1:1/admin' }).stores
  const settings = [...Object.keys(store ?? {}), ...Object.keys(store?.title ?? {}), 'apiVersion', 'namespace', 'key', 'linkKey']
  expect(settings.length).toBeGreaterThan(20)
  expect(settings.filter(setting => !readme.includes(`\`${setting}\``))).toEqual([])
})

test('the page names every topic that the check asks for, and every extension with its target', () => {
  expect(SUBSCRIBED.filter(topic => !readme.includes(`\`${topic}\``))).toEqual([])
  const folder = new URL('../extensions/', import.meta.url)
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('shopify.extension.toml'))
  const targets = files.flatMap(file => [...page(`../extensions/${file}`).matchAll(/^target = "(.+)"$/gm)].map(found => found[1] ?? ''))
  expect(targets).toHaveLength(7)
  expect(targets.filter(target => !readme.includes(`\`${target}\``))).toEqual([])
})

test('every prepared order is listed', () => {
  const list = page('../src/demo/orders/README.md')
  const orders = readdirSync(new URL('../src/demo/orders/', import.meta.url)).filter(name => name.endsWith('.json'))
  expect(orders.filter(name => !list.includes(`\`${name.replace('.json', '')}\``))).toEqual([])
})

test('the settings that decide how files are read are those of a shop', () => {
  const read = shopify.preview.order(shopify.preview.example.order, [], { title: { name: ['发票抬头'] }, colour: 'red' })
  expect(read).toMatchObject({ is: 'faulty', faults: [{ code: 'FIELD_INVALID', path: 'connector' }] })
})
