import { writeSync } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Store } from '@openfapiao/core'
import { postgresStore, sqliteStore } from '../src/index.ts'
import { another, change, digest, hint, intent } from './examples.ts'

/** What a child process of a test is told, as JSON in its first argument. */
export interface Task {
  readonly role: keyof typeof roles
  readonly name: string
  readonly store: { readonly file: string; readonly driver: 'better-sqlite3' | 'sqlite3' } | { readonly connection: string; readonly schema: string }
  /** Folder in which a claimer marks what it works on. */
  readonly marks?: string
}

const task: Task = JSON.parse(process.argv[2] ?? '{}')
/** One line at once, so that a killed process has said exactly what it knew. */
const say = (line: string): void => {
  writeSync(1, `${line}\n`)
}
const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))

/** Works due rows until there are none, with a mark on each while it does: a mark that is there already is a row worked twice at once. */
async function claimer(store: Store): Promise<void> {
  let idle = 0
  while (idle < 5) {
    const rows = await store.claim('document', { now: Date.now(), limit: 4, leaseSeconds: 300, worker: task.name })
    idle = rows.length === 0 ? idle + 1 : 0
    if (rows.length === 0) await pause(20)
    await Promise.all(rows.map(row => work(store, row)))
  }
}

async function work(store: Store, { id, fence, attempts }: { id: string; fence: number; attempts: number }): Promise<void> {
  const mark = join(task.marks ?? '.', id)
  await (await open(mark, 'wx')).close()
  const ours = await store.intend([intent({ id, fence, serial: `${task.name}-${id}`, at: Date.now() })])
  await pause(Math.random() * 8)
  await rm(mark)
  const applied = await store.apply([change({ kind: 'document', id, fence, set: { state: 'rejected' } })], Date.now())
  say(`worked ${id} ${attempts} ${ours[0]} ${applied[0]}`)
}

/** Accepts, admits, submits and issues without end, and says each as soon as the store has confirmed it. */
async function writer(store: Store): Promise<void> {
  await Promise.all(Array.from({ length: 8 }, (_, i) => write(store, `${task.name}-${i}`)))
}

async function write(store: Store, name: string): Promise<void> {
  for (let n = 0; ; n++) {
    const id = `${name}-${n}`
    await store.accept(hint({ dedupeKey: id }), Date.now())
    say(`accepted ${id}`)
    await store.admit(another(id), Date.now())
    say(`admitted doc-${id}`)
    const [row] = await store.claim('document', { now: Date.now() + 1e12, limit: 1, leaseSeconds: 300, worker: name })
    if (!row) continue
    const sent = intent({ id: row.id, fence: row.fence, serial: `S-${row.id}`, at: Date.now() })
    await store.intend([sent])
    say(`submitted ${row.id} ${sent.serial}`)
    await store.apply([change({ kind: 'document', id: row.id, fence: row.fence, set: { state: 'issued', number: `N-${row.id}` } })], Date.now())
    say(`issued ${row.id} N-${row.id}`)
  }
}

/** Migrates, and is done. */
const migrator = async (): Promise<void> => undefined

const roles = { claimer, writer, migrator }

const store = 'file' in task.store ? sqliteStore({ ...task.store, digest }) : postgresStore({ ...task.store, connections: 6, digest })
await store.migrate()
await roles[task.role](store)
await store.close()
