import { createLedger, type Delays, type Ledger, type LedgerEvent, type LedgerParts } from '../src/ledger/index.ts'
import type { Issued } from '../src/ledger/state.ts'
import { type Change, EDITION, invoiceOf, SELLER } from './invoices.ts'

/** 2026-03-02 09:00:00 in Shanghai. */
export const MORNING = Date.parse('2026-03-02T09:00:00+08:00')

export interface Desk {
  readonly ledger: Ledger
  readonly events: LedgerEvent[]
  /** Seconds pass on the real clock. */
  wait(seconds: number): void
  /** An issued blue of `invoiceOf(change)`. */
  issued(change?: Change): Issued
}

const DELAYS: Delays = { visibleSeconds: 0, issueSeconds: 2, redSeconds: 2, pdfSeconds: 1, xmlSeconds: 0 }

/** A ledger without HTTP, on a clock that only the test moves. */
export function openDesk(parts: Partial<LedgerParts> = {}, past: readonly LedgerEvent[] = []): Desk {
  let at = MORNING
  const events: LedgerEvent[] = []
  const ledger = createLedger(
    {
      clock: () => at,
      edition: EDITION,
      sellers: [{ ...SELLER, kind: 'general', monthlyQuotaFen: 100_000_000, region: '11' }],
      delays: DELAYS,
      record: event => events.push(event),
      ...parts,
    },
    past,
  )
  const wait = (seconds: number): void => {
    at += seconds * 1000
  }
  return {
    ledger,
    events,
    wait,
    issued(change) {
      const invoice = invoiceOf(change)
      const answer = ledger.issue(SELLER.taxNumber, [invoice])
      if (answer.is === 'refused') throw new Error(JSON.stringify(answer.problems))
      wait(3)
      const found = ledger.find(SELLER.taxNumber, invoice.serial)
      if (found.is !== 'issued') throw new Error(JSON.stringify(found))
      return found.issued
    },
  }
}
