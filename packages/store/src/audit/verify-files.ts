import type { Blobs } from '@openfapiao/core'
import { sm3 } from '@openfapiao/gm'
import { ChangedBlob } from '../blobs.ts'
import { type Finding, finding } from './finding.ts'
import type { Tally } from './verify.ts'
import { pages, type View } from './view.ts'

/** Every stored file against the hash that its row names. */
export async function* fileFindings(view: View, blobs: Blobs, tally: Tally): AsyncGenerator<Finding> {
  for await (const page of pages(view, 'files', 'id', 'id, hash', 'AND hash IS NOT NULL')) {
    for (const row of page) {
      const code = await faultOf(blobs, String(row.hash))
      tally.files++
      if (code) yield finding(code, { table: 'files', id: String(row.id), column: 'hash' }, { hash: String(row.hash) })
    }
  }
}

async function faultOf(blobs: Blobs, hash: string): Promise<'AUDIT_FILE_MISSING' | 'AUDIT_FILE_CHANGED' | undefined> {
  try {
    const bytes = await blobs.get(hash)
    if (bytes === undefined) return 'AUDIT_FILE_MISSING'
    return sm3(bytes) === hash ? undefined : 'AUDIT_FILE_CHANGED'
  } catch (error) {
    if (error instanceof ChangedBlob) return 'AUDIT_FILE_CHANGED'
    throw error
  }
}
