import { PORTABLE_LIMITS, type Policy, policySchema, type Traits } from '@openfapiao/core'
import type { Dice } from './random.ts'

/** In what worlds differ before anything happens. */
export interface Scene {
  readonly traits: Traits
  /** What the authority really does with a serial that comes twice; an honest gateway's trait says the same. */
  readonly dedupes: boolean
  readonly policies: { readonly s1: Policy; readonly s2: Policy }
  readonly quotaFen: number
  readonly visibleSeconds: number
}

/** Like the bureau's; what else there is among gateways comes by the dice. */
const BUREAU: Traits = {
  numbering: 'authority',
  dedupesBySerial: true,
  absentGraceSeconds: 60,
  serialMaxLength: 20,
  linesMax: 2000,
  batchMax: 100,
  askAfterSeconds: 5,
  askMax: 60,
  redFlow: 'oneCall',
  partialRed: 'always',
  formats: ['pdf', 'xml'],
  priceDecimals: 13,
  priceTextMax: 16,
  textLength: 'characters',
  limits: PORTABLE_LIMITS,
  specialBusiness: [],
  sandbox: true,
}

export function sceneOf(dice: Dice): Scene {
  const dedupes = dice.chance(0.75)
  const traits: Traits = {
    ...BUREAU,
    dedupesBySerial: dedupes,
    batchMax: dice.pick([1, 3, 100]),
    linesMax: dice.pick([4, 2000]),
    partialRed: dice.pick(['always', 'always', 'never', 'afterBooking']),
    redFlow: dice.pick(['oneCall', 'formThenAuto', 'formThenUpload']),
    resendUntilSeconds: dice.chance(0.2) ? 1800 : undefined,
  }
  return {
    traits,
    dedupes,
    policies: { s1: policyOf(dice), s2: policyOf(dice) },
    quotaFen: dice.chance(0.1) ? 300_000 : 9_000_000_000_000,
    visibleSeconds: dice.pick([0, 4, 45]),
  }
}

/** The remark names the order, so that the authority's books can be read order by order without ours. */
const policyOf = (dice: Dice): Policy =>
  policySchema.parse({
    withoutTitle: dice.chance(0.95) ? 'person' : 'hold',
    reds: dice.chance(0.2) ? 'fullAndReissue' : 'partial',
    issueWhen: dice.pick(['paid', 'paid', 'paid', 'request', 'window']),
    windowDays: 1,
    gifts: dice.pick(['drop', 'show']),
    shipping: dice.pick(['line', 'spread']),
    remark: '{order}',
  })
