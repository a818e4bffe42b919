import { readFileSync } from 'node:fs'
import { type Content, contentFrom, type Edition, normal, type Reason, type ShownLine } from '@openfapiao/core'
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
export const amountsInWords = file.amountInWords

/** A line as figures only, with decimals by value ("8.8400000000000" = "8.84"). */
export function comparable(line: VectorLine | ShownLine): Record<string, string | undefined> {
  const [amount, total, rate, price] =
    'amountExTax' in line
      ? [line.amountExTax, line.amountInclTax, line.taxRate, line.unitPriceExTax]
      : [line.amount, line.total, line.rate, line.unitPrice]
  const value = (text: string | undefined) => (text === undefined ? undefined : normal(text))
  return { nature: line.nature, quantity: value(line.quantity), price: value(price), amount, tax: line.tax, total, rate: value(rate) }
}

const DAY = '2026-06-01'

/** A vector as content: its own codes, rates and short names, made-up parties, and for a red the blue it reverses, line for line. */
export function contentOf(vector: Vector): Content {
  const { kind, red, lines, expected, redReason } = vector
  const colour = red ? ('red' as const) : ('blue' as const)
  const party = { seller: { name: '示例商店', taxNumber: '91000000000000000K' }, buyer: { name: '个人', person: true }, issuer: '示例' }
  const sums = { amount: expected.amountExTax, tax: expected.tax, total: expected.total }
  const reason = red ? { reason: reasonOf(redReason), blueNumber: '1'.padStart(20, '0') } : {}
  const shown = lines.map((line, i) => ({ ...shownLine(line), ...(red ? { blueLine: i + 1 } : {}) }))
  return contentFrom({ colour, kind, ...party, lines: shown, ...sums, ...reason }, DAY)
}

export const reasonOf = (text: string | undefined): Reason => (text === '02' || text === '03' || text === '04' ? text : '01')

function shownLine(line: VectorLine): ShownLine {
  const [, shortName = '', name = line.name] = /^\*(.*)\*(.*)$/.exec(line.name) ?? []
  const { quantity, unit, nature } = line
  const sums = { amount: line.amountExTax, tax: line.tax, total: line.amountInclTax }
  const { taxCode = '1'.padEnd(19, '0'), unitPriceExTax: unitPrice } = line
  return { name, shortName, taxCode, rate: line.taxRate, nature, quantity, unit, unitPrice, ...markOf(line), ...sums }
}

/** 免税 is mark 03 (domain.md 1.6); an export at zero rate has no mark there. */
const markOf = ({ preferential }: VectorLine) => (preferential === 'exempt' ? { policyMark: '03' } : {})

/** The list of codes as the vector has it: some vectors are of older editions. */
export function editionOf({ lines }: Vector): Edition {
  const listed = lines.map(shownLine)
  const entry = ({ taxCode: code, name, shortName, rate }: ShownLine) => ({ code, name, shortName, rates: [rate] })
  return { version: 'vector', source: 'test/vectors', find: code => listed.filter(l => l.taxCode === code).map(entry)[0] }
}
