import { type Connector, settingsSchema } from '@openfapiao/core'
import { z } from 'zod'

/** What `fapiao preview --schema` prints: JSON schemas of the three files and an example of each that previews as it stands. */
export interface PreviewSchemas {
  readonly connector: string
  readonly settings: unknown
  readonly order: unknown
  readonly refund: unknown
  readonly example: { readonly settings: unknown; readonly order: unknown; readonly refund: unknown }
}

export function schemasOf({ identifier, preview }: Connector): PreviewSchemas {
  return {
    connector: identifier,
    settings: jsonSchema(settingsSchema),
    order: jsonSchema(preview.orderSchema),
    refund: jsonSchema(preview.refundSchema),
    example: { settings: EXAMPLE_SETTINGS, ...preview.example },
  }
}

/** As a file is written: defaults may be left out; what JSON Schema cannot say (a rule over two fields) is left to the command itself. */
export const jsonSchema = (schema: z.ZodType): unknown => z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })

/** A made-up seller with codes for everything that the connectors' examples sell. */
const EXAMPLE_SETTINGS = {
  seller: { taxNumber: '91000000000000000K', name: '示例商店有限公司', kind: 'general', issuer: '王会计' },
  policy: { withoutTitle: 'person', pricesContainTax: true },
  taxMap: [
    { match: { sku: 'TEA-250' }, taxCode: '1030308010000000000', rate: '0.13', unit: '盒' },
    { match: { sku: 'RICE-5' }, taxCode: '1030102010100000000', rate: '0.09' },
    { match: { sku: 'RICE-5KG' }, taxCode: '1030102010100000000', rate: '0.09' },
  ],
  connector: {},
}
