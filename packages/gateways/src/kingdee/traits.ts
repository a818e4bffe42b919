import { PORTABLE_LIMITS, type Traits } from '@openfapiao/core'
import type { KingdeeConfig } from './config.ts'

const COMMON = {
  numbering: 'authority',
  // "Duplicate serial: 10127 → query, never a new number" (gateways.md 7.1, 13.2).
  dedupesBySerial: true,
  // 30 to 50 by page (gateways.md 13.2): the smaller.
  serialMaxLength: 30,
  // `data` of an issue is one invoice.
  batchMax: 1,
  // No figure is published; 16 characters with 13 decimals are valid on every channel (domain.md 2).
  priceDecimals: 13,
  priceTextMax: 16,
  textLength: 'characters',
  limits: PORTABLE_LIMITS,
  specialBusiness: [],
  redFlow: 'oneCall',
  // ALLE.INVOICE.RED names a blue and no amounts; the confirm forms that could carry a part are known by title only (gateways.md 7.1).
  partialRed: 'never',
  // A red that waits for the buyer is asked for up to 72 hours (domain.md 4.2), every half hour; the rest is room for slow answers.
  askMax: 500,
} as const satisfies Partial<Traits>

/** Results come about two minutes after the submit (gateways.md 7.1); "not found" counts after ten (14). */
const PACE = {
  sandbox: { askAfterSeconds: 3, absentGraceSeconds: 60, askRedSeconds: 30 },
  production: { askAfterSeconds: 60, absentGraceSeconds: 600, askRedSeconds: 1800 },
} as const

export function kingdeeTraits({ environment, formats, linesMax, absentGraceSeconds }: KingdeeConfig): Traits {
  const { askAfterSeconds, absentGraceSeconds: grace } = PACE[environment]
  return {
    ...COMMON,
    linesMax,
    formats,
    askAfterSeconds,
    absentGraceSeconds: absentGraceSeconds ?? grace,
    sandbox: environment === 'sandbox',
  }
}

/** Seconds between two looks at a red that may wait for the buyer. */
export const askRedSeconds = ({ environment }: KingdeeConfig): number => PACE[environment].askRedSeconds
