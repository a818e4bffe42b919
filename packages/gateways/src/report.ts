/** What one gateway does of what its provider documents, as data for `npm run gateways:report`: no claim without a source, nothing left out. */
export interface GatewayReport {
  readonly gateway: string
  readonly title: { readonly zh: string; readonly en: string }
  /** Where its facts come from. */
  readonly source: string
  /** Everything that the source documents; `why` where it is not spoken. */
  readonly operations: readonly { readonly name: string; readonly covered: boolean; readonly why?: string }[]
  /** Signature and other vectors of the source; `test` is the title of the test that holds one, `why` where there is none. */
  readonly vectors: readonly { readonly name: string; readonly test?: string; readonly why?: string }[]
  /** Ways in which it is not like the others, declared to the battery, each with its reason. */
  readonly differences: Readonly<Record<string, string>>
  /** What no source proves, and what is done about it. */
  readonly unproven: readonly { readonly what: string; readonly instead: string }[]
}
