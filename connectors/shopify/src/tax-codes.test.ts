import { describe, expect, test } from 'vitest'
import { testIo, testVault } from '../test/io.ts'
import { SHOP } from '../test/shop.ts'
import { configFile, openTown } from '../test/stage.ts'
import { shopifyConfigSchema } from './config.ts'
import { setTaxCodes, shopify, type TaxCodeOf } from './index.ts'

const [TEA, RICE] = ['1030308010000000000', '1030102010100000000']
const GOODS = '1002-discounts-and-title'

/** Writes codes by the ids of the goods of one order, then reads that order. */
async function read(codesOf: (ids: readonly string[]) => readonly TaxCodeOf[], change: Readonly<Record<string, unknown>> = {}) {
  const town = await openTown()
  try {
    const [io, vault] = [testIo(), testVault()]
    const config = shopifyConfigSchema.parse(configFile(town.shop.url, change))
    const session = shopify.open(config, io, vault)
    const ref = { platform: 'shopify', store: SHOP, id: town.shop.place(GOODS) }
    const goodsOf = async () => {
      const answer = await session.order(ref)
      return answer.is === 'order' ? answer.order.lines.filter(l => l.role === 'goods') : []
    }
    // Without products no ids: those of the prepared order are the same.
    const ids = (await shopify.open(shopifyConfigSchema.parse(configFile(town.shop.url)), io, vault).order(ref)) as {
      order: { lines: { productId?: string }[] }
    }
    const codes = codesOf(ids.order.lines.flatMap(l => l.productId ?? []))
    const written = await setTaxCodes({ config, io, vault }, SHOP, codes)
    return { written, codes: (await goodsOf()).map(l => l.taxCode), again: await setTaxCodes({ config, io, vault }, SHOP, codes) }
  } finally {
    await town.close()
  }
}

describe('a tax code in the shop', () => {
  test('is written to product and variant and read with the order, the variant first', async () => {
    const { written, codes, again } = await read(([tea = '', rice = '']) => [
      { owner: 'product', id: tea, taxCode: RICE },
      { owner: 'variant', id: tea, taxCode: TEA },
      { owner: 'product', id: rice, taxCode: RICE },
    ])
    expect(written).toEqual({ written: 3, faults: [] })
    expect(again).toEqual(written)
    expect(codes.slice(0, 2)).toEqual([TEA, RICE])
  })

  test('stands where the settings say', async () => {
    const { codes } = await read(([tea = '']) => [{ owner: 'product', id: tea, taxCode: TEA }], { taxCode: { namespace: 'fapiao', key: 'code' } })
    expect(codes[0]).toBe(TEA)
  })

  test('is not read where the settings say not to, nor without products', async () => {
    for (const change of [{ taxCode: false }, { products: false }]) {
      const { codes } = await read(([tea = '']) => [{ owner: 'product', id: tea, taxCode: TEA }], change)
      expect(codes.every(code => code === undefined)).toBe(true)
    }
  })

  test('that is malformed stops all before anything is sent', async () => {
    const { written, codes } = await read(([tea = '']) => [
      { owner: 'product', id: tea, taxCode: TEA },
      { owner: 'product', id: tea, taxCode: '1030308' },
    ])
    expect(written).toMatchObject({ written: 0, faults: [{ code: 'CODE_SHAPE', path: '1.taxCode' }] })
    expect(codes[0]).toBeUndefined()
  })

  test('of goods that are not there is refused in the words of the platform, batch by batch', async () => {
    const { written } = await read(([tea = '']) => [
      ...Array.from({ length: 25 }, () => ({ owner: 'product', id: tea, taxCode: TEA }) as const),
      { owner: 'variant', id: '1', taxCode: TEA },
    ])
    expect(written).toMatchObject({ written: 25, faults: [{ code: 'PLATFORM_REFUSED', en: expect.stringContaining('Owner does not exist') }] })
  })
})
