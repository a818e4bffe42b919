import type { LedgerEvent } from '../ledger/event.ts'

/** Where the ledger's facts are kept. */
export interface Journal {
  /** Facts of earlier runs, oldest first. */
  readonly past: readonly LedgerEvent[]
  append(event: LedgerEvent): void
  /** Resolves when everything appended so far is durable; rejects for ever once writing has failed. No answer leaves before it. */
  settled(): Promise<void>
  close(): Promise<void>
}

/** Forgets everything with the process. */
export const memoryJournal = (): Journal => ({
  past: [],
  append() {
    // The state already holds the fact.
  },
  settled: async () => undefined,
  close: async () => undefined,
})
