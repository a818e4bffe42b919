import type { Level, Who } from './fault.ts'

/** One row of the table: `{name}` marks a value filled in where the fault is found. */
export interface FaultText {
  readonly level: Level
  readonly who: Who
  readonly zh: string
  readonly en: string
}
