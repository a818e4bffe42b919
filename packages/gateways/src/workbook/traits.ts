import { PORTABLE_LIMITS, type Traits } from '@openfapiao/core'
import type { WorkbookConfig } from './config.ts'

/** Two years of looks at ten minutes: people, not machines, are waited for, and a look costs no call. */
const ASKS = 100_000

/** 16 characters are valid on every channel (domain.md 2); so many digits also survive as a number of a sheet. */
export const DIGITS = { priceDecimals: 13, priceTextMax: 16 } as const

export const workbookTraits = ({ environment, linesMax, partialRed, askAfterSeconds }: WorkbookConfig): Traits => ({
  numbering: 'authority',
  // A serial stands once among what is to be uploaded, and a workbook holds it once.
  dedupesBySerial: true,
  absentGraceSeconds: 0,
  serialMaxLength: 20,
  linesMax,
  batchMax: 100,
  askAfterSeconds,
  askMax: ASKS,
  // The form is made by a person on the bureau's page; for the engine a red is one document.
  redFlow: 'oneCall',
  partialRed,
  // Files are downloaded by a person.
  formats: [],
  ...DIGITS,
  textLength: 'characters',
  limits: PORTABLE_LIMITS,
  specialBusiness: [],
  sandbox: environment === 'sandbox',
})
