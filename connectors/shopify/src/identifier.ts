/** Stands in references, rows and routes: never changes. */
export const IDENTIFIER = 'shopify'
