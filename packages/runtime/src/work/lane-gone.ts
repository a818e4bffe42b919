import { fault, type Hold } from '@openfapiao/core'

/** Rows of a lane that the configuration no longer has: kept, and a person says whether it comes back. */
export const laneGone = (lane: string): Hold => fault('SETTING_INVALID', '', { setting: 'sellers', why: `no seller and gateway "${lane}" any more` })
