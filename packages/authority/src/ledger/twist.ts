import type { ProblemName } from './problem.ts'

/** What somebody ordered to go otherwise than usual with one call. */
export interface Twist {
  /** Unknown to queries for so long after acceptance. */
  readonly visibleSeconds?: number
  /** From acceptance to the number, where a front answers with it at once. */
  readonly issueSeconds?: number
  /** Accepted, then refused for this. */
  readonly reject?: ProblemName
}
