import type { Fault } from '../fault/fault.ts'
import type { Traits } from '../gateway/traits.ts'
import { PORTABLE_LIMITS } from '../gateway/traits.ts'
import type { Content } from '../invoice/content.ts'
import type { TaxpayerKind } from '../party/seller.ts'
import type { Edition } from '../tax/tax-code.ts'

/** What a check may know besides the content: the gateway's limits, the code list, how the seller is taxed. */
export interface RuleContext extends Pick<Traits, 'limits' | 'textLength' | 'linesMax' | 'priceDecimals' | 'priceTextMax' | 'sandbox'> {
  /** Special business the gateway's wire carries; undefined: no gateway was chosen, so it is not asked. */
  readonly specialBusiness?: Traits['specialBusiness']
  readonly edition: Edition
  readonly taxpayer: TaxpayerKind
}

/** One rule: pure, with its source, and the dates of supply between which it is in force (ISO, inclusive; open where left out). */
export interface Rule {
  readonly name: string
  readonly source: string
  readonly from?: string
  readonly until?: string
  readonly check: (content: Content, context: RuleContext) => Fault[]
}

/** Limits that every provider seen accepts (domain.md 1.3, 1.4): for content that no gateway was chosen for. */
export const portableContext = (edition: Edition, taxpayer: TaxpayerKind, sandbox: boolean): RuleContext => ({
  edition,
  taxpayer,
  sandbox,
  limits: PORTABLE_LIMITS,
  textLength: 'characters',
  linesMax: 2000,
  priceDecimals: 13,
  priceTextMax: 16,
})
