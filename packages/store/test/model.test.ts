import type { Store } from '@openfapiao/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Auditable, memoryStore, verify } from '../src/index.ts'
import { digest } from './examples.ts'
import { Player, type Step } from './model.ts'
import { freshSqlite, ownFolder, ownPostgres } from './stores.ts'

const small = fc.nat(9)
const story = fc.array(fc.record({ op: fc.nat(99), a: small, b: small, c: small }), { minLength: 5, maxLength: 60 })

/** The same story on the model and on a database: the same answers step by step, the same end, and an audit chain that explains every row. */
async function sameOn(steps: readonly Step[], open: () => Promise<Auditable>): Promise<void> {
  const store = await open()
  try {
    const [told, expected] = await Promise.all([live(steps, store), live(steps, memoryStore({ digest }))])
    expect(told).toEqual(expected)
    const { findings, events } = await verify(store)
    expect(findings).toEqual([])
    const chains = await Promise.all((await store.sellers()).map(seller => store.head(seller)))
    expect(events).toBe(chains.reduce((sum, head) => sum + (head?.seq ?? 0), 0))
  } finally {
    await store.close()
  }
}

async function live(steps: readonly Step[], store: Store): Promise<unknown> {
  const player = new Player(store)
  const answers: unknown[] = []
  for (const step of steps) answers.push(await player.play(step))
  return { answers, end: await player.look() }
}

describe('a random story is told the same by every store', () => {
  const folder = ownFolder()
  const server = ownPostgres()

  test('by SQLite through better-sqlite3', async () => {
    await fc.assert(
      fc.asyncProperty(story, steps => sameOn(steps, () => freshSqlite(folder))),
      { numRuns: 80 },
    )
  })
  test('by SQLite through sqlite3', async () => {
    await fc.assert(
      fc.asyncProperty(story, steps => sameOn(steps, () => freshSqlite(folder, { driver: 'sqlite3' }))),
      { numRuns: 12 },
    )
  })
  test('by PostgreSQL', async () => {
    await fc.assert(
      fc.asyncProperty(story, steps => sameOn(steps, () => server.fresh())),
      { numRuns: 12 },
    )
  })
})
