import { mkdir, open, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Anchor, canonical, type Store } from '@openfapiao/core'
import { syncFolder } from '../blobs.ts'
import { type Finding, finding } from './finding.ts'

/** Heads of chains, kept where whoever can change the database cannot: another disk, another machine, a folder under write-once rules. */
export interface Anchors {
  /** All anchors in the order of their writing, and lines that are none. */
  read(): Promise<{ readonly anchors: readonly Anchor[]; readonly unreadable: readonly { readonly file: string; readonly line: number }[] }>
  /** Durable when it resolves. */
  append(anchor: Anchor): Promise<void>
}

const ENDING = '.anchors.jsonl'

/** A file for each seller in `folder`, one anchor a line (canonical JSON), only ever added to. */
export function fileAnchors(folder: string): Anchors {
  return {
    async read() {
      const files = (await readdir(folder).catch(absent)).filter(f => f.endsWith(ENDING)).sort()
      const lines = (await Promise.all(files.map(file => linesOf(folder, file)))).flat()
      return {
        anchors: lines.flatMap(l => l.anchor ?? []),
        unreadable: lines.flatMap(({ file, line, anchor }) => (anchor ? [] : [{ file, line }])),
      }
    },
    async append(anchor) {
      await mkdir(folder, { recursive: true })
      const file = await open(join(folder, `${encodeURIComponent(anchor.seller)}${ENDING}`), 'a')
      try {
        await file.writeFile(`${canonical(anchor)}\n`)
        await file.sync()
      } finally {
        await file.close()
      }
      await syncFolder(folder)
    },
  }
}

async function linesOf(folder: string, file: string): Promise<{ file: string; line: number; anchor: Anchor | undefined }[]> {
  const lines = (await readFile(join(folder, file), 'utf8')).split('\n')
  return lines.flatMap((text, i) => (text === '' && i === lines.length - 1 ? [] : [{ file, line: i + 1, anchor: anchorOf(text, file) }]))
}

/** undefined: not a line that `append` writes into this file. */
function anchorOf(text: string, file: string): Anchor | undefined {
  const m = /^\{"at":(\d+),"hash":"([0-9a-f]{64})","seller":"(?:[^"\\]|\\.)*","seq":(\d+)\}$/.exec(text)
  const seller = decodeURIComponent(file.slice(0, -ENDING.length))
  if (!m?.[2]) return undefined
  const anchor = { seller, seq: Number(m[3]), hash: m[2], at: Number(m[1]) }
  return canonical(anchor) === text ? anchor : undefined
}

/**
 * Anchors the head of every seller's chain that has grown. A chain that no longer holds what its last anchor says is not anchored again; it is a finding.
 * To be called daily, and before a backup.
 */
export async function anchorHeads(store: Store, anchors: Anchors, now: number): Promise<{ anchored: Anchor[]; findings: Finding[] }> {
  const last = new Map((await anchors.read()).anchors.map(a => [a.seller, a]))
  const anchored: Anchor[] = []
  const findings: Finding[] = []
  for (const seller of new Set([...(await store.sellers()), ...last.keys()])) {
    const head = await store.head(seller)
    const before = last.get(seller)
    const broken = before && (await brokenSince(store, before, head?.seq ?? 0))
    if (broken) findings.push(broken)
    else if (head && head.seq !== before?.seq) {
      await anchors.append({ ...head, at: now })
      anchored.push({ ...head, at: now })
    }
  }
  return { anchored, findings }
}

async function brokenSince(store: Store, { seller, seq, hash }: Anchor, last: number): Promise<Finding | undefined> {
  const where = { table: 'events', id: `${seller}#${seq}` }
  const [event] = await store.events(seller, seq - 1, 1)
  if (event?.seq !== seq) return finding('AUDIT_TRUNCATED', where, { seller, seq, last })
  return event.hash === hash ? undefined : finding('AUDIT_REWRITTEN', { ...where, column: 'hash' }, { seller, seq })
}

function absent(error: unknown): string[] {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
  throw error
}
