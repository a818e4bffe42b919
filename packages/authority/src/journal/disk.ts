import { type FileHandle, mkdir, open } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Journal } from './journal.ts'
import { readJournal } from './read.ts'

/**
 * An append-only file of JSON lines, flushed to the disk (fdatasync) before `settled` resolves; what waits meanwhile goes into the next write. A last line
 * torn by a crash was never answered and is cut off; anything else that cannot be read stops the start.
 */
export async function diskJournal(path: string): Promise<Journal> {
  await mkdir(dirname(path), { recursive: true })
  const file = await open(path, 'a+')
  const { past, length } = await readJournal(file, path)
  await file.truncate(length)
  await syncFolder(dirname(path))
  const writer = writerOf(file, length, path)
  return {
    past,
    append: event => writer.add(`${JSON.stringify(event)}\n`),
    settled: () => writer.settled(),
    close: async () => {
      await writer.settled().finally(() => file.close())
    },
  }
}

interface Writer {
  add(line: string): void
  settled(): Promise<void>
}

function writerOf(file: FileHandle, length: number, path: string): Writer {
  let end = length
  let waiting: string[] = []
  let writing: Promise<void> = Promise.resolve()
  const write = async (): Promise<void> => {
    if (waiting.length === 0) return
    const bytes = Buffer.from(waiting.join(''))
    waiting = []
    await assertAlone(file, end, path)
    await file.appendFile(bytes)
    await file.datasync()
    end += bytes.length
  }
  return {
    add: line => {
      waiting.push(line)
    },
    settled: () => {
      // One after the other; a write that failed fails every later one, so that nothing is answered on top of a lost fact.
      writing = writing.then(write)
      return writing
    },
  }
}

/** Two processes on one ledger would give out the same numbers. */
async function assertAlone(file: FileHandle, end: number, path: string): Promise<void> {
  const { size } = await file.stat()
  if (size !== end) throw new Error(`another process writes the ledger ${path}`)
}

/** A new file survives a power cut only when its folder's entry does. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  await folder.sync().finally(() => folder.close())
}
