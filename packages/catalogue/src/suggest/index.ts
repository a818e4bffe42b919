export type { Reason, ReasonKind } from './reason.ts'
export { type SuggestedProduct, type SuggestFrom, type Suggestion, suggestCodes } from './suggest.ts'
