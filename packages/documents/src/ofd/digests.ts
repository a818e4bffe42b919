import { createHash } from 'node:crypto'
import { posix } from 'node:path'
import { sm3 } from '@openfapiao/gm'
import type { z } from 'zod'
import { type Unreadable, unreadable } from '../unreadable.ts'
import { ofdTree, signatureSchema, signaturesSchema } from './elements.ts'

export type Digests = { readonly is: 'checked' /** Files that are as they were when they were signed. */; readonly files: number } | Unreadable

type Files = ReadonlyMap<string, Uint8Array>

/** Digests by the name of their method: an object identifier, or what GB/T 33190 calls it. */
const METHODS: Readonly<Record<string, (bytes: Uint8Array) => string>> = {
  '1.2.156.10197.1.401': bytes => Buffer.from(sm3(bytes), 'hex').toString('base64'),
  SM3: bytes => Buffer.from(sm3(bytes), 'hex').toString('base64'),
  SHA256: bytes => createHash('sha256').update(bytes).digest('base64'),
  SHA1: bytes => createHash('sha1').update(bytes).digest('base64'),
  MD5: bytes => createHash('md5').update(bytes).digest('base64'),
}

/**
 * Compares the files with the digests that a signature lists. Whether the signature itself is the authority's is not decided here; a digest of a method that
 * is not known counts as not checked.
 */
export function checkDigests(files: Files, signatures: string): Digests {
  const index = parsedAt(files, '', signatures, signaturesSchema)
  if (index === undefined) return unreadable('签名列表无法读取', 'its list of signatures cannot be read')
  const list = resolved('', signatures)
  let checked = 0
  for (const { '@BaseLoc': location } of index.Signatures.Signature) {
    const signature = parsedAt(files, list, location, signatureSchema)
    if (signature === undefined) return unreadable(`签名 ${location} 无法读取`, `its signature ${location} cannot be read`)
    const { '@CheckMethod': name = 'MD5', Reference } = signature.Signature[0].SignedInfo.References
    const method = METHODS[name]
    if (method === undefined) continue
    const at = resolved(list, location)
    const changed = Reference.find(
      ({ '@FileRef': path, CheckValue }) => digestOf(files.get(resolved(at, path)), method) !== CheckValue.replaceAll(/\s/g, ''),
    )
    if (changed)
      return unreadable(`文件 ${changed['@FileRef']} 在签名后被改动`, `the file ${changed['@FileRef']} in it was changed after it was signed`)
    checked += Reference.length
  }
  return { is: 'checked', files: checked }
}

const digestOf = (bytes: Uint8Array | undefined, method: (bytes: Uint8Array) => string): string | undefined => bytes && method(bytes)

function parsedAt<T extends z.ZodType>(files: Files, from: string, path: string, schema: T): z.infer<T> | undefined {
  const bytes = files.get(resolved(from, path))
  const tree = bytes && ofdTree(bytes)
  return tree?.is === 'tree' ? schema.safeParse(tree.root).data : undefined
}

/** A location within the archive: from its root with a leading slash, from the folder of the file that names it without. */
const resolved = (from: string, path: string): string =>
  posix.normalize(path.startsWith('/') ? path : posix.join('/', posix.dirname(`/${from}`), path)).replace(/^\//, '')
