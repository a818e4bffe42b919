import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { SUBSCRIBED } from '../src/topics.ts'
import { fakePage } from './fake-page.ts'

const home = fileURLToPath(new URL('..', import.meta.url))
const folder = path.join(home, 'extensions')
const read = (...parts: readonly string[]): string => readFileSync(path.join(home, ...parts), 'utf8')
const extensions = readdirSync(folder).filter(name => existsSync(path.join(folder, name, 'shopify.extension.toml')))
const targetsOf = (name: string) =>
  [...read('extensions', name, 'shopify.extension.toml').matchAll(/module = "\.\/(.+)"\ntarget = "(.+)"/g)].map(([, module = '', target = '']) => ({
    name,
    module,
    target,
  }))
const targets = extensions.flatMap(targetsOf)
const URL_OF_CONNECTOR: string = JSON.parse(read('extensions/shared/settings.json')).connector

/** What Shopify's own build makes of a module: one file. */
async function built(name: string, module: string): Promise<string> {
  const bundle = await rolldown({
    input: path.join(folder, name, module),
    platform: 'browser',
    tsconfig: path.join(folder, 'tsconfig.base.json'),
    transform: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    logLevel: 'silent',
  })
  const { output } = await bundle.generate({ format: 'esm', codeSplitting: false })
  return output[0].code
}

describe('the extensions', () => {
  test.each(['checkout', 'customer-account', 'admin'])('of %s fit the types of their surface', surface => {
    const tsc = path.join(path.dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin', 'tsc')
    const { status, stdout } = spawnSync(process.execPath, [tsc, '-p', path.join(folder, `tsconfig.${surface}.json`)], { encoding: 'utf8' })
    expect([status, stdout]).toEqual([0, ''])
    const included: string[] = JSON.parse(read('extensions', `tsconfig.${surface}.json`)).include
    expect(included.every(one => existsSync(path.join(folder, one)))).toBe(true)
  })

  test('are all checked, each with the surface it is for', () => {
    const surfaceOf = (target: string) => (target.startsWith('purchase.') ? 'checkout' : target.startsWith('admin.') ? 'admin' : 'customer-account')
    for (const { name, target } of targets)
      expect([name, read('extensions', `tsconfig.${surfaceOf(target)}.json`).includes(`"${name}/src"`)]).toEqual([name, true])
    expect(targets.map(t => t.target).sort()).toEqual([
      'admin.order-details.block.render',
      'admin.order-details.print-action.render',
      'admin.order-index.selection-print-action.render',
      'customer-account.order-status.block.render',
      'customer-account.order.action.menu-item.render',
      'customer-account.order.action.render',
      'purchase.thank-you.block.render',
    ])
  })

  test.each(targets)('$target is built into one file with a default export', async ({ name, module }) => {
    const code = await built(name, module)
    expect(code).toMatch(/export \{ \w+ as default \}/)
  })

  test.each(extensions)('%s says all that it says in Chinese and English', name => {
    const [zh, en] = ['zh-CN.json', 'en.default.json'].map(file => JSON.parse(read('extensions', name, 'locales', file)) as Record<string, string>)
    expect(Object.keys(zh ?? {})).toEqual(Object.keys(en ?? {}))
    const own = readdirSync(path.join(folder, name, 'src')).map(file => read('extensions', name, 'src', file))
    const sources = own.join().includes('InvoicePanel')
      ? [...own, read('extensions/shared/invoice-panel.tsx'), read('extensions/shared/request-form.tsx')]
      : own
    const used = sources.flatMap(text =>
      [...text.matchAll(/(?:says|translate)\((?:[^()']*\? )?'(\w+)'(?: : '(\w+)')?\)/g)].flatMap(found => found.slice(1).filter(Boolean)),
    )
    expect(used.length).toBeGreaterThan(0)
    expect(used.filter(key => zh?.[key] === undefined)).toEqual([])
  })
})

describe('in a browser that is none', () => {
  afterEach(() => vi.unstubAllGlobals())

  const locales = JSON.parse(read('extensions/order-status/locales/zh-CN.json')) as Record<string, string>

  async function shown(name: string, module: string, shopify: object, answer: object) {
    const page = fakePage()
    const asked: [string, string][] = []
    vi.stubGlobal('document', page.document)
    vi.stubGlobal('shopify', {
      i18n: { translate: (key: string) => locales[key] ?? key },
      sessionToken: { get: async () => 'buyer-token' },
      ...shopify,
    })
    vi.stubGlobal('fetch', async (url: string, { method, headers }: { method: string; headers: Record<string, string> }) => {
      asked.push([`${method} ${url}`, headers.Authorization ?? ''])
      return { ok: true, json: async () => answer }
    })
    const code = await built(name, module)
    const extension = (await import(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`)) as { default(): Promise<void> }
    await extension.default()
    await new Promise(resolve => setTimeout(resolve, 100))
    return { text: page.text(), asked }
  }

  const invoice = {
    state: 'issued',
    link: 'https://fapiao.example/i/Zm9v',
    documents: [{ colour: 'blue', number: '26332000000012345678', issuedAt: '2026-11-20T10:00:00+08:00', total: '113.00' }],
  }
  const order = { value: { id: 'gid://shopify/Order/6120000001001234' } }

  test('the order-status block asks and shows nothing before the buyer is fully logged in', async () => {
    const state = { order, authenticationState: { value: 'pre_authenticated' } }
    const { text, asked } = await shown('order-status', 'src/index.tsx', state, invoice)
    expect(text).toContain(locales.login)
    expect(text).not.toContain('26332000000012345678')
    expect(asked).toEqual([])
  })

  test('afterwards it shows number, date, amount and link', async () => {
    const state = { order, authenticationState: { value: 'fully_authenticated' } }
    const { text, asked } = await shown('order-status', 'src/index.tsx', state, invoice)
    expect(asked).toEqual([[`GET ${URL_OF_CONNECTOR}/buyer/orders/6120000001001234`, 'Bearer buyer-token']])
    expect(text).toContain('26332000000012345678 · 2026-11-20 · ¥113.00')
    expect(text).toContain(invoice.link)
  })

  test('the thank-you block asks nothing for a guest', async () => {
    const state = { buyerIdentity: { customer: { value: undefined } }, orderConfirmation: { value: { order: order.value } } }
    const { text, asked } = await shown('thank-you', 'src/index.tsx', state, invoice)
    expect([text.includes('guest'), asked]).toEqual([true, []])
  })

  test('the bulk print action prints the chosen orders in one list, at most a hundred', async () => {
    const selected = [{ id: 'gid://shopify/Order/1' }, { id: 'gid://shopify/Order/2' }]
    const one = await shown('admin-print', 'src/bulk.tsx', { data: { selected } }, {})
    expect(one.text).toContain('src=/connectors/shopify/print?orders=1,2')
    const many = Array.from({ length: 101 }, (_, i) => ({ id: `gid://shopify/Order/${i}` }))
    expect((await shown('admin-print', 'src/bulk.tsx', { data: { selected: many } }, {})).text).not.toContain('print?orders')
  })
})

describe('the app', () => {
  const toml = read('shopify.app.toml')

  test('subscribes to every topic and to the privacy topics, whole', () => {
    expect(SUBSCRIBED.filter(topic => !toml.includes(`"${topic}"`))).toEqual([])
    expect(['customers/data_request', 'customers/redact', 'shop/redact'].filter(topic => !toml.includes(`"${topic}"`))).toEqual([])
    expect(toml).not.toMatch(/^(?:include_fields|filter)/m)
  })

  test('sends webhooks, buyers and extensions to the same connector', () => {
    expect(toml).toContain(`uri = "${URL_OF_CONNECTOR}"`)
    expect(toml).toContain(`url = "${URL_OF_CONNECTOR}/proxy"`)
    expect(toml).toContain(`application_url = "${URL_OF_CONNECTOR}/app"`)
  })

  test('defines the metafields that the connector uses, and names no shop and no secret', () => {
    const defined = [...toml.matchAll(/^\[(\w+)\.metafields\.app\.(\w+)\]/gm)].map(([, owner, key]) => `${owner}.${key}`)
    expect(defined).toEqual(['order.fapiao', 'order.fapiao_link', 'product.tax_code', 'variant.tax_code'])
    expect(toml).toContain('client_id = ""')
    expect(toml).not.toMatch(/myshopify|shpss_|shpat_|secret = /)
  })
})
