import { PORTABLE_LIMITS, type Traits } from '@openfapiao/core'
import type { BureauConfig } from './config.ts'

/** Limits of one call (WIRE.md, operations). */
export const INVOICES_PER_CALL = 100
export const QUESTIONS_PER_CALL = 50

const COMMON = {
  numbering: 'authority',
  dedupesBySerial: true,
  serialMaxLength: 20,
  linesMax: 2000,
  batchMax: INVOICES_PER_CALL,
  redFlow: 'oneCall',
  partialRed: 'always',
  priceDecimals: 13,
  priceTextMax: 16,
  // The wire takes 25 characters of price and longer texts; the stricter portable limits keep an invoice valid on every channel (domain.md 1.3, 1.4).
  textLength: 'characters',
  limits: PORTABLE_LIMITS,
  specialBusiness: ['01', '03', '04', '06', '09', '12', '15', '24'],
  // A form that waits for the buyer is asked for up to 72 hours (domain.md 4.2), every half hour; the rest is room for slow answers.
  askMax: 500,
} as const satisfies Partial<Traits>

const PACE = {
  sandbox: { askAfterSeconds: 1, absentGraceSeconds: 60, askFormSeconds: 5 },
  production: { askAfterSeconds: 10, absentGraceSeconds: 60, askFormSeconds: 1800 },
} as const

export function bureauTraits({ environment, formats, absentGraceSeconds }: BureauConfig): Traits {
  const pace = PACE[environment]
  return {
    ...COMMON,
    askAfterSeconds: pace.askAfterSeconds,
    absentGraceSeconds: absentGraceSeconds ?? pace.absentGraceSeconds,
    formats,
    sandbox: environment === 'sandbox',
  }
}

/** Seconds between two looks at a red form that waits for the other side. */
export const askFormSeconds = ({ environment }: BureauConfig): number => PACE[environment].askFormSeconds
