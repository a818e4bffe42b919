import { type Fault, fault, isTaxCode } from '@openfapiao/core'
import { z } from 'zod'
import type { Ask } from './admin/admin.ts'
import { SET_TAX_CODES } from './admin/queries.ts'
import { type StoreConfig, taxCodeSchema } from './config.ts'

/** What an order's query needs to read the codes of variants and products. They belong to products, so without `products` none is read. */
export function taxCodePlace({ products, taxCode }: StoreConfig): TaxCodePlace {
  const { namespace, key } = taxCode === false ? taxCodeSchema.parse({}) : taxCode
  return { taxCodes: products && taxCode !== false, taxNamespace: namespace, taxKey: key }
}

interface TaxCodePlace {
  readonly taxCodes: boolean
  readonly taxNamespace: string
  readonly taxKey: string
}

/** `id`: the plain number of a variant or product, as text. `taxCode`: 19 digits, as text. */
export interface TaxCodeOf {
  readonly owner: 'variant' | 'product'
  readonly id: string
  readonly taxCode: string
}

export interface Written {
  /** How many of the codes stand in the shop now. Writing the same again is harmless. */
  readonly written: number
  readonly faults: readonly Fault[]
}

/** The platform takes this many metafields at once, all or none. */
const BATCH = 25

/** Writes codes to the metafields that `order` reads them from. Needs `write_products`. A malformed code stops all, before anything is sent. */
export async function writeTaxCodes(store: StoreConfig, codes: readonly TaxCodeOf[], ask: Ask): Promise<Written> {
  const malformed = codes.flatMap(({ taxCode }, i) => (isTaxCode(taxCode) ? [] : [fault('CODE_SHAPE', `${i}.taxCode`, { code: taxCode })]))
  if (malformed.length > 0) return { written: 0, faults: malformed }
  let written = 0
  for (let from = 0; from < codes.length; from += BATCH) {
    const batch = codes.slice(from, from + BATCH)
    const found = await writeBatch(store, batch, ask)
    if (found) return { written, faults: [found] }
    written += batch.length
  }
  return { written, faults: [] }
}

const payloadSchema = z.object({
  metafieldsSet: z.object({ userErrors: z.array(z.object({ message: z.string(), field: z.array(z.string()).nullish() })) }),
})

async function writeBatch(store: StoreConfig, codes: readonly TaxCodeOf[], ask: Ask): Promise<Fault | undefined> {
  const { taxNamespace: namespace, taxKey: key } = taxCodePlace(store)
  const metafields = codes.map(({ owner, id, taxCode }) => ({
    ownerId: `gid://shopify/${TYPES[owner]}/${id}`,
    namespace,
    key,
    type: TYPE,
    value: taxCode,
  }))
  const reply = await ask(store, { operation: 'taxCodes', query: SET_TAX_CODES, variables: { metafields }, subjects: codes.map(c => c.id) })
  if (reply.is === 'refused') return fault('PLATFORM_REFUSED', store.shop, { why: reply.why })
  const payload = payloadSchema.safeParse(reply.is === 'data' ? reply.data : undefined)
  if (!payload.success) return fault('PLATFORM_UNREACHABLE', store.shop, { why: reply.is === 'later' ? reply.why : 'the answer cannot be read' })
  const [first] = payload.data.metafieldsSet.userErrors
  return first && fault('PLATFORM_REFUSED', store.shop, { why: `${first.field?.join('.') ?? 'metafields'}: ${first.message}` })
}

const TYPE = 'single_line_text_field'
const TYPES = { variant: 'ProductVariant', product: 'Product' } as const
