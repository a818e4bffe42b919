import { readFileSync } from 'node:fs'

/** Recorded orders of a Medusa 2.21.2 server: bare rows of `query.graph` and of the Admin API. Made-up buyers. */
export const sample = (name: string): Record<string, unknown> => JSON.parse(readFileSync(new URL(`./samples/${name}.json`, import.meta.url), 'utf8'))

/** The names that the recorded storefront used. */
export const READING = {
  store: 'cn',
  title: { name: ['einvoice.title'], kind: ['einvoice.title_type'], taxNumber: ['einvoice.tax_no'], email: ['einvoice.email'] },
}
