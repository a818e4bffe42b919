import type { TextLimits, Traits } from '@openfapiao/core'
import type { LeqiConfig } from './config.ts'

/** Limits of one call and of time (gateways.md 1.6). */
export const INVOICES_PER_CALL = 100
export const UPLOAD_HOURS = 48
export const RESULT_HOURS = 12

/**
 * Where one field of the wire holds what core counts together, the smaller figure of domain.md 1.3 is kept: address 300 and phone 60, bank 120 and account 50.
 * An item is 600, but with its short name (120) and two asterisks it must fit 300.
 */
const LIMITS: TextLimits = {
  name: 300,
  taxNumber: 20,
  addressAndPhone: 100,
  bankAndAccount: 100,
  remark: 450,
  item: 178,
  spec: 150,
  unit: 300,
  issuer: 300,
}

/** Seconds: between asks, before "not found" counts, between looks at a form, and until an upload has been worked on for certain. */
const PACE = {
  // Ask after 10 s; an upload of a red takes up to 10 min (gateways.md 1.6); a form waits for the other side up to 72 h (1.5).
  production: { ask: 10, absentGrace: 60, form: 1800, settled: 600 },
  sandbox: { ask: 2, absentGrace: 10, form: 30, settled: 20 },
} as const

export interface Pace {
  readonly ask: number
  readonly absentGrace: number
  readonly form: number
  readonly settled: number
}
export const paceOf = ({ environment, paceSeconds }: LeqiConfig): Pace => ({ ...PACE[environment], ...paceSeconds })

export function leqiTraits(config: LeqiConfig): Traits {
  const pace = paceOf(config)
  return {
    numbering: 'ours',
    // The number is the key: an upload of one that is known answers 03, and each number belongs to one document for ever.
    dedupesBySerial: true,
    absentGraceSeconds: pace.absentGrace,
    resendUntilSeconds: UPLOAD_HOURS * 3600,
    serialMaxLength: 100,
    // 5000 are taken, fewer than 2000 advised (gateways.md 1.3).
    linesMax: 1999,
    batchMax: INVOICES_PER_CALL,
    askAfterSeconds: pace.ask,
    // 72 hours of a form, every half hour, and room for slow answers.
    askMax: 500,
    redFlow: 'formThenUpload',
    partialRed: config.partialRed,
    formats: [],
    priceDecimals: 13,
    priceTextMax: 25,
    textLength: 'characters',
    limits: LIMITS,
    // tdys must be empty in the basic ability (gateways.md 1.3).
    specialBusiness: [],
    sandbox: config.environment === 'sandbox',
  }
}
