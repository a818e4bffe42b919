import { z } from 'zod'
import type { Ledger } from '../ledger/ledger.ts'

const DAY_MS = 24 * 3_600_000
const timesSchema = z.array(z.number()).default([])

export interface Limit {
  readonly gapSeconds: number
  readonly times: number
  readonly days: number
}

/** gateways.md 4.4 and 4.6, counted on the ledger's clock. */
export const LIMITS = {
  bureau: { gapSeconds: 30, times: 20, days: 1 },
  qr: { gapSeconds: 60, times: 20, days: 1 },
  retry: { gapSeconds: 0, times: 20, days: 1 },
} as const satisfies Record<string, Limit>

/** false: too soon, or too often. One that is let through counts. */
export function letThrough(ledger: Ledger, key: string, { gapSeconds, times, days }: Limit): boolean {
  const now = ledger.now()
  const recent = timesSchema.parse(ledger.noted(key)).filter(at => at > now - days * DAY_MS)
  const last = recent.at(-1)
  if (recent.length >= times || (last !== undefined && now - last < gapSeconds * 1000)) return false
  ledger.note(key, [...recent, now])
  return true
}
