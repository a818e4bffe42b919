/** The push connector's JSON, below its mount point (`/connectors/rest`). */
export const pushPaths = Object.freeze({
  orders: '/v1/orders',
  order: '/v1/orders/{id}',
  refunds: '/v1/orders/{id}/refunds',
  requests: '/v1/orders/{id}/requests',
  contact: '/v1/orders/{id}/contact',
  description: '/openapi.json',
})
