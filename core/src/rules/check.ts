import type { Fault } from '../fault/fault.ts'
import type { Content } from '../invoice/content.ts'
import type { RuleContext } from './rule.ts'
import { RULES } from './rules.ts'

/** Runs every rule in force on the supply date over composed content; one fault never hides another. */
export function check(content: Content, context: RuleContext): Fault[] {
  const inForce = RULES.filter(r => (r.from ?? '') <= content.suppliedOn && content.suppliedOn <= (r.until ?? '9999'))
  return inForce.flatMap(r => r.check(content, context))
}
