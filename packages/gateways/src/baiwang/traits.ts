import { PORTABLE_LIMITS, type Traits } from '@openfapiao/core'
import type { BaiwangConfig } from './config.ts'

const COMMON = {
  numbering: 'authority',
  // "On repeat: not documented, query first" (gateways.md 13.2). A lost document that the query does not know goes to a person.
  dedupesBySerial: false,
  // Letters, digits, underscore (gateways.md 5.1); a length is not given there, 20 is the strictest of all providers (13.2).
  serialMaxLength: 20,
  // `data` of an issue is one invoice.
  batchMax: 1,
  // 17 digits with 13 decimals are taken; 16 characters are valid on every channel (domain.md 2).
  priceDecimals: 13,
  priceTextMax: 16,
  textLength: 'characters',
  limits: PORTABLE_LIMITS,
  specialBusiness: [],
  // A form that waits for the buyer is asked for up to 72 hours (domain.md 4.2), every half hour; the rest is room for slow answers.
  askMax: 500,
} as const satisfies Partial<Traits>

/** Ten minutes before "not found" counts: what a well-behaved ERP waits (gateways.md 14). */
const PACE = {
  sandbox: { askAfterSeconds: 1, absentGraceSeconds: 60, askFormSeconds: 5 },
  production: { askAfterSeconds: 10, absentGraceSeconds: 600, askFormSeconds: 1800 },
} as const

export function baiwangTraits({ environment, carrier, formats, partialRed, linesMax, absentGraceSeconds }: BaiwangConfig): Traits {
  const pace = PACE[environment]
  return {
    ...COMMON,
    linesMax,
    partialRed,
    redFlow: carrier === 'digital' ? 'formThenAuto' : 'oneCall',
    askAfterSeconds: pace.askAfterSeconds,
    absentGraceSeconds: absentGraceSeconds ?? pace.absentGraceSeconds,
    formats,
    sandbox: environment === 'sandbox',
  }
}

/** Seconds between two looks at a red form that waits for the other side. */
export const askFormSeconds = ({ environment }: BaiwangConfig): number => PACE[environment].askFormSeconds
