import { PORTABLE_LIMITS, type TextLimits, type Traits } from '@openfapiao/core'
import type { NuonuoConfig } from './config.ts'

/** gateways.md 4.3. */
export const QUESTIONS_PER_CALL = 50

/** An address alone takes 80 (gateways.md 4.2); where core counts it with the phone, the smaller figure is kept. The rest are the portable limits, all accepted. */
const LIMITS: TextLimits = { ...PORTABLE_LIMITS, addressAndPhone: 80 }

/**
 * Seconds. "Not found" counts after ten minutes (gateways.md 14, time-outs); an ERP asks after 3 and 5 seconds, then rarely (13.2); a form waits for the other side
 * up to 72 hours.
 */
const PACE = {
  production: { ask: 10, absentGrace: 600, form: 1800 },
  sandbox: { ask: 3, absentGrace: 60, form: 30 },
} as const

export function nuonuoTraits({ environment, carrier, partialRed, formats, absentGraceSeconds }: NuonuoConfig): Traits {
  const pace = PACE[environment]
  return {
    numbering: 'authority',
    // orderNo is unique per enterprise and a repeat is E9106 (4.2, 4.8); a form's billId is asked for before it is sent.
    dedupesBySerial: true,
    absentGraceSeconds: absentGraceSeconds ?? pace.absentGrace,
    serialMaxLength: 20,
    linesMax: 2000,
    batchMax: 1,
    askAfterSeconds: pace.ask,
    // 72 hours of a form, every half hour, and room for slow answers.
    askMax: 500,
    redFlow: carrier === 'digital' ? 'formThenAuto' : 'oneCall',
    partialRed: carrier === 'digital' ? partialRed : 'never',
    formats,
    priceDecimals: 8,
    priceTextMax: 16,
    textLength: carrier === 'digital' ? 'characters' : 'gbkBytes',
    limits: LIMITS,
    specialBusiness: [],
    sandbox: environment === 'sandbox',
  }
}

/** Seconds between two looks at a red form that waits for the other side. */
export const askFormSeconds = ({ environment }: NuonuoConfig): number => PACE[environment].form
