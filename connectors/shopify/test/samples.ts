import { readFileSync } from 'node:fs'
import { z } from 'zod'

const FOLDER = new URL('./samples/', import.meta.url)

const indexSchema = z.object({
  cases: z.array(
    z.object({
      file: z.string(),
      topic: z.string(),
      of: z.string().optional(),
      case: z.string(),
      expected: z.object({
        total: z.string().optional(),
        shippingNet: z.string().optional(),
        lines: z.array(z.object({ sku: z.string(), quantity: z.number(), discount: z.string(), net: z.string(), shopifyTax: z.string() })).optional(),
        refundTotalPresentment: z.string().optional(),
      }),
    }),
  ),
})

export const sample = (file: string): unknown => JSON.parse(sampleText(file))
export const sampleText = (file: string): string => readFileSync(new URL(file, FOLDER), 'utf8')

const { cases } = indexSchema.parse(sample('index.json'))
export const orderCases = cases.filter(c => c.topic === 'orders/paid')
export const refundCases = cases.filter(c => c.of !== undefined)
export const orderFile = (number: string): string => orderCases.find(c => c.file.startsWith(number))?.file ?? ''

const ORDERS = new URL('../src/demo/orders/', import.meta.url)
/** A prepared GraphQL order node. */
export const node = (name: string): Record<string, unknown> => JSON.parse(readFileSync(new URL(`${name}.json`, ORDERS), 'utf8'))
