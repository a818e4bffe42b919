import { PORTABLE_LIMITS, type Traits } from '@openfapiao/core'
import type { AisinoConfig } from './config.ts'

const COMMON = {
  numbering: 'authority',
  // 9994 `fpqqlsh` repeated: duplicate → query (gateways.md 6, 13.2).
  dedupesBySerial: true,
  // Letters and digits (gateways.md 6); a length is not given there, 20 is the strictest of all providers (13.2).
  serialMaxLength: 20,
  // One invoice a call.
  batchMax: 1,
  // Quantities take 13 decimals (gateways.md 6); 16 characters are valid on every channel (domain.md 2). The price is the platform's to derive.
  priceDecimals: 13,
  priceTextMax: 16,
  textLength: 'characters',
  limits: PORTABLE_LIMITS,
  specialBusiness: [],
  // A red takes the number of its blue and no amounts: all or nothing (gateways.md 6).
  redFlow: 'oneCall',
  partialRed: 'never',
  // A red that waits for the buyer is asked for up to 72 hours (domain.md 4.2), every six minutes; the rest is room for slow answers.
  askMax: 800,
} as const satisfies Partial<Traits>

/** Ten minutes before "not found" counts: what a well-behaved ERP waits (gateways.md 14). */
const PACE = {
  sandbox: { askAfterSeconds: 1, absentGraceSeconds: 60, askRedSeconds: 5 },
  production: { askAfterSeconds: 10, absentGraceSeconds: 600, askRedSeconds: 360 },
} as const

export function aisinoTraits({ environment, formats, linesMax, absentGraceSeconds }: AisinoConfig): Traits {
  const pace = PACE[environment]
  return {
    ...COMMON,
    linesMax,
    formats,
    askAfterSeconds: pace.askAfterSeconds,
    absentGraceSeconds: absentGraceSeconds ?? pace.absentGraceSeconds,
    sandbox: environment === 'sandbox',
  }
}

/** Seconds between two looks at a red that is under way: it may wait for the buyer. */
export const askRedSeconds = ({ environment }: AisinoConfig): number => PACE[environment].askRedSeconds
