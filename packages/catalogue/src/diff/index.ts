export { type AffectedRule, affectedRules } from './affected.ts'
export { type CodeChange, diffEditions } from './diff.ts'
