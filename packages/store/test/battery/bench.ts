import type { DocumentRow, Store } from '@openfapiao/core'
import { afterEach, beforeEach, expect } from 'vitest'
import type { Fresh } from '../battery.ts'
import { admission, ask, change, intent, NOW } from '../examples.ts'

/** A fresh store for each test, and the few steps that many of them begin with. */
export interface Bench {
  readonly store: Store
  /** The first due document. */
  claimOne(now?: number): Promise<DocumentRow>
  /** doc1, admitted and submitted under FSERIAL. */
  submitted(): Promise<DocumentRow>
  /** doc1, issued under the number. */
  issued(number?: string): Promise<DocumentRow>
}

export function benchOf(fresh: Fresh): Bench {
  let open: Store | undefined
  beforeEach(async () => {
    open = await fresh()
  })
  afterEach(async () => {
    await open?.close()
    open = undefined
  })
  const bench: Bench = {
    get store() {
      return open ?? expect.unreachable()
    },
    claimOne: async (now = NOW) => (await bench.store.claim('document', ask({ now })))[0] ?? expect.unreachable(),
    async submitted() {
      expect(await bench.store.admit(admission(), NOW)).toBe('admitted')
      const row = await bench.claimOne()
      expect(await bench.store.intend([intent({ id: row.id, fence: row.fence })])).toEqual([true])
      return (await bench.store.document(row.id)) ?? expect.unreachable()
    },
    async issued(number = '2'.repeat(20)) {
      const row = await bench.submitted()
      const set = { state: 'issued', number, issuedAt: '2026-11-20T10:00:00+08:00', hold: null } as const
      expect(await bench.store.apply([change({ kind: 'document', id: row.id, fence: row.fence, set })], NOW)).toEqual([true])
      return (await bench.store.document(row.id)) ?? expect.unreachable()
    },
  }
  return bench
}
