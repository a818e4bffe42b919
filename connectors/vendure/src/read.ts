import { fault, type ReadHint, type StoredHint } from '@openfapiao/core'

/** Hints come from inside the host and carry their order; a stored one without it was never ours. */
export const readHint = ({ topic }: StoredHint): ReadHint => ({
  is: 'unreadable',
  fault: fault('ORDER_UNREADABLE', '', { why: `hint "${topic}" names no order` }),
})
