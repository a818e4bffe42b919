import { type Fault, fault } from '@openfapiao/core'

/** A file that is not what it should be: broken, of another kind, too large. Nothing in it was guessed. */
export interface Unreadable {
  readonly is: 'unreadable'
  readonly faults: readonly Fault[]
}

/** `zh` and `en` say what is wrong, without a full stop. */
export const unreadable = (zh: string, en: string): Unreadable => ({ is: 'unreadable', faults: [fault('DOCUMENT_UNREADABLE', '', { zh, en })] })
