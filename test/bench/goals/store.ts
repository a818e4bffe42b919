import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { type Admission, canonical, type NewHint } from '@openfapiao/core'
import { cipherOf, sm3 } from '@openfapiao/gm'
import { type SqliteStore, sqliteStore, verify } from '@openfapiao/store'
import { line, NOW, order, Pretend } from '../../../core/test/fixtures.ts'
import type { Goal, Work } from '../measure.ts'

/** A webhook of a usual order, 3.9 KB (performance.md, heading). */
const BODY = Buffer.from('{"order":"龙井茶"}'.repeat(200)).subarray(0, 3906)
const IN_FLIGHT = 64
const BATCH = 32

const folder = mkdtempSync(join(tmpdir(), 'openfapiao-bench-'))
const opened: (() => Promise<void> | void)[] = []

export async function close(): Promise<void> {
  for (const closing of opened) await closing()
  rmSync(folder, { recursive: true, force: true })
}

/** Goals 2 and 8, and what group commit is worth: the store on SQLite, sealed at rest, every commit flushed. */
export async function goals(): Promise<readonly Goal[]> {
  const cipher = cipherOf({ keys: [{ id: 'k', secret: 'a secret of the bench only' }], indexSecret: 'another secret of the bench' })
  const store = sqliteStore({ file: join(folder, 'store.db'), digest: sm3, cipher })
  opened.push(() => store.close())
  await store.migrate()
  const accept = intake(store)
  const { base, candidate } = await verifying(join(folder, 'verified.db'))
  return [
    { name: 'accept, 64 in flight ÷ 8 KiB write + fdatasync', goal: 2, base: flushing(), candidate: accept },
    { name: 'accept, 64 in flight ÷ one insert a transaction', goal: 2, base: insertsAlone(), candidate: accept },
    { name: 'admit to issued, 32 a turn ÷ 3 transactions each', goal: 1, base: settlesAlone(), candidate: settling(store) },
    { name: 'verify a database ÷ SM3 of the same bytes', goal: 0.2, base, candidate },
  ]
}

function flushing(): Work {
  const file = openSync(join(folder, 'raw'), 'w')
  opened.push(() => {
    closeSync(file)
  })
  const page = Buffer.alloc(8192, 1)
  return n => {
    for (let i = 0; i < n; i++) {
      writeSync(file, page)
      fdatasyncSync(file)
    }
  }
}

/** The plainest durable thing: node:sqlite without a layer on it, as fast as better-sqlite3 (performance.md 1). */
function bare(name: string, tables: string): DatabaseSync {
  const db = new DatabaseSync(join(folder, name))
  opened.push(() => {
    db.close()
  })
  db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; ${tables}`)
  return db
}

function insertsAlone(): Work {
  const db = bare('inserts.db', 'CREATE TABLE hints (id TEXT PRIMARY KEY, key TEXT UNIQUE, body BLOB, due_at INTEGER)')
  const insert = db.prepare('INSERT INTO hints VALUES (?, ?, ?, ?)')
  let count = 0
  return n => {
    for (let i = 0; i < n; i++) insert.run(`id${++count}`, `key${count}`, BODY, NOW)
  }
}

function settlesAlone(): Work {
  const db = bare(
    'settles.db',
    'CREATE TABLE documents (id TEXT PRIMARY KEY, state TEXT, content TEXT, body TEXT); CREATE TABLE events (seq INTEGER PRIMARY KEY, bytes TEXT)',
  )
  const content = canonical(DOCUMENT?.content ?? null)
  const insert = db.prepare("INSERT INTO documents VALUES (?, 'queued', ?, NULL)")
  const update = db.prepare('UPDATE documents SET state = ?, body = ? WHERE id = ?')
  const event = db.prepare('INSERT INTO events (bytes) VALUES (?)')
  let count = 0
  const step = (work: () => unknown) => {
    db.exec('BEGIN IMMEDIATE')
    work()
    event.run('x'.repeat(400))
    db.exec('COMMIT')
  }
  return n => {
    for (let i = 0; i < n; i++) {
      const id = `d${++count}`
      step(() => insert.run(id, content))
      step(() => update.run('submitted', content, id))
      step(() => update.run('issued', content, id))
    }
  }
}

function intake(store: SqliteStore): Work {
  let count = 0
  const hint = (): NewHint => ({ source: 'webhook', connector: 'bench', store: 's', topic: 'orders/paid', dedupeKey: `k${++count}`, body: BODY })
  return n => inFlight(n, () => store.accept(hint(), NOW))
}

/** What the worker does with the store for a document, from admission to the issued number, a turn of `BATCH` at once. */
function settling(store: SqliteStore): Work {
  let count = 0
  return async n => {
    await inFlight(n, () => store.admit(admissionOf(++count), NOW))
    for (let done = 0; done < n; ) {
      const rows = await store.claim('document', { now: NOW, limit: BATCH, leaseSeconds: 600, worker: 'bench' })
      const bodies = rows.map(row => canonical({ id: row.id, content: row.content }))
      const intents = rows.map(({ id, fence }, i) => ({
        id,
        fence,
        serial: `S${id}`,
        body: bodies[i] ?? '',
        bodyHash: sm3(bodies[i] ?? ''),
        at: NOW,
        events: [],
      }))
      await store.intend(intents)
      const set = (id: string) => ({ state: 'issued', number: `N${id}`, issuedAt: '2026-11-20T10:00:00+08:00' }) as const
      await store.apply(
        rows.map(({ id, fence }) => ({ kind: 'document', id, fence, set: set(id), events: [] })),
        NOW,
      )
      done += rows.length
    }
  }
}

/** A unit is one pass over the whole database (8 000 events, 2 000 documents of nine lines): everything against bare SM3 of what must be hashed. */
async function verifying(file: string): Promise<{ base: Work; candidate: Work }> {
  const store = sqliteStore({ file, digest: sm3 })
  opened.push(() => store.close())
  await store.migrate()
  await settling(store)(2000)
  const texts = await store.view(view => view.select('SELECT bytes AS text FROM events UNION ALL SELECT content || body FROM documents', []))
  return {
    base: passes => {
      for (let i = 0; i < passes; i++) for (const { text } of texts) sm3(String(text))
    },
    candidate: async passes => {
      for (let i = 0; i < passes; i++) await verify(store)
    },
  }
}

const NINE = order({ lines: Array.from({ length: 9 }, (_, i) => line({ id: `L${i}` })) })
const [DOCUMENT] = new Pretend().settle(NINE)

function admissionOf(n: number): Admission {
  if (!DOCUMENT) throw new Error('nothing was planned for the order')
  const { content, covers, why, colour } = DOCUMENT
  const [ref, id] = [{ ...NINE.ref, id: `${n}` }, `d${n}`]
  const contentHash = sm3(canonical(content))
  const document = { id, colour, state: 'queued', seller: 'main', gateway: 'bureau', content, contentHash, why, warnings: [], dueAt: NOW } as const
  return {
    version: 0,
    order: { ...NINE, ref },
    seller: 'main',
    link: `link${n}`,
    allocations: [],
    hold: null,
    cancel: [],
    documents: [{ ...document, covers: covers.map(c => ({ ...c, order: ref })) }],
    events: [],
  }
}

/** Starts `n` pieces of work, at most `IN_FLIGHT` at a time. */
async function inFlight(n: number, work: () => Promise<unknown>): Promise<void> {
  let started = 0
  const lane = async () => {
    while (started < n) {
      started++
      await work()
    }
  }
  await Promise.all(Array.from({ length: IN_FLIGHT }, lane))
}
