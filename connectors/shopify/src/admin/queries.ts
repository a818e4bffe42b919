/** Everything that is asked of the Admin API: fields of versions 2026-01 to 2026-07. The demonstration's shop refuses any other field. */

const MONEY = 'presentmentMoney { amount currencyCode }'
const TAX = `taxLines { priceSet { ${MONEY} } rate channelLiable }`
const DISCOUNTS = `discountAllocations { allocatedAmountSet { ${MONEY} } }`

/** Rows per page. A query may cost 1 000 points at most, and every row counts with all that is in it (platforms.md 1.9). */
export const PAGE = { lines: 15, shipping: 5, refundLines: 50, transactions: 50, refunds: 50, orders: 100, subscriptions: 100 } as const

const LINES = `
  nodes {
    id title variantTitle sku vendor quantity isGiftCard
    originalUnitPriceSet { ${MONEY} }
    ${DISCOUNTS}
    ${TAX}
    duties { price { ${MONEY} } ${TAX} }
    product @include(if: $products) {
      id productType tags
      category { fullName }
      collections(first: 5) { nodes { handle } }
      metafield(namespace: $taxNamespace, key: $taxKey) @include(if: $taxCodes) { value }
    }
    variant @include(if: $taxCodes) {
      metafield(namespace: $taxNamespace, key: $taxKey) { value }
    }
  }
  pageInfo { hasNextPage endCursor }`

export const ORDER = `
  query Order($id: ID!, $products: Boolean!, $taxCodes: Boolean!, $taxNamespace: String!, $taxKey: String!) {
    order(id: $id) {
      id name createdAt updatedAt cancelledAt test
      currencyCode presentmentCurrencyCode taxesIncluded dutiesIncluded
      totalPriceSet { ${MONEY} }
      totalTipReceivedSet { ${MONEY} }
      totalCashRoundingAdjustment { paymentSet { ${MONEY} } }
      additionalFees { id name price { ${MONEY} } ${TAX} }
      customAttributes { key value }
      email phone customerLocale
      transactions(first: ${PAGE.transactions}) { kind status amountSet { ${MONEY} } createdAt processedAt }
      lineItems(first: ${PAGE.lines}) { ${LINES} }
      shippingLines(first: ${PAGE.shipping}, includeRemovals: true) {
        nodes {
          id title isRemoved
          originalPriceSet { ${MONEY} }
          discountedPriceSet { ${MONEY} }
          ${DISCOUNTS}
          ${TAX}
        }
        pageInfo { hasNextPage endCursor }
      }
      refunds(first: ${PAGE.refunds}) { id }
    }
  }`

export const ORDER_LINES = `
  query OrderLines($id: ID!, $products: Boolean!, $taxCodes: Boolean!, $taxNamespace: String!, $taxKey: String!, $after: String!) {
    order(id: $id) { lineItems(first: ${PAGE.lines}, after: $after) { ${LINES} } }
  }`

export const REFUND = `
  query Refund($id: ID!, $after: String) {
    refund(id: $id) {
      id createdAt processedAt note
      order { id }
      totalRefundedSet { ${MONEY} }
      duties { amountSet { ${MONEY} } }
      refundLineItems(first: ${PAGE.refundLines}, after: $after) {
        nodes { quantity restockType lineItem { id } subtotalSet { ${MONEY} } totalTaxSet { ${MONEY} } }
        pageInfo { hasNextPage endCursor }
      }
      refundShippingLines(first: ${PAGE.shipping}) {
        nodes { shippingLine { id } subtotalAmountSet { ${MONEY} } taxAmountSet { ${MONEY} } }
        pageInfo { hasNextPage endCursor }
      }
      transactions(first: ${PAGE.transactions}) {
        nodes { kind status amountSet { ${MONEY} } }
        pageInfo { hasNextPage endCursor }
      }
    }
  }`

export const CHANGED = `
  query Changed($query: String!, $after: String) {
    orders(first: ${PAGE.orders}, after: $after, sortKey: UPDATED_AT, query: $query) {
      nodes { id updatedAt }
      pageInfo { hasNextPage endCursor }
    }
  }`

export const PUBLISH = `
  mutation Publish($metafields: [MetafieldsSetInput!]!) {
    metafieldsSet(metafields: $metafields) {
      metafields { id }
      userErrors { code field }
    }
  }`

export const ORDER_SHOWN = `
  query OrderShown($id: ID!, $namespace: String!, $key: String!) {
    order(id: $id) { customer { id } metafield(namespace: $namespace, key: $key) { value } }
  }`

export const ORDERS_SHOWN = `
  query OrdersShown($ids: [ID!]!, $namespace: String!, $key: String!) {
    nodes(ids: $ids) { ... on Order { name metafield(namespace: $namespace, key: $key) { value } } }
  }`

const SUBSCRIPTION_LIST = `webhookSubscriptions(first: ${PAGE.subscriptions}) { nodes { id topic uri filter includeFields } }`

export const SET_TAX_CODES = `
  mutation SetTaxCodes($metafields: [MetafieldsSetInput!]!) {
    metafieldsSet(metafields: $metafields) {
      metafields { id }
      userErrors { code field message }
    }
  }`

export const CHECK = `
  query Check {
    shop { myshopifyDomain }
    publicApiVersions { handle supported }
    currentAppInstallation { accessScopes { handle } }
    ${SUBSCRIPTION_LIST}
  }`

export const SUBSCRIPTIONS = `query Subscriptions { ${SUBSCRIPTION_LIST} }`

export const SUBSCRIBE = `
  mutation Subscribe($topic: WebhookSubscriptionTopic!, $webhookSubscription: WebhookSubscriptionInput!) {
    webhookSubscriptionCreate(topic: $topic, webhookSubscription: $webhookSubscription) {
      webhookSubscription { id }
      userErrors { field message }
    }
  }`

export const UNSUBSCRIBE = `
  mutation Unsubscribe($id: ID!) {
    webhookSubscriptionDelete(id: $id) {
      deletedWebhookSubscriptionId
      userErrors { field message }
    }
  }`
