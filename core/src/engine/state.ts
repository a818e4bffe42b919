/**
 * The life of one document (blue, red or void), as data. No exit from issued and cancelled; none from submitted but issued and rejected;
 * `rejected` is proven dead and a new try is a new row with a new serial.
 */
export const arrows = {
  waiting: ['queued', 'cancelled'],
  queued: ['submitted', 'waiting', 'cancelled'],
  submitted: ['issued', 'rejected'],
  issued: [],
  rejected: [],
  cancelled: [],
} as const

export type DocumentState = keyof typeof arrows
export const isDocumentState = (text: string): text is DocumentState => Object.hasOwn(arrows, text)

export function mayGo(from: DocumentState, to: DocumentState): boolean {
  return (arrows[from] as readonly DocumentState[]).includes(to)
}

/** May exist at the authority, or does. */
export const mayExist = (state: DocumentState): boolean => state === 'submitted' || state === 'issued'
/** Not yet sent: may be replaced. */
export const isPending = (state: DocumentState): boolean => state === 'waiting' || state === 'queued'
export const isDead = (state: DocumentState): boolean => state === 'rejected' || state === 'cancelled'
