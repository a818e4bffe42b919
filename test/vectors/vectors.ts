import { readFileSync } from 'node:fs'
import { normal, type ShownLine } from '@openfapiao/core'
import { z } from 'zod'

const lineSchema = z.object({
  name: z.string(),
  nature: z.enum(['normal', 'discount', 'discounted']),
  taxCode: z.string().optional(),
  unit: z.string().optional(),
  quantity: z.string().optional(),
  unitPriceExTax: z.string().optional(),
  amountExTax: z.string(),
  taxRate: z.string(),
  tax: z.string(),
  amountInclTax: z.string(),
  preferential: z.string().optional(),
})
const vectorSchema = z.object({
  id: z.string(),
  title: z.string(),
  kind: z.enum(['ordinary', 'special']),
  red: z.boolean(),
  lines: z.array(lineSchema),
  redReason: z.string().optional(),
  given: z
    .object({
      pricesIncludeTax: z.boolean().optional(),
      amountInclTax: z.array(z.string()).optional(),
      amountExTax: z.array(z.string()).optional(),
      unitPriceInclTax: z.array(z.string()).optional(),
      quantity: z.array(z.string()).optional(),
      derivedQuantity: z.string().optional(),
      derivedUnitPriceInclTax: z.string().optional(),
      shippingInclTax: z.string().optional(),
      orderDiscountExTax: z.string().optional(),
    })
    .optional(),
  expected: z.object({ amountExTax: z.string(), tax: z.string(), total: z.string(), totalInWords: z.string() }),
  toleranceCheck: z.union([z.literal('pass'), z.array(z.string())]),
})
const fileSchema = z.object({ vectors: z.array(vectorSchema), amountInWords: z.array(z.object({ amount: z.string(), words: z.string() })) })

export type Vector = z.infer<typeof vectorSchema>
export type VectorLine = z.infer<typeof lineSchema>

const file = fileSchema.parse(JSON.parse(readFileSync(new URL('./invoice-vectors.json', import.meta.url), 'utf8')))
export const vectors: readonly Vector[] = file.vectors
export const amountInWords = file.amountInWords

/** A line as figures only, with decimals by value ("8.8400000000000" = "8.84"). */
export function comparable(line: VectorLine | ShownLine): Record<string, string | undefined> {
  const [amount, total, rate, price] =
    'amountExTax' in line
      ? [line.amountExTax, line.amountInclTax, line.taxRate, line.unitPriceExTax]
      : [line.amount, line.total, line.rate, line.unitPrice]
  const value = (text: string | undefined) => (text === undefined ? undefined : normal(text))
  return { nature: line.nature, quantity: value(line.quantity), price: value(price), amount, tax: line.tax, total, rate: value(rate) }
}
