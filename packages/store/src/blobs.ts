import { randomBytes } from 'node:crypto'
import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Blobs } from '@openfapiao/core'
import { sm3 } from '@openfapiao/gm'

/** The bytes under a name are not those that the name promises. */
export class ChangedBlob extends Error {}

/** Files by SM3 hash below a folder, two levels deep. Written aside, flushed and renamed, so that a name never stands for half a file. */
export function fileBlobs(folder: string): Blobs {
  const pathOf = (hash: string) => join(folder, hash.slice(0, 2), hash.slice(2, 4), hash)
  return {
    async put(bytes) {
      const hash = sm3(bytes)
      await writeDurably(pathOf(hash), bytes)
      return hash
    },
    /** undefined: not there. Throws `ChangedBlob` when the bytes are not those that the name promises. */
    async get(hash) {
      if (!/^[0-9a-f]{64}$/.test(hash)) return undefined
      const bytes = await readFile(pathOf(hash)).catch(absent)
      if (bytes && sm3(bytes) !== hash) throw new ChangedBlob(`stored file ${hash} was changed on disk`)
      return bytes
    },
  }
}

export function memoryBlobs(): Blobs {
  const kept = new Map<string, Uint8Array>()
  return {
    put: async bytes => {
      const hash = sm3(bytes)
      kept.set(hash, Uint8Array.from(bytes))
      return hash
    },
    get: async hash => kept.get(hash),
  }
}

async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  const folder = dirname(path)
  await mkdir(folder, { recursive: true })
  const aside = `${path}.${randomBytes(6).toString('hex')}`
  const file = await open(aside, 'wx')
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(aside, path)
  await syncFolder(folder)
}

/** Makes the names in a folder durable. */
export async function syncFolder(folder: string): Promise<void> {
  const directory = await open(folder, 'r')
  try {
    await directory.sync()
  } finally {
    await directory.close()
  }
}

function absent(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
  throw error
}
