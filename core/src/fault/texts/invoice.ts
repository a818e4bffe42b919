import type { FaultText } from '../text.ts'

/** Faults of composed content; the rules that find them are in `core/src/rules`. */
export const invoice = {} as const satisfies Record<string, FaultText>
