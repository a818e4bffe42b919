import { BUYER_LIMITS, type BuyerLimits } from '@openfapiao/portal/http'

/** What the server lets anybody do, the buyer's pages included. */
export interface Limits extends BuyerLimits {
  /** Largest body of a connector's request, bytes: beyond it 413. */
  readonly bodyBytes: number
  /** Wrong operator tokens per minute and address. */
  readonly failuresPerMinute: number
}

export const LIMITS: Limits = Object.freeze({ ...BUYER_LIMITS, bodyBytes: 5 * 1024 * 1024, failuresPerMinute: 20 })
