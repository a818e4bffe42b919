import type { Publication } from '@openfapiao/core'
import { describe, expect, test } from 'vitest'
import { testIo, testVault } from '../test/io.ts'
import { SHOP } from '../test/shop.ts'
import { configFile, openTown } from '../test/stage.ts'
import { shopifyConfigSchema } from './config.ts'
import { shopify } from './index.ts'

const issued: Publication = {
  state: 'issued',
  link: 'https://fapiao.example/i/Zm9v',
  documents: [{ colour: 'blue', number: '26332000000012345678', issuedAt: '2026-11-20T10:00:00+08:00', total: '113.00' }],
}

async function published(publications: readonly Publication[], change: Readonly<Record<string, unknown>> = {}, id?: string) {
  const town = await openTown()
  try {
    const order = town.shop.orders[0]?.id ?? ''
    const session = shopify.open(shopifyConfigSchema.parse(configFile(town.shop.url, change)), testIo(), testVault())
    const answers: unknown[] = []
    for (const publication of publications) answers.push(await session.publish?.({ platform: 'shopify', store: SHOP, id: id ?? order }, publication))
    return { answers, metafields: town.shop.metafields(order).map(m => [m.namespace, m.key, m.type, m.value]) }
  } finally {
    await town.close()
  }
}

describe('an invoice', () => {
  test('is written to the order: state and numbers as JSON, the link by itself', async () => {
    const { answers, metafields } = await published([issued])
    expect(answers).toEqual([{ is: 'sent', receipt: '$app.fapiao' }])
    expect(metafields).toEqual([
      ['$app', 'fapiao', 'json', JSON.stringify(issued)],
      ['$app', 'fapiao_link', 'url', issued.link],
    ])
  })

  test('that was reversed replaces what stood there', async () => {
    const red = { colour: 'red', number: '26332000000012345679', issuedAt: '2026-11-21T10:00:00+08:00', total: '-113.00' } as const
    const reversed: Publication = { ...issued, state: 'reversed', documents: [...issued.documents, red] }
    const { metafields } = await published([issued, reversed, reversed])
    expect(metafields).toHaveLength(2)
    expect(JSON.parse(metafields[0]?.[3] ?? '')).toEqual(reversed)
  })

  test('goes where the settings say, or nowhere', async () => {
    expect((await published([issued], { publish: { namespace: 'invoices', key: 'state' } })).metafields.map(m => m.slice(0, 2))).toEqual([
      ['invoices', 'state'],
      ['invoices', 'fapiao_link'],
    ])
    const off = await published([issued], { publish: false })
    expect(off.metafields).toEqual([])
    expect(off.answers).toMatchObject([{ is: 'sent' }])
  })

  test("of an order that is gone is refused with the platform's code", async () => {
    expect((await published([issued], {}, '1')).answers).toMatchObject([
      { is: 'refused', why: expect.stringContaining('INVALID metafields.0.ownerId') },
    ])
  })

  test('waits when the shop cannot be reached', async () => {
    const session = shopify.open(shopifyConfigSchema.parse(configFile('http://127.0.0.1:1/admin')), testIo(), testVault())
    expect((await session.publish?.({ platform: 'shopify', store: SHOP, id: '1' }, issued))?.is).toBe('later')
  })
})
