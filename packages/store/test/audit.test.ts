import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cipherOf } from '@openfapiao/gm'
import knex, { type Knex } from 'knex'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { AUDITED_TABLES, auditedColumns } from '../src/audit/facts.ts'
import { type Auditable, fileBlobs, sqliteStore, verify } from '../src/index.ts'
import { admission, another, digest, event, NOW } from './examples.ts'
import { fill } from './filled.ts'
import { cipher, freshSqlite, ownFolder, ownPostgres } from './stores.ts'

const folder = ownFolder()
const blobs = fileBlobs(join(folder, 'blobs'))
const KEYS: Readonly<Record<string, readonly string[]>> = {
  covers: ['document_id', 'position'],
  orders: ['key'],
  events: ['seller', 'seq'],
  heads: ['seller'],
}
const keysOf = (table: string): readonly string[] => KEYS[table] ?? ['id']
type Row = Readonly<Record<string, string | number | null>>
const nameOf = (table: string, row: Row): string =>
  keysOf(table)
    .map(k => row[k])
    .join('#')

/** Whoever has the database can switch the triggers off; what they then change must still be found. */
const DISARM = {
  sqlite: ['DROP TRIGGER events_no_update', 'DROP TRIGGER events_no_delete'],
  postgres: ['ALTER TABLE events DISABLE TRIGGER ALL'],
}

/** The same text with one character changed in the middle; a number one more. */
function changed(value: string | number): string | number {
  if (typeof value === 'number') return value + 1
  const middle = value.length >> 1
  const other = value[middle] === 'a' ? 'b' : 'a'
  return value.slice(0, middle) + other + value.slice(middle + 1)
}

/** Changes one column of one row, looks what verification says, and puts it back. */
async function findingsWith(raw: Knex, store: Auditable, table: string, row: Row, set: Row) {
  const where = Object.fromEntries(keysOf(table).map(k => [k, row[k]]))
  await raw(table).where(where).update(set)
  const { findings } = await verify(store)
  const back = {
    ...where,
    ...Object.fromEntries(
      Object.keys(set)
        .filter(k => k in where)
        .map(k => [k, set[k]]),
    ),
  }
  await raw(table)
    .where(back)
    .update(Object.fromEntries(Object.keys(set).map(k => [k, row[k]])))
  return findings.map(f => ({ code: f.fault.code, table: f.table, id: f.id, column: f.column }))
}

function suite(name: keyof typeof DISARM, open: () => Promise<{ store: Auditable; raw: Knex }>): void {
  describe(name, () => {
    let store: Auditable
    let raw: Knex
    beforeAll(async () => {
      const opened = await open()
      store = opened.store
      raw = opened.raw
      await fill(store, blobs)
    })
    afterAll(async () => {
      await raw.destroy()
      await store.close()
    })

    test('events refuse to be changed or removed', async () => {
      await expect(raw('events').where({ seq: 1 }).update({ bytes: 'x' })).rejects.toThrow(/append-only/)
      await expect(raw('events').where({ seq: 1 }).delete()).rejects.toThrow(/append-only/)
      if (name === 'postgres') await expect(raw.raw('TRUNCATE events')).rejects.toThrow(/append-only/)
    })
    test('what nobody touched is found whole', async () => {
      const { findings, more, ...tally } = await verify(store, { blobs })
      expect([findings, more]).toEqual([[], false])
      const count = async (table: string) => Number((await raw(table).count({ n: '*' }))[0]?.n)
      const rows = await Promise.all(AUDITED_TABLES.map(count))
      expect(tally).toEqual({ events: await count('events'), rows: rows.reduce((a, b) => a + b, 0), files: 1 })
    })
    test.each(AUDITED_TABLES)('one changed character in any audited column of %s is found and named, and nothing else', async table => {
      const seen = new Set<string>()
      for (const row of await rowsIn(raw, table)) {
        for (const column of auditedColumns(table)) {
          const value = row[column]
          if (value === null || value === undefined) continue
          seen.add(column)
          const found = await findingsWith(raw, store, table, row, { [column]: changed(value) })
          const code = SEALED_AND_AUDITED.includes(column) ? 'AUDIT_SEALED_UNREADABLE' : 'AUDIT_ROW_CHANGED'
          const named = { code, table, id: nameOf(table, row), column }
          if (owner(table, column)) expect(found, `${table}.${column}`).toContainEqual(named)
          else expect(found, `${table}.${column}`).toEqual([named])
        }
      }
      expect([...seen].sort()).toEqual(auditedColumns(table).sort())
    })
    test('a value in a column that was empty is found', async () => {
      const [row]: Row[] = await raw('documents').where({ id: 'red' })
      for (const [column, value] of [
        ['number', '9'],
        ['serial', 'x'],
        ['body', 'x'],
        ['submitted_at', 5],
        ['rejected', '[]'],
      ] as const)
        expect(await findingsWith(raw, store, 'documents', row ?? {}, { [column]: value })).toMatchObject([{ column, id: 'red' }])
    })
    test.each([
      ['hints', 'body'],
      ['hints', 'headers'],
      ['orders', 'contact'],
      ['orders', 'request_contact'],
      ['requests', 'request'],
      ['deliveries', 'to'],
      ['vault', 'value'],
    ])('one changed character in the sealed column %s.%s is found and named', async (table, column) => {
      const key = { requests: 'key', vault: 'key', orders: 'key' }[table] ?? 'id'
      const [row]: Row[] = await raw(table).whereNotNull(column)
      await raw(table)
        .where({ [key]: row?.[key] })
        .update({ [column]: changed(String(row?.[column])) })
      const { findings } = await verify(store)
      await raw(table)
        .where({ [key]: row?.[key] })
        .update({ [column]: row?.[column] })
      expect(findings.map(f => [f.fault.code, f.table, f.id, f.column])).toEqual([['AUDIT_SEALED_UNREADABLE', table, row?.[key], column]])
    })
    test('a row exchanged for a sealed text of another row is found', async () => {
      const rows: Row[] = await raw('orders').orderBy('key')
      const found = await findingsWith(raw, store, 'orders', rows[0] ?? {}, { snapshot: rows[1]?.snapshot ?? null })
      expect(found).toEqual([{ code: 'AUDIT_ROW_CHANGED', table: 'orders', id: rows[0]?.key, column: 'snapshot' }])
    })
    test('rows that were removed or added are found', async () => {
      for (const table of AUDITED_TABLES) {
        const [row]: Row[] = await raw(table).limit(1)
        const where = Object.fromEntries(keysOf(table).map(k => [k, row?.[k]]))
        await raw(table).where(where).delete()
        const { findings: removed } = await verify(store)
        await raw(table).insert(row)
        expect(
          removed.map(f => [f.fault.code, f.table, f.id]),
          table,
        ).toEqual([['AUDIT_ROW_MISSING', table, nameOf(table, row ?? {})]])
      }
      const [cover]: Row[] = await raw('covers').where({ document_id: 'doc1' })
      await raw('covers').insert([
        { ...cover, position: 9 },
        { ...cover, document_id: 'nobody' },
      ])
      const { findings: added } = await verify(store)
      await raw('covers').where({ position: 9 }).orWhere({ document_id: 'nobody' }).delete()
      expect(added.map(f => [f.fault.code, f.id]).sort()).toEqual([
        ['AUDIT_ROW_UNKNOWN', 'doc1#9'],
        ['AUDIT_ROW_UNKNOWN', 'nobody#0'],
      ])
    })
    test('one changed character in any column of any event, or of a head, is found and named', async () => {
      for (const statement of DISARM[name]) await raw.raw(statement)
      for (const table of ['events', 'heads'] as const) {
        const columns = table === 'events' ? ['bytes', 'prev', 'hash', 'type', 'subject', 'seq'] : ['seq', 'hash', 'at']
        for (const row of await rowsIn(raw, table)) {
          for (const column of columns) {
            const value = column === 'seq' && table === 'events' ? 9999 : changed(row[column] ?? '')
            const found = await findingsWith(raw, store, table, row, { [column]: value })
            const named = column === 'seq' && table === 'events' ? { id: `${row.seller}#${row.seq}` } : { table, id: nameOf(table, row), column }
            expect(found, `${table}.${column} of ${nameOf(table, row)}`).toContainEqual(expect.objectContaining(named))
          }
        }
      }
      expect((await verify(store, { blobs })).findings).toEqual([])
    })
    test('a stored file with one changed byte, or none at all, is found', async () => {
      const path =
        (readdirSync(join(folder, 'blobs'), { recursive: true }) as string[]).map(p => join(folder, 'blobs', p)).find(p => /[0-9a-f]{64}$/.test(p)) ??
        ''
      const bytes = readFileSync(path)
      const codes = async () => (await verify(store, { blobs })).findings.map(f => [f.fault.code, f.table, f.id, f.column])
      writeFileSync(path, Buffer.concat([bytes.subarray(0, -1), Buffer.from('!')]))
      expect(await codes()).toEqual([['AUDIT_FILE_CHANGED', 'files', 'f1', 'hash']])
      rmSync(path)
      expect(await codes()).toEqual([['AUDIT_FILE_MISSING', 'files', 'f1', 'hash']])
      writeFileSync(path, bytes)
      expect(await codes()).toEqual([])
    })
    test('it stops at as many findings as one can read', async () => {
      await raw('documents').update({ lane: 'x' })
      const { findings, more } = await verify(store, { most: 2 })
      await raw('documents').update({ lane: raw.raw("seller || '/' || gateway") })
      expect([findings.length, more]).toEqual([2, true])
      expect(findings[0]?.fault).toMatchObject({ zh: expect.stringContaining('documents'), en: expect.stringContaining('lane') })
    })
    test('it looks at one instant while others write', async () => {
      const writing = Array.from({ length: 40 }, (_, i) => store.admit(another(`busy${i}`), NOW))
      const results = await Promise.all([verify(store), verify(store), Promise.all(writing), verify(store)])
      expect([results[0].findings, results[1].findings, results[3].findings]).toEqual([[], [], []])
      expect((await verify(store)).findings).toEqual([])
    })
  })
}

/** Rows with their integers as numbers; PostgreSQL gives 64-bit ones as text. */
async function rowsIn(raw: Knex, table: string): Promise<Row[]> {
  const types = await raw(table).columnInfo()
  const rows: Row[] = await raw(table)
  const number = (column: string, value: Row[string] | undefined) =>
    value !== null && /int/.test(types[column]?.type ?? '') ? Number(value) : (value ?? null)
  return rows.map(row => Object.fromEntries(Object.entries(row).map(([column, value]) => [column, number(column, value)])))
}
const SEALED_AND_AUDITED = ['snapshot', 'request']
/** A row whose owner was changed is a stranger there as well. */
const owner = (table: string, column: string): boolean => column === 'document_id' && table !== 'covers'

suite('sqlite', async () => {
  const store = await freshSqlite(folder, { cipher })
  const raw = knex({ client: 'better-sqlite3', connection: { filename: store.file }, useNullAsDefault: true })
  return { store, raw }
})

describe('with a real server', () => {
  const server = ownPostgres()
  suite('postgres', async () => {
    const store = await server.fresh({ cipher })
    const raw = knex({ client: 'pg', connection: server.connection(), searchPath: [store.schema] })
    return { store, raw }
  })
})

test('nothing sensitive can be read in the bytes of the database', async () => {
  const store = await freshSqlite(folder, { cipher })
  await fill(store, blobs)
  const copy = join(folder, 'canary.db')
  await store.backup(copy)
  await store.close()
  const bytes = readFileSync(copy)
  for (const canary of ['buyer@example.com', 'li@example.com', '{"id":1}', 'eyJpZCI6MX0', 'secret', 'link-s1-1001"', '李小明'])
    expect(bytes.includes(canary), canary).toBe(false)
})

test('a key that is missing is said as such, not as a changed row', async () => {
  const store = await freshSqlite(folder, { cipher })
  await store.admit(admission(), NOW)
  await store.close()
  const other = cipherOf({ keys: [{ id: 'k2', secret: 'another secret of some length' }], indexSecret: 'another secret of some length' })
  const withOther = sqliteStore({ file: store.file, digest, cipher: other })
  const { findings } = await verify(withOther)
  await withOther.close()
  expect(findings.filter(f => f.column === 'snapshot').map(f => f.fault.code)).toEqual(['AUDIT_SEALED_UNREADABLE'])
})

test('a copy of the files of a running database opens and verifies', async () => {
  const store = await freshSqlite(folder, { cipher })
  await store.admit(admission({ events: [event('doc1')] }), NOW)
  for (const ending of ['', '-wal', '-shm']) cpSync(`${store.file}${ending}`, `${store.file}.copy${ending}`)
  const copy = sqliteStore({ file: `${store.file}.copy`, digest, cipher })
  expect(await verify(copy)).toMatchObject({ findings: [], events: 2 })
  await copy.close()
  await store.close()
})
