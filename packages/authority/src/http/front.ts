import type { BureauAnswer, BureauRequest } from '../bureau/request.ts'

/** A call of a provider's wire. `origin` is how the caller reached this machine, for addresses in answers: `http://127.0.0.1:8099`. */
export interface FrontRequest extends BureauRequest {
  /** Behind the question mark, undecoded. */
  readonly query: string
  readonly origin: string
}

/** One provider's wire over the shared ledger, beside the bureau's. It owns its paths and does its own signatures, codes and faults. */
export interface Front {
  serves(path: string): boolean
  answer(request: FrontRequest): Promise<BureauAnswer>
}
