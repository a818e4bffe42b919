import { ADMIN } from './medusa.ts'

interface Headers {
  readonly [name: string]: string
}

/** Medusa's HTTP, as its dashboard and a storefront use it. */
export async function call<T = unknown>(url: string, method: 'GET' | 'POST', path: string, body?: unknown, headers: Headers = {}): Promise<T> {
  const text = body === undefined ? undefined : JSON.stringify(body)
  const response = await fetch(url + path, { method, headers: { 'content-type': 'application/json', ...headers }, body: text })
  const answer = await response.text()
  if (!response.ok) throw new Error(`${method} ${path} -> ${response.status} ${answer.slice(0, 600)}`)
  return JSON.parse(answer)
}

interface Named {
  readonly id: string
}

/** A shop in China with two products at two rates, a storefront's key, and somebody who works in its dashboard. */
export interface Shop {
  readonly admin: <T = unknown>(method: 'GET' | 'POST', path: string, body?: unknown) => Promise<T>
  readonly store: <T = unknown>(method: 'GET' | 'POST', path: string, body?: unknown) => Promise<T>
  readonly mouse: string
  readonly book: string
  /** A customer buys; answers the order's id. Nothing is captured yet. */
  buy(lines: readonly (readonly [variant: string, quantity: number])[], wants?: Wants): Promise<string>
  /** The order's only payment. */
  payment(order: string): Promise<string>
  readonly location: string
  readonly returnShipping: string
}
interface Wants {
  readonly coupon?: string
  readonly metadata?: unknown
}

export async function openShop(url: string): Promise<Shop> {
  const { token } = await call<{ token: string }>(url, 'POST', '/auth/user/emailpass', ADMIN)
  const admin: Shop['admin'] = (method, path, body) => call(url, method, path, body, { authorization: `Bearer ${token}` })
  const ground = await openGround(admin)
  const store: Shop['store'] = (method, path, body) => call(url, method, path, body, { 'x-publishable-api-key': ground.key })
  const mouse = await product(admin, ground, { title: '无线鼠标 M1', sku: 'MOUSE-M1', amount: 199, code: '1090511010000000000', rate: '13' })
  const book = await product(admin, ground, { title: '科普图书《星空》', sku: 'BOOK-STAR', amount: 59.9, code: '1060201010700000000', rate: '9' })
  await admin('POST', '/admin/tax-rates', {
    ...{ tax_region_id: ground.taxRegion, name: 'VAT 9%', code: 'VAT9', rate: 9 },
    rules: [{ reference: 'product', reference_id: book.product }],
  })
  await promotion(admin, 'SAVE10', { type: 'percentage', target_type: 'items', allocation: 'across', value: 10, currency_code: 'cny' })
  await promotion(admin, 'CUT20', { type: 'fixed', target_type: 'order', value: 20, currency_code: 'cny' })
  return {
    ...{ admin, store, mouse: mouse.variant, book: book.variant, location: ground.location, returnShipping: ground.returnShipping },
    buy: (lines, wants) => buy(store, ground, lines, wants),
    async payment(order) {
      const fields = '*payment_collections.payments'
      const found = await admin<{ order: { payment_collections: { payments: Named[] }[] } }>('GET', `/admin/orders/${order}?fields=${fields}`)
      return found.order.payment_collections[0]?.payments[0]?.id ?? ''
    },
  }
}

type Admin = Shop['admin']

/** What a shop stands on: currency, channel, region with tax, a place to ship from. */
async function openGround(admin: Admin) {
  const [own] = (await admin<{ stores: Named[] }>('GET', '/admin/stores')).stores
  await admin('POST', `/admin/stores/${own?.id}`, { supported_currencies: [{ currency_code: 'cny', is_default: true, is_tax_inclusive: true }] })
  const channel = await made(admin, 'sales_channel', '/admin/sales-channels', { name: 'CN Web' })
  const key = await made<Named & { token: string }>(admin, 'api_key', '/admin/api-keys', { title: 'web', type: 'publishable' })
  await admin('POST', `/admin/api-keys/${key.id}/sales-channels`, { add: [channel.id] })
  const region = await made(admin, 'region', '/admin/regions', {
    ...{ name: 'China', currency_code: 'cny', countries: ['cn'], payment_providers: ['pp_system_default'], automatic_taxes: true },
    is_tax_inclusive: true,
  })
  const rate = { rate: 13, code: 'VAT13', name: 'VAT 13%' }
  const tax = await made(admin, 'tax_region', '/admin/tax-regions', { country_code: 'cn', provider_id: 'tp_system', default_tax_rate: rate })
  return { key: key.token, channel: channel.id, region: region.id, taxRegion: tax.id, ...(await openWarehouse(admin, channel.id)) }
}
type Ground = Awaited<ReturnType<typeof openGround>>

async function openWarehouse(admin: Admin, channel: string) {
  const address = { address_1: '测试路 1 号', country_code: 'cn', city: '上海' }
  const { id: location } = await made(admin, 'stock_location', '/admin/stock-locations', { name: '上海仓', address })
  await admin('POST', `/admin/stock-locations/${location}/sales-channels`, { add: [channel] })
  await admin('POST', `/admin/stock-locations/${location}/fulfillment-providers`, { add: ['manual_manual'] })
  const path = `/admin/stock-locations/${location}/fulfillment-sets?fields=*fulfillment_sets`
  const { fulfillment_sets: sets } = await made<{ fulfillment_sets: Named[] }>(admin, 'stock_location', path, { name: 'CN', type: 'shipping' })
  const zones = { name: 'CN', geo_zones: [{ type: 'country', country_code: 'cn' }] }
  const set = await made<{ service_zones: Named[] }>(admin, 'fulfillment_set', `/admin/fulfillment-sets/${sets[0]?.id}/service-zones`, zones)
  const [found] = (await admin<{ shipping_profiles: Named[] }>('GET', '/admin/shipping-profiles')).shipping_profiles
  const profile = found ?? (await made<Named>(admin, 'shipping_profile', '/admin/shipping-profiles', { name: 'Default', type: 'default' }))
  const option = (name: string, amount: number, rules: unknown[]) =>
    made(admin, 'shipping_option', '/admin/shipping-options', {
      ...{ name, service_zone_id: set.service_zones[0]?.id, shipping_profile_id: profile.id, provider_id: 'manual_manual', price_type: 'flat' },
      ...{ type: { label: name, description: name, code: name.toLowerCase() }, prices: [{ currency_code: 'cny', amount }], rules },
    })
  const shipping = await option('Express', 12, [])
  const back = await option('Return', 0, [{ attribute: 'is_return', operator: 'eq', value: 'true' }])
  return { location, profile: profile.id, shipping: shipping.id, returnShipping: back.id }
}

async function made<T extends object = Named>(admin: Admin, key: string, path: string, body: unknown): Promise<T> {
  const answer = await admin<Record<string, T | undefined>>('POST', path, body)
  const found = answer[key]
  if (found === undefined) throw new Error(`${path} answered no ${key}`)
  return found
}

interface Product {
  readonly title: string
  readonly sku: string
  readonly amount: number
  readonly code: string
  readonly rate: string
}

async function product(admin: Admin, { profile, channel }: Ground, { title, sku, amount, code, rate }: Product) {
  const variant = { title: 'Default', sku, manage_inventory: false, options: { Default: 'Default' }, prices: [{ currency_code: 'cny', amount }] }
  const { id, variants } = await made<Named & { variants: Named[] }>(admin, 'product', '/admin/products?fields=*variants', {
    ...{ title, status: 'published', shipping_profile_id: profile, sales_channels: [{ id: channel }], variants: [variant] },
    ...{ options: [{ title: 'Default', values: ['Default'] }], metadata: { tax_code: code, tax_rate: rate } },
  })
  return { product: id, variant: variants[0]?.id ?? '' }
}

const promotion = (admin: Admin, code: string, application_method: unknown) =>
  admin('POST', '/admin/promotions', { code, type: 'standard', status: 'active', is_automatic: false, application_method })

async function buy(
  store: Shop['store'],
  ground: Ground,
  lines: readonly (readonly [string, number])[],
  { coupon, metadata }: Wants = {},
): Promise<string> {
  const address = { first_name: '三', last_name: '张', address_1: '测试路 1 号', city: '上海', country_code: 'cn', postal_code: '200120' }
  const cart = await store<{ cart: Named }>('POST', '/store/carts', {
    ...{
      region_id: ground.region,
      sales_channel_id: ground.channel,
      email: 'buyer@example.com',
      shipping_address: address,
      billing_address: address,
    },
    items: lines.map(([variant_id, quantity]) => ({ variant_id, quantity })),
    ...(metadata === undefined ? {} : { metadata }),
  })
  const at = `/store/carts/${cart.cart.id}`
  if (coupon !== undefined) await store('POST', `${at}/promotions`, { promo_codes: [coupon] })
  await store('POST', `${at}/shipping-methods`, { option_id: ground.shipping })
  const { payment_collection: money } = await store<{ payment_collection: Named }>('POST', '/store/payment-collections', { cart_id: cart.cart.id })
  await store('POST', `/store/payment-collections/${money.id}/payment-sessions`, { provider_id: 'pp_system_default' })
  const done = await store<{ type: string; order: Named }>('POST', `${at}/complete`, {})
  if (done.type !== 'order') throw new Error(JSON.stringify(done))
  return done.order.id
}
