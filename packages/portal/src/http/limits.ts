/** What the buyer's pages let anybody do. Rates are per key and refill evenly; all of it is memory of one process, bounded. */
export interface BuyerLimits {
  /** Largest title form, bytes. */
  readonly formBytes: number
  /** Days after the last thing that happened to an order until its link stops showing it. */
  readonly linkDays: number
  /** Buyer pages and files per minute and address. Generous: many buyers of one city may share an address. */
  readonly pagesPerMinute: number
  /** Unknown links per minute and address: nobody guesses 192 random bits, and nobody tries. */
  readonly unknownPerMinute: number
  /** Title requests per hour and link, and per hour and address. */
  readonly requestsPerLink: number
  readonly requestsPerAddress: number
}

export const BUYER_LIMITS: BuyerLimits = Object.freeze({
  formBytes: 16 * 1024,
  linkDays: 400,
  pagesPerMinute: 300,
  unknownPerMinute: 30,
  requestsPerLink: 10,
  requestsPerAddress: 60,
})
