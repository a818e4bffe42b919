import { mkdir, open, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Anchor, Instant, Store } from '@openfapiao/core'
import { z } from 'zod'

const anchorSchema = z.strictObject({ seller: z.string(), seq: z.number().int(), hash: z.string(), at: z.number().int() })

/**
 * 锚点: writes the head of each seller's chain outside the database, one JSON line in `<folder>/<seller>.jsonl`, flushed before it answers. A head that is
 * anchored already is not written again. Copy the folder to another machine: what is anchored there cannot be rewritten here unnoticed.
 */
export async function writeAnchors(store: Pick<Store, 'sellers' | 'head'>, folder: string, now: Instant): Promise<Anchor[]> {
  await mkdir(folder, { recursive: true })
  const written: Anchor[] = []
  for (const seller of await store.sellers()) {
    const head = await store.head(seller)
    const last = (await anchorsOf(folder, seller)).at(-1)
    if (!head || last?.seq === head.seq) continue
    const anchor = { seller, seq: head.seq, hash: head.hash, at: now }
    await append(fileOf(folder, seller), `${JSON.stringify(anchor)}\n`)
    written.push(anchor)
  }
  return written
}

/** All anchors of the folder, oldest first in each seller's file. Throws on a line that is none: somebody wrote into it. */
export async function readAnchors(folder: string): Promise<Anchor[]> {
  const names = await readdir(folder).catch(absent)
  const sellers = (names ?? []).filter(n => n.endsWith('.jsonl')).map(n => n.slice(0, -'.jsonl'.length))
  return (await Promise.all(sellers.map(seller => anchorsOf(folder, seller)))).flat()
}

const fileOf = (folder: string, seller: string): string => join(folder, `${seller}.jsonl`)

async function anchorsOf(folder: string, seller: string): Promise<Anchor[]> {
  const text = await readFile(fileOf(folder, seller), 'utf8').catch(absent)
  return (text ?? '')
    .split('\n')
    .filter(line => line !== '')
    .map(line => anchorSchema.parse(JSON.parse(line)))
}

async function append(path: string, text: string): Promise<void> {
  const file = await open(path, 'a')
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
}

function absent(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
  throw error
}
