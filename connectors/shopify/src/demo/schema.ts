import { buildSchema } from 'graphql'

/** The part of the Admin API's schema that the shop speaks: names and types as Shopify documents them for 2026-07. Whatever is not here is refused. */
export const schema = buildSchema(`
  scalar DateTime
  scalar Decimal
  scalar CurrencyCode
  scalar URL

  type Query {
    shop: Shop!
    publicApiVersions: [ApiVersion!]!
    currentAppInstallation: AppInstallation!
    order(id: ID!): Order
    nodes(ids: [ID!]!): [Node]!
    orders(first: Int, after: String, reverse: Boolean = false, sortKey: OrderSortKeys = PROCESSED_AT, query: String): OrderConnection!
    refund(id: ID!): Refund
    webhookSubscriptions(first: Int, after: String, topics: [WebhookSubscriptionTopic!]): WebhookSubscriptionConnection!
  }
  type Mutation {
    metafieldsSet(metafields: [MetafieldsSetInput!]!): MetafieldsSetPayload
    webhookSubscriptionCreate(topic: WebhookSubscriptionTopic!, webhookSubscription: WebhookSubscriptionInput!): WebhookSubscriptionCreatePayload
    webhookSubscriptionDelete(id: ID!): WebhookSubscriptionDeletePayload
  }

  enum OrderSortKeys { CREATED_AT PROCESSED_AT UPDATED_AT ID }
  enum OrderDisplayFinancialStatus { PENDING AUTHORIZED PARTIALLY_PAID PARTIALLY_REFUNDED VOIDED PAID REFUNDED EXPIRED }
  enum OrderTransactionKind { SALE CAPTURE AUTHORIZATION VOID REFUND CHANGE EMV_AUTHORIZATION SUGGESTED_REFUND }
  enum OrderTransactionStatus { SUCCESS FAILURE PENDING ERROR AWAITING_RESPONSE UNKNOWN }
  enum RefundLineItemRestockType { RETURN CANCEL LEGACY_RESTOCK NO_RESTOCK }
  enum WebhookSubscriptionTopic { APP_UNINSTALLED ORDERS_PAID ORDERS_UPDATED ORDERS_CANCELLED ORDERS_EDITED REFUNDS_CREATE }

  type PageInfo { hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String endCursor: String }
  type MoneyV2 { amount: Decimal! currencyCode: CurrencyCode! }
  type MoneyBag { shopMoney: MoneyV2! presentmentMoney: MoneyV2! }
  type TaxLine { title: String! rate: Float priceSet: MoneyBag! channelLiable: Boolean }
  type DiscountAllocation { allocatedAmountSet: MoneyBag! }
  type Attribute { key: String! value: String }
  type Duty { id: ID! price: MoneyBag! taxLines: [TaxLine!]! }
  type AdditionalFee { id: ID! name: String! price: MoneyBag! taxLines: [TaxLine!]! }
  type CashRoundingAdjustment { paymentSet: MoneyBag! refundSet: MoneyBag! }

  type Shop { myshopifyDomain: String! currencyCode: CurrencyCode! taxesIncluded: Boolean! }
  type ApiVersion { handle: String! displayName: String! supported: Boolean! }
  type AppInstallation { accessScopes: [AccessScope!]! }
  type AccessScope { handle: String! }

  interface Node { id: ID! }
  type Customer { id: ID! }
  type OrderConnection { nodes: [Order!]! pageInfo: PageInfo! }
  type Order implements Node {
    id: ID!
    customer: Customer
    name: String!
    createdAt: DateTime!
    processedAt: DateTime!
    updatedAt: DateTime!
    cancelledAt: DateTime
    test: Boolean!
    displayFinancialStatus: OrderDisplayFinancialStatus
    currencyCode: CurrencyCode!
    presentmentCurrencyCode: CurrencyCode!
    taxesIncluded: Boolean!
    dutiesIncluded: Boolean!
    totalPriceSet: MoneyBag!
    totalTipReceivedSet: MoneyBag!
    totalCashRoundingAdjustment: CashRoundingAdjustment!
    additionalFees: [AdditionalFee!]!
    customAttributes: [Attribute!]!
    email: String
    phone: String
    customerLocale: String
    transactions(first: Int): [OrderTransaction!]!
    lineItems(first: Int, after: String): LineItemConnection!
    shippingLines(includeRemovals: Boolean = false, first: Int, after: String): ShippingLineConnection!
    refunds(first: Int): [Refund!]!
    metafield(namespace: String, key: String!): Metafield
  }
  type OrderTransaction {
    id: ID!
    kind: OrderTransactionKind!
    status: OrderTransactionStatus!
    gateway: String
    amountSet: MoneyBag!
    createdAt: DateTime!
    processedAt: DateTime
  }
  type OrderTransactionConnection { nodes: [OrderTransaction!]! pageInfo: PageInfo! }
  type LineItemConnection { nodes: [LineItem!]! pageInfo: PageInfo! }
  type LineItem {
    id: ID!
    title: String!
    name: String!
    variantTitle: String
    sku: String
    vendor: String
    quantity: Int!
    currentQuantity: Int!
    isGiftCard: Boolean!
    taxable: Boolean!
    originalUnitPriceSet: MoneyBag!
    discountAllocations: [DiscountAllocation!]!
    taxLines(first: Int): [TaxLine!]!
    duties: [Duty!]!
    product: Product
    variant: ProductVariant
  }
  type ProductVariant { id: ID! metafield(namespace: String, key: String!): Metafield }
  type Product {
    metafield(namespace: String, key: String!): Metafield
    id: ID!
    productType: String!
    tags: [String!]!
    category: TaxonomyCategory
    collections(first: Int, after: String): CollectionConnection!
  }
  type TaxonomyCategory { fullName: String! }
  type CollectionConnection { nodes: [Collection!]! pageInfo: PageInfo! }
  type Collection { handle: String! }
  type ShippingLineConnection { nodes: [ShippingLine!]! pageInfo: PageInfo! }
  type ShippingLine {
    id: ID
    title: String!
    code: String
    isRemoved: Boolean!
    originalPriceSet: MoneyBag!
    discountedPriceSet: MoneyBag!
    discountAllocations: [DiscountAllocation!]!
    taxLines: [TaxLine!]!
  }

  type Refund {
    id: ID!
    createdAt: DateTime
    processedAt: DateTime!
    updatedAt: DateTime!
    note: String
    order: Order!
    totalRefundedSet: MoneyBag!
    duties: [RefundDuty!]
    refundLineItems(first: Int, after: String): RefundLineItemConnection!
    refundShippingLines(first: Int, after: String): RefundShippingLineConnection!
    orderAdjustments(first: Int, after: String): OrderAdjustmentConnection!
    transactions(first: Int, after: String): OrderTransactionConnection!
  }
  type RefundDuty { amountSet: MoneyBag! }
  type RefundLineItemConnection { nodes: [RefundLineItem!]! pageInfo: PageInfo! }
  type RefundLineItem { lineItem: LineItem! quantity: Int! restockType: RefundLineItemRestockType! subtotalSet: MoneyBag! totalTaxSet: MoneyBag! }
  type RefundShippingLineConnection { nodes: [RefundShippingLine!]! pageInfo: PageInfo! }
  type RefundShippingLine { id: ID! shippingLine: ShippingLine! subtotalAmountSet: MoneyBag! taxAmountSet: MoneyBag! }
  type OrderAdjustmentConnection { nodes: [OrderAdjustment!]! pageInfo: PageInfo! }
  type OrderAdjustment { id: ID! amountSet: MoneyBag! taxAmountSet: MoneyBag! }

  input MetafieldsSetInput { ownerId: ID! namespace: String key: String! value: String! type: String compareDigest: String }
  type MetafieldsSetPayload { metafields: [Metafield!] userErrors: [MetafieldsSetUserError!]! }
  enum MetafieldsSetUserErrorCode { INVALID INVALID_TYPE INVALID_VALUE BLANK }
  type MetafieldsSetUserError { code: MetafieldsSetUserErrorCode field: [String!] message: String! elementIndex: Int }
  type Metafield { id: ID! namespace: String! key: String! type: String! value: String! updatedAt: DateTime! }

  type WebhookSubscriptionConnection { nodes: [WebhookSubscription!]! pageInfo: PageInfo! }
  type WebhookSubscription { id: ID! topic: WebhookSubscriptionTopic! uri: String! filter: String includeFields: [String!]! }
  input WebhookSubscriptionInput { uri: String filter: String includeFields: [String!] }
  type WebhookSubscriptionCreatePayload { webhookSubscription: WebhookSubscription userErrors: [UserError!]! }
  type WebhookSubscriptionDeletePayload { deletedWebhookSubscriptionId: ID userErrors: [UserError!]! }
  type UserError { field: [String!] message: String! }
`)
