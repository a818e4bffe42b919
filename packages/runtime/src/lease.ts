/**
 * A worker keeps a row for so long. One request takes 60 seconds at most (`io/fetch.ts`) and a call of a gateway is a few of them; no call is begun
 * after `CALLS_SHARE` of the lease, so that a lease never lapses under a live call (design idea 4). If it does all the same (a stopped machine), the fence
 * refuses what comes late.
 */
export const LEASE_SECONDS = 180
export const CALLS_SHARE = 1 / 3
