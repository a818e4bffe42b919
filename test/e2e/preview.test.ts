import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { type Shown, shownSchema } from '@openfapiao/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type SampleOrder, sampleFile, sampleNames, samples, settings } from './preview-samples.ts'

const answerSchema = z.object({
  documents: z.array(shownSchema),
  holds: z.array(z.looseObject({ level: z.string(), zh: z.string(), en: z.string() })),
  faults: z.array(z.looseObject({ level: z.string() })),
})
const { orders, refunds } = samples()
const root = path.join(import.meta.dirname, '../..')
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'fapiao-preview-'))
  await writeFile(path.join(folder, 'settings.json'), JSON.stringify(settings))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** The command as other tools call it: by npm, from the root of the repository. */
async function preview(...words: string[]): Promise<z.infer<typeof answerSchema>> {
  const { stdout } = await promisify(execFile)(
    'npm',
    ['run', '--silent', 'fapiao', '--', 'preview', ...words, '--settings', path.join(folder, 'settings.json'), '--json'],
    {
      cwd: root,
    },
  )
  return answerSchema.parse(JSON.parse(stdout))
}

const fen = (yuan: string): number => Math.round(Number(yuan) * 100)
const sum = (amounts: readonly string[]): number => amounts.reduce((all, yuan) => all + fen(yuan), 0)

/** Sum of a SKU's lines in the order's own price basis; a platform that computed no tax sells with tax included, as the settings say. */
function netOf({ lines }: Shown, sku: string, { expected }: SampleOrder): number {
  const included = expected.taxesIncluded || fen(expected.totalTax) === 0
  return sum(lines.filter(l => l.name === sku).map(l => (included ? l.total : l.amount)))
}

function expectBlue(document: Shown, order: SampleOrder): void {
  expect(document.colour).toBe('blue')
  expect(document.total).toBe(order.expected.total)
  for (const { sku, net } of order.expected.lines) {
    expect(`${sku} ${netOf(document, sku, order)}`).toBe(`${sku} ${fen(net)}`)
    expect(document.lines.some(l => l.name === sku)).toBe(fen(net) > 0)
  }
  expect(sum(document.lines.map(l => l.total))).toBe(fen(document.total))
  expect(fen(document.amount) + fen(document.tax)).toBe(fen(document.total))
}

test('the samples that are tried are all there are', () => {
  expect([...orders, ...refunds].map(c => c.file).sort()).toEqual(sampleNames().sort())
})

describe('fapiao preview over the samples of Shopify', () => {
  test.concurrent.each(orders.map(order => [order.file, order] as const))('%s: every SKU and the total are what was paid', async (file, order) => {
    const { documents, holds, faults } = await preview('--connector', 'shopify', '--order', sampleFile(file))
    expect(holds).toEqual([])
    expect(faults.filter(f => f.level === 'error')).toEqual([])
    expect(documents).toHaveLength(1)
    expectBlue(documents[0]!, order)
  })

  test.concurrent.each(refunds.map(refund => [refund.file, refund] as const))('%s: the reds add up to the money given back', async (file, refund) => {
    const words = ['--connector', 'shopify', '--order', sampleFile(refund.order.file), '--refund', sampleFile(file)]
    const { documents, holds } = await preview(...words)
    expect(holds).toEqual([])
    const [blue, ...reds] = documents
    expectBlue(blue!, refund.order)
    expect(reds.every(d => d.colour === 'red')).toBe(true)
    expect(sum(reds.map(d => d.total))).toBe(-fen(refund.expected.refundTotalShop) + 0)
  })
})

describe('the same orders pushed by REST', () => {
  test.concurrent.each(orders.map(order => [order.file, order] as const))('%s', async (file, order) => {
    const pushed = path.join(folder, file)
    await writeFile(pushed, JSON.stringify(pushedOf(order)))
    const { documents, holds } = await preview('--connector', 'rest', '--order', pushed)
    expect(holds).toEqual([])
    expectBlue(documents[0]!, order)
  })
})

/** The order as a till of one's own would push it: the same lines, discounts, taxes and shipping. */
function pushedOf({ file, expected }: SampleOrder): object {
  const { lines, shippingNet, total, totalTax, taxesIncluded } = expected
  const included = taxesIncluded || fen(totalTax) === 0
  const taxOf = (tax: number): object => (included ? {} : { tax: (tax / 100).toFixed(2) })
  const goods = lines.map(({ sku, quantity, grossBeforeDiscount, discount, shopifyTax }, i) => ({
    ...{ id: String(i), title: sku, sku, quantity: String(quantity), amount: grossBeforeDiscount, ...taxOf(fen(shopifyTax)) },
    ...(fen(discount) === 0 ? {} : { discount: { amount: discount } }),
  }))
  const rest = fen(totalTax) - sum(lines.map(l => l.shopifyTax))
  const shipping = fen(shippingNet) === 0 ? [] : [{ id: 'shipping', role: 'shipping', title: '运费', amount: shippingNet, ...taxOf(rest) }]
  const at = '2026-11-20T10:15:30+08:00'
  return { id: file, createdAt: at, updatedAt: at, paidAt: at, pricesIncludeTax: included, lines: [...goods, ...shipping], total }
}
