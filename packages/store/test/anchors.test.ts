import { appendFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import knex from 'knex'
import { describe, expect, test } from 'vitest'
import { anchorHeads, fileAnchors, memoryStore, sqliteStore, verify } from '../src/index.ts'
import { another, digest, event, NOW } from './examples.ts'
import { freshSqlite, type OnFile, ownFolder } from './stores.ts'

const folder = ownFolder()
let count = 0
const ownAnchors = () => {
  const own = join(folder, `anchors${++count}`)
  return { own, anchors: fileAnchors(own) }
}
const grow = (store: Pick<OnFile, 'setLane'>, times: number, seller = 'main') =>
  store.setLane(
    { lane: 'l', failures: 0 },
    Array.from({ length: times }, (_, n) => event('l', { seller, data: { n } })),
    NOW,
  )
const codes = (findings: readonly { readonly fault: { readonly code: string }; readonly id: string }[]) => findings.map(f => [f.fault.code, f.id])

describe('anchors', () => {
  test('are one line for each head that has grown, in a file for each seller', async () => {
    const { own, anchors } = ownAnchors()
    const store = memoryStore({ digest })
    await grow(store, 2)
    await grow(store, 1, '北京/店 .. #1')
    const first = await anchorHeads(store, anchors, NOW + 5)
    expect(first.findings).toEqual([])
    expect(first.anchored.map(a => [a.seller, a.seq, a.at])).toEqual([
      ['main', 2, NOW + 5],
      ['北京/店 .. #1', 1, NOW + 5],
    ])
    expect((await anchorHeads(store, anchors, NOW + 6)).anchored).toEqual([])
    await grow(store, 3)
    expect((await anchorHeads(store, anchors, NOW + 7)).anchored.map(a => a.seq)).toEqual([5])
    expect(readdirSync(own)).toHaveLength(2)
    expect(readFileSync(join(own, 'main.anchors.jsonl'), 'utf8').trim().split('\n')).toHaveLength(2)
    expect(await fileAnchors(own).read()).toEqual({
      anchors: [first.anchored[1], first.anchored[0], expect.objectContaining({ seq: 5 })],
      unreadable: [],
    })
  })
  test('of a folder that is not there yet are none', async () => {
    expect(await ownAnchors().anchors.read()).toEqual({ anchors: [], unreadable: [] })
  })
  test('tell that a chain was cut, at the next anchoring and in verification', async () => {
    const { anchors } = ownAnchors()
    const store = await freshSqlite(folder)
    await store.admit(another('1'), NOW)
    await store.backup(`${store.file}.old`)
    await store.admit(another('2'), NOW)
    await anchorHeads(store, anchors, NOW)
    await store.close()
    const old = sqliteStore({ file: `${store.file}.old`, digest })
    expect((await verify(old)).findings).toEqual([])
    expect(codes((await verify(old, { anchors })).findings)).toEqual([['AUDIT_TRUNCATED', 'main#4']])
    const again = await anchorHeads(old, anchors, NOW)
    expect([again.anchored, codes(again.findings)]).toEqual([[], [['AUDIT_TRUNCATED', 'main#4']]])
    await old.close()
  })
  test('tell that a whole chain is gone', async () => {
    const { anchors } = ownAnchors()
    const store = await freshSqlite(folder)
    await anchors.append({ seller: 'gone', seq: 3, hash: 'a'.repeat(64), at: NOW })
    expect(codes((await verify(store, { anchors })).findings)).toEqual([['AUDIT_TRUNCATED', 'gone#3']])
    expect(codes((await anchorHeads(store, anchors, NOW)).findings)).toEqual([['AUDIT_TRUNCATED', 'gone#3']])
    await store.close()
  })
  test('tell that a chain was rewritten, every hash anew', async () => {
    const { anchors } = ownAnchors()
    const store = await freshSqlite(folder)
    await grow(store, 3)
    await anchorHeads(store, anchors, NOW)
    await rewrite(store.file)
    expect((await verify(store)).findings).toEqual([])
    expect(codes((await verify(store, { anchors })).findings)).toEqual([['AUDIT_REWRITTEN', 'main#3']])
    expect(codes((await anchorHeads(store, anchors, NOW)).findings)).toEqual([['AUDIT_REWRITTEN', 'main#3']])
    await store.close()
  })
  test('that cannot be read are a finding with their line, and the others still count', async () => {
    const { own, anchors } = ownAnchors()
    const store = await freshSqlite(folder)
    await grow(store, 2)
    await anchorHeads(store, anchors, NOW)
    const file = join(own, 'main.anchors.jsonl')
    const whole = readFileSync(file, 'utf8')
    for (const broken of ['{"at":1', 'x', whole.trim().replace('"seq":2', '"seq":02'), whole.trim().replace('main', 'other'), '']) {
      writeFileSync(file, whole)
      appendFileSync(file, `${broken}\n${whole}`)
      const read = await anchors.read()
      expect([read.anchors.length, read.unreadable]).toEqual([2, [{ file: 'main.anchors.jsonl', line: 2 }]])
      expect(codes((await verify(store, { anchors })).findings)).toEqual([['AUDIT_ANCHOR_UNREADABLE', 'main.anchors.jsonl']])
    }
    await store.close()
  })
})

/** What a forger does who knows the chain rule: changes the second event and links everything after it again. */
async function rewrite(file: string): Promise<void> {
  const raw = knex({ client: 'better-sqlite3', connection: { filename: file }, useNullAsDefault: true })
  await raw.raw('DROP TRIGGER events_no_update')
  const events: { seq: number; bytes: string; prev: string; hash: string }[] = await raw('events').orderBy('seq')
  let prev = events[0]?.hash ?? ''
  for (const { seq, bytes } of events.slice(1)) {
    const forged = seq === 2 ? bytes.replace('"n":1', '"n":7') : bytes
    const hash = digest(prev + forged)
    await raw('events').where({ seq }).update({ bytes: forged, prev, hash })
    prev = hash
  }
  await raw('heads').update({ hash: prev })
  await raw.destroy()
}
