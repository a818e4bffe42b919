import type { Fault } from '@openfapiao/core'

/** One thing looked at. Without faults it is as it should be. */
export interface Finding {
  readonly name: 'node' | 'config' | 'parts' | 'folders' | 'database' | 'gateway' | 'clock' | 'connector' | 'mail'
  /** Which one, where there are several: a seller's key, a connector's identifier, a folder. */
  readonly what: string
  readonly faults: readonly Fault[]
}
