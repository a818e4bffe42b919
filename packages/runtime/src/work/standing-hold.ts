import type { Chain, Hold } from '@openfapiao/core'
import { isFormHold } from './forms/form-hold.ts'

/**
 * The chain's hold after planning. What planning cannot see must not be lost by it: that the authority's invoice differs from ours stands until a person has
 * looked (retry), and goes before all else; what a form says stands until the next look at the forms.
 */
export function holdAfter(found: readonly Hold[], { hold, retry }: Pick<Chain, 'hold' | 'retry'>): Hold | undefined {
  if (hold?.code === 'ANSWER_DIFFERS' && retry !== true) return hold
  return found[0] ?? (isFormHold(hold) ? hold : undefined)
}
