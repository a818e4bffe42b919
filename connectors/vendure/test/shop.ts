/** A shop that is set up and bought from over Vendure's own APIs. */
export interface Shop {
  readonly variants: Readonly<Record<'mouse' | 'book', string>>
  admin<T>(query: string, variables?: object): Promise<T>
  /** Checkout up to the authorised payment; the shop session stays the buyer's. */
  buy(
    items: readonly (readonly [variant: string, quantity: number])[],
    options?: { readonly coupon?: string; readonly title?: string },
  ): Promise<Bought>
  shop<T>(query: string, variables?: object): Promise<T>
}
export interface Bought {
  readonly id: string
  readonly code: string
}

/** Two goods at 13 % and 9 %, shipping at 12.00, coupons of 10 % and of 20.00. */
export async function openShop(url: string): Promise<Shop> {
  const admin = apiOf(`${url}/admin-api`)
  let session = apiOf(`${url}/shop-api`)
  await admin(`mutation { login(username: "superadmin", password: "superadmin") { ... on CurrentUser { id } } }`)
  const variants = await stocked(admin)
  return {
    variants,
    admin,
    shop: (query, variables) => session(query, variables),
    async buy(items, options) {
      session = apiOf(`${url}/shop-api`)
      return checkout(session, items, options)
    },
  }
}

type Api = <T>(query: string, variables?: object) => Promise<T>

/** GraphQL with the bearer token that the answers bring; an error result is an error. */
export function apiOf(endpoint: string): Api {
  let token: string | null = null
  return async <T>(query: string, variables: object = {}): Promise<T> => {
    const headers = { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) }
    const response = await fetch(endpoint, { method: 'POST', headers, body: JSON.stringify({ query, variables }) })
    token = response.headers.get('vendure-auth-token') ?? token
    const { data, errors } = (await response.json()) as { data: T & Record<string, { errorCode?: string } | null>; errors?: unknown }
    if (errors) throw new Error(JSON.stringify(errors))
    const [refused] = Object.values(data).filter(v => v?.errorCode)
    if (refused) throw new Error(JSON.stringify(refused))
    return data
  }
}

const ERROR = '... on ErrorResult { errorCode message }'
const named = (name: string) => [{ languageCode: 'en', name, description: name }]

async function stocked(admin: Api): Promise<Shop['variants']> {
  const id = async (mutation: string, input: unknown): Promise<string> => {
    const [made] = Object.values(await admin<Record<string, { id: string }>>(mutation, { input }))
    return made?.id ?? ''
  }
  const country = await id(`mutation ($input: CreateCountryInput!) { createCountry(input: $input) { id } }`, {
    ...{ code: 'CN', enabled: true, translations: [{ languageCode: 'en', name: 'China' }] },
  })
  const zone = await id(`mutation ($input: CreateZoneInput!) { createZone(input: $input) { id } }`, { name: 'CN', memberIds: [country] })
  const category = (name: string, isDefault: boolean) =>
    id(`mutation ($input: CreateTaxCategoryInput!) { createTaxCategory(input: $input) { id } }`, { name, isDefault })
  const [general, reduced] = [await category('VAT 13', true), await category('VAT 9', false)]
  for (const [categoryId, value] of [
    [general, 13],
    [reduced, 9],
  ] as const) {
    await id(`mutation ($input: CreateTaxRateInput!) { createTaxRate(input: $input) { id } }`, {
      ...{ name: `${value} %`, categoryId, zoneId: zone, value, enabled: true },
    })
  }
  const { activeChannel } = await admin<{ activeChannel: { id: string } }>(`{ activeChannel { id } }`)
  await id(`mutation ($input: UpdateChannelInput!) { updateChannel(input: $input) { ... on Channel { id } ${ERROR} } }`, {
    ...{ id: activeChannel.id, defaultCurrencyCode: 'CNY', availableCurrencyCodes: ['CNY'], pricesIncludeTax: true },
    ...{ defaultTaxZoneId: zone, defaultShippingZoneId: zone },
  })
  await id(`mutation ($input: CreateShippingMethodInput!) { createShippingMethod(input: $input) { id } }`, {
    ...{ code: 'express', fulfillmentHandler: 'manual-fulfillment', translations: named('Express') },
    checker: { code: 'default-shipping-eligibility-checker', arguments: [{ name: 'orderMinimum', value: '0' }] },
    calculator: {
      code: 'default-shipping-calculator',
      arguments: Object.entries({ rate: '1200', includesTax: 'include', taxRate: '13' }).map(([name, value]) => ({ name, value })),
    },
  })
  await id(`mutation ($input: CreatePaymentMethodInput!) { createPaymentMethod(input: $input) { id } }`, {
    ...{ code: 'manual', enabled: true, translations: named('Manual') },
    handler: { code: 'dummy-payment-handler', arguments: [{ name: 'automaticSettle', value: 'false' }] },
  })
  for (const [couponCode, code, discount] of [
    ['SAVE10', 'order_percentage_discount', '10'],
    ['CUT20', 'order_fixed_discount', '2000'],
  ]) {
    await id(`mutation ($input: CreatePromotionInput!) { createPromotion(input: $input) { ... on Promotion { id } ${ERROR} } }`, {
      ...{ enabled: true, couponCode, conditions: [], translations: named(String(couponCode)) },
      actions: [{ code, arguments: [{ name: 'discount', value: discount }] }],
    })
  }
  const variant = async (name: string, sku: string, price: number, taxCategoryId: string, fapiaoTaxCode: string) => {
    const productId = await id(`mutation ($input: CreateProductInput!) { createProduct(input: $input) { id } }`, {
      ...{ enabled: true, translations: named(name).map(t => ({ ...t, slug: sku.toLowerCase() })) },
    })
    const made = await admin<{ createProductVariants: { id: string }[] }>(
      `mutation ($input: [CreateProductVariantInput!]!) { createProductVariants(input: $input) { id } }`,
      {
        input: [
          {
            ...{ productId, sku, price, taxCategoryId, stockOnHand: 100, trackInventory: 'TRUE' },
            ...{ translations: [{ languageCode: 'en', name }], customFields: { fapiaoTaxCode } },
          },
        ],
      },
    )
    return made.createProductVariants[0]?.id ?? ''
  }
  return {
    mouse: await variant('无线鼠标 M1', 'MOUSE-M1', 19_900, general, '1090511020000000000'),
    book: await variant('科普图书《星空》', 'BOOK-STAR', 5_990, reduced, '1060201019900000000'),
  }
}

async function checkout(
  shop: Api,
  items: readonly (readonly [string, number])[],
  { coupon, title }: { readonly coupon?: string; readonly title?: string } = {},
): Promise<Bought> {
  for (const [id, quantity] of items) {
    await shop(
      `mutation ($id: ID!, $quantity: Int!) { addItemToOrder(productVariantId: $id, quantity: $quantity) { ... on Order { id } ${ERROR} } }`,
      {
        ...{ id, quantity },
      },
    )
  }
  if (coupon) await shop(`mutation ($coupon: String!) { applyCouponCode(couponCode: $coupon) { ... on Order { id } ${ERROR} } }`, { coupon })
  await shop(
    `mutation { setCustomerForOrder(input: { firstName: "三", lastName: "张", emailAddress: "buyer@example.com" }) { ... on Order { id } ${ERROR} } }`,
  )
  await shop(
    `mutation { setOrderShippingAddress(input: { fullName: "张三", streetLine1: "世纪大道 1 号", city: "上海", countryCode: "CN" }) { ... on Order { id } ${ERROR} } }`,
  )
  const { eligibleShippingMethods } = await shop<{ eligibleShippingMethods: { id: string }[] }>(`{ eligibleShippingMethods { id } }`)
  await shop(`mutation ($id: [ID!]!) { setOrderShippingMethod(shippingMethodId: $id) { ... on Order { id } ${ERROR} } }`, {
    id: eligibleShippingMethods.map(m => m.id),
  })
  if (title) {
    await shop(
      `mutation ($title: String!) { setOrderCustomFields(input: { customFields: { fapiaoTitle: $title } }) { ... on Order { id } ${ERROR} } }`,
      {
        title,
      },
    )
  }
  await shop(
    `mutation { transitionOrderToState(state: "ArrangingPayment") { ... on Order { id } ... on OrderStateTransitionError { errorCode message } } }`,
  )
  const { addPaymentToOrder } = await shop<{ addPaymentToOrder: Bought }>(
    `mutation { addPaymentToOrder(input: { method: "manual", metadata: {} }) { ... on Order { id code } ${ERROR} } }`,
  )
  return addPaymentToOrder
}
