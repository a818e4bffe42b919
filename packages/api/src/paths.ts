import type { FileFormat } from '@openfapiao/core'

/** The buyer's addresses, below the portal's. `link` is the order's unguessable name and the only key to it. */
export const buyerPaths = Object.freeze({
  page: (link: string): string => `/i/${encodeURIComponent(link)}`,
  request: (link: string): string => `/i/${encodeURIComponent(link)}/request`,
  file: (link: string, format: FileFormat, number: string): string => `/i/${encodeURIComponent(link)}/files/${format}/${encodeURIComponent(number)}`,
})

/** The operator's JSON, below the server's address. */
export const apiPaths = Object.freeze({
  orders: '/api/v1/orders',
  order: '/api/v1/orders/{platform}/{store}/{id}',
  documents: '/api/v1/documents',
  document: '/api/v1/documents/{id}',
  holds: '/api/v1/holds',
  lanes: '/api/v1/lanes',
  retry: '/api/v1/retry',
  requests: '/api/v1/requests',
  codes: '/api/v1/codes',
  mapTest: '/api/v1/map/test',
  unmapped: '/api/v1/map/unmapped',
})
