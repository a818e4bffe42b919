import { describe, expect, test } from 'vitest'
import { testIntake, testIo, testVault } from '../../test/io.ts'
import { buyerClaims, CLIENT_ID, request, SECRET, SHOP, sessionToken } from '../../test/shop.ts'
import { configFile, openTown } from '../../test/stage.ts'
import { shopifyConfigSchema } from '../config.ts'
import { shopify } from '../index.ts'

const issued = {
  state: 'issued',
  link: 'https://fapiao.example/i/Zm9v?a=1&b=2',
  documents: [{ colour: 'blue', number: '26332000000012345678', issuedAt: '2026-11-20T10:00:00+08:00', total: '113.00' }],
} as const

/** Prints the first two prepared orders, the first of which has an invoice. */
async function printed(change: { readonly claims?: Readonly<Record<string, unknown>>; readonly orders?: string; readonly method?: string } = {}) {
  const town = await openTown()
  try {
    const access = { type: 'clientCredentials', clientId: CLIENT_ID, clientSecret: SECRET }
    const io = testIo()
    const session = shopify.open(shopifyConfigSchema.parse(configFile(town.shop.url, { access })), io, testVault())
    const [first = '', second = ''] = town.shop.orders.map(o => o.id)
    await session.publish?.({ platform: 'shopify', store: SHOP, id: first }, issued)
    const authorization = `Bearer ${sessionToken(io.now(), change.claims)}`
    const query = { orders: change.orders ?? `${first},${second},${second},1` }
    return await session.http(request(change.method ?? 'GET', '/print', { query, headers: { authorization } }), testIntake())
  } finally {
    await town.close()
  }
}

describe('the print actions', () => {
  test('print one row per invoice of the chosen orders, and which have none', async () => {
    const { status, headers, body = '' } = await printed()
    expect([status, headers?.['content-type'], headers?.['access-control-allow-origin']]).toEqual([200, 'text/html; charset=utf-8', '*'])
    expect(body).toContain('<td>26332000000012345678</td><td>2026-11-20</td><td class="amount">113.00</td>')
    expect(body).toContain('https://fapiao.example/i/Zm9v?a=1&amp;b=2')
    expect(body.match(/尚未开票/g)).toHaveLength(1)
  })

  test('print nothing for a buyer', async () => {
    expect((await printed({ claims: buyerClaims('7') })).status).toBe(401)
  })

  test('take 1 to 100 order numbers', async () => {
    const many = Array.from({ length: 101 }, (_, i) => String(i + 1)).join(',')
    for (const orders of ['', '1,x', many]) expect([orders.length, (await printed({ orders })).status]).toEqual([orders.length, 400])
  })

  test('may be asked for beforehand, and are only read', async () => {
    expect([(await printed({ method: 'OPTIONS' })).status, (await printed({ method: 'POST' })).status]).toEqual([204, 405])
  })
})
