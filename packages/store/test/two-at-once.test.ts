import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Auditable, postgresStore, sqliteStore, verify } from '../src/index.ts'
import type { Task } from './child.ts'
import { Child } from './children.ts'
import { another, digest, hint, NOW } from './examples.ts'
import { ownFolder, ownPostgres } from './stores.ts'

const folder = ownFolder()
let count = 0

/** A database that does not exist yet, and how to open it. */
interface Place {
  readonly where: () => Task['store']
  readonly open: (where: Task['store']) => Auditable
}

const openAt = (where: Task['store']): Auditable => ('file' in where ? sqliteStore({ ...where, digest }) : postgresStore({ ...where, digest }))
const onFile = (driver: 'better-sqlite3' | 'sqlite3'): Place => ({ where: () => ({ file: join(folder, `p${++count}.db`), driver }), open: openAt })

function suite(name: string, { where, open }: Place): void {
  describe(name, () => {
    test('several processes that start at once migrate once', async () => {
      const place = where()
      await Promise.all([1, 2, 3].map(n => new Child({ role: 'migrator', name: `m${n}`, store: place }).done()))
      const store = open(place)
      expect((await store.accept(hint(), NOW)).duplicate).toBe(false)
      await store.close()
    })

    test('two processes share the work, and no row is worked twice', async () => {
      const place = where()
      const store = open(place)
      await store.migrate()
      const ids = Array.from({ length: 160 }, (_, i) => `${i}`)
      await Promise.all(ids.map(id => store.admit(another(id), NOW)))
      const marks = join(folder, `marks${++count}`)
      mkdirSync(marks)
      const workers = ['one', 'two'].map(worker => new Child({ role: 'claimer', name: worker, store: place, marks }).done())
      const [one = [], two = []] = await Promise.all(workers)
      expect(Math.min(one.length, two.length)).toBeGreaterThan(10)
      expect([...one, ...two].sort()).toEqual(ids.map(id => `worked doc-${id} 1 true true`).sort())
      expect(await store.backlog()).toMatchObject({ document: 0 })
      expect((await verify(store)).findings).toEqual([])
      await store.close()
    })

    test('a writer killed in the middle has lost nothing that it was told is kept', async () => {
      const place = where()
      for (const [round, lines] of [60, 200, 400].entries()) {
        const said = await new Child({ role: 'writer', name: `w${round}`, store: place }).killAfter(lines, Math.random() * 30)
        const kinds = new Set(said.map(line => line.split(' ')[0]))
        expect([...kinds].sort()).toEqual(['accepted', 'admitted', 'issued', 'submitted'])
        const store = open(place)
        expect(await lost(store, said)).toEqual([])
        expect((await verify(store)).findings).toEqual([])
        await store.close()
      }
    })
  })
}

/** What was confirmed and is not there. */
async function lost(store: Auditable, said: readonly string[]): Promise<string[]> {
  const missing: string[] = []
  for (const line of said) if (!(await isThere(store, line.split(' ')))) missing.push(line)
  return missing
}

async function isThere(store: Auditable, [what, id = '', more]: readonly string[]): Promise<boolean> {
  if (what === 'accepted') return (await store.accept(hint({ dedupeKey: id }), NOW)).duplicate
  const row = await store.document(id)
  if (what === 'admitted') return row !== undefined
  if (what === 'submitted') return row?.serial === more
  return row?.state === 'issued' && row.number === more
}

suite('SQLite through better-sqlite3', onFile('better-sqlite3'))
suite('SQLite through sqlite3', onFile('sqlite3'))

describe('with a real server', () => {
  const server = ownPostgres()
  suite('PostgreSQL', { where: () => ({ connection: server.connection(), schema: `p${++count}` }), open: openAt })
})
