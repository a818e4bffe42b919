import type { HttpAnswer } from '@openfapiao/core'
import { describe, expect, test } from 'vitest'
import { testIo, testVault } from '../test/io.ts'
import { configOf, SHOP } from '../test/shop.ts'
import { shopify } from './index.ts'

interface Row {
  readonly id: string
  readonly at: number
}

/** A shop that answers the sweep's query: rows by time, pages of `size`, cursors that name the last row. */
function sweeping(
  rows: readonly Row[],
  { size = 2, change = {}, at = '2026-11-24T00:00:00Z' }: { size?: number; change?: object; at?: string } = {},
) {
  const asked: string[] = []
  let down = false
  const io = testIo({
    at,
    fetch: async ({ body }): Promise<HttpAnswer> => {
      if (down) return { is: 'lost', why: 'time-out' }
      const { variables } = JSON.parse(String(body))
      asked.push(variables.query)
      return answered(page(rows, variables, size))
    },
  })
  const session = shopify.open(configOf({ ...change }), io, testVault())
  const sweep = async (from?: string) => {
    const ids: string[] = []
    let cursor = from
    for (let pages = 0; pages < 1000; pages++) {
      const changed = await session.changedSince!(SHOP, cursor)
      ids.push(...changed.refs.map(r => r.id))
      if (!changed.more) return { ids, cursor: changed.cursor }
      expect(changed.cursor).not.toBe(cursor)
      cursor = changed.cursor
    }
    throw new Error('the sweep does not end')
  }
  return {
    io,
    asked,
    sweep,
    fail(now: boolean) {
      down = now
    },
  }
}

const answered = (data: unknown): HttpAnswer => ({ is: 'answer', status: 200, headers: {}, body: Buffer.from(JSON.stringify({ data })) })

function page(rows: readonly Row[], { query, after }: { query: string; after?: string }, size: number) {
  const from = Date.parse(/^updated_at:>='(.*)'$/.exec(query)?.[1] ?? '')
  const found = rows.filter(r => r.at >= from).sort((a, b) => a.at - b.at)
  const start = after === undefined ? 0 : found.findIndex(r => r.id === after) + 1
  const shown = found.slice(start, start + size)
  const nodes = shown.map(r => ({ id: `gid://shopify/Order/${r.id}`, updatedAt: new Date(r.at).toISOString() }))
  return { orders: { nodes, pageInfo: { hasNextPage: start + size < found.length, endCursor: shown.at(-1)?.id ?? null } } }
}

const START = Date.parse('2026-11-24T00:00:00Z')
const minute = 60_000

describe('a sweep', () => {
  test('begins at installation, or as many days before as the settings say', async () => {
    const rows = [
      { id: '1', at: START - 20 * 86_400_000 },
      { id: '2', at: START + minute },
    ]
    expect((await sweeping(rows).sweep()).ids).toEqual(['2'])
    expect((await sweeping(rows, { change: { firstSweepDays: 30 } }).sweep()).ids).toEqual(['1', '2'])
  })

  test('finds every order over all pages, equal times and page borders included', async () => {
    const rows = Array.from({ length: 23 }, (_, i) => ({ id: String(i + 1), at: START + Math.floor(i / 5) * minute }))
    for (const size of [1, 2, 5, 7]) expect((await sweeping(rows, { size }).sweep()).ids).toEqual(rows.map(r => r.id))
  })

  test("goes on where it was, a few minutes before, and by the platform's clock alone", async () => {
    const rows: Row[] = [{ id: '1', at: START + minute }]
    const { sweep, io, asked } = sweeping(rows)
    const first = await sweep()
    io.pass(3_600_000)
    rows.push({ id: '2', at: START + 2 * minute })
    expect((await sweep(first.cursor)).ids).toEqual(['1', '2'])
    expect(asked).toEqual([`updated_at:>='2026-11-23T23:55:00.000Z'`, `updated_at:>='2026-11-23T23:56:00.000Z'`])
  })

  test('that finds nothing keeps its place', async () => {
    const { sweep } = sweeping([])
    const first = await sweep()
    expect((await sweep(first.cursor)).cursor).toBe(first.cursor)
  })

  test('without an answer finds nothing, says so in the log, and the next one asks the same', async () => {
    const { sweep, fail, io } = sweeping([{ id: '1', at: START + minute }])
    fail(true)
    const lost = await sweep()
    expect(lost.ids).toEqual([])
    expect(io.logged.join()).toContain('time-out')
    fail(false)
    expect((await sweep(lost.cursor)).ids).toEqual(['1'])
  })

  test('moves its window on before the platform ends a search', async () => {
    const rows = Array.from({ length: 450 }, (_, i) => ({ id: String(i + 1), at: START + i * minute }))
    const { sweep, asked } = sweeping(rows, { size: 1 })
    const { ids } = await sweep()
    expect(new Set(ids).size).toBe(450)
    expect(new Set(asked).size).toBeGreaterThan(1)
  })
})
