import type { Blobs } from '@openfapiao/core'
import type { Anchors } from './anchors.ts'
import { type Finding, finding } from './finding.ts'
import { chainFindings } from './verify-chain.ts'
import { fileFindings } from './verify-files.ts'
import { rowFindings } from './verify-rows.ts'
import { sealedFindings } from './verify-sealed.ts'
import type { Auditable } from './view.ts'

export interface VerifyAgainst {
  /** Left out: stored files are not read. */
  readonly blobs?: Blobs
  /** Left out: a chain whose end was cut off together with everything after it looks whole. */
  readonly anchors?: Anchors
  /** Findings after which to stop. Default 1000. */
  readonly most?: number
}

export interface Tally {
  events: number
  rows: number
  files: number
}

export interface Verification extends Readonly<Tally> {
  /** Empty: everything is as it was written. */
  readonly findings: readonly Finding[]
  /** There is more to find than `most`. */
  readonly more: boolean
}

/**
 * Holds the whole database against its audit chains: each chain link by link and against its anchors, every audited column of every row against the
 * last event that tells of it, sent bodies and stored files against their hashes, sealed columns for being whole.
 * Works on one view of the database while others write.
 */
export function verify(store: Auditable, { blobs, anchors, most = 1000 }: VerifyAgainst = {}): Promise<Verification> {
  return store.view(async view => {
    const tally: Tally = { events: 0, rows: 0, files: 0 }
    const kept = (await anchors?.read()) ?? { anchors: [], unreadable: [] }
    const findings: Finding[] = kept.unreadable.map(({ file, line }) =>
      finding('AUDIT_ANCHOR_UNREADABLE', { table: 'anchors', id: file }, { file, line }),
    )
    const parts = [
      chainFindings(view, kept.anchors, tally),
      rowFindings(view, tally),
      sealedFindings(view),
      ...(blobs ? [fileFindings(view, blobs, tally)] : []),
    ]
    for (const part of parts)
      for await (const found of part) {
        if (findings.length >= most) return { ...tally, findings, more: true }
        findings.push(found)
      }
    return { ...tally, findings, more: false }
  })
}
