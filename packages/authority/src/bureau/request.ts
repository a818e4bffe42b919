/** A call as it came over the wire, without the transport. Header names in lower case. */
export interface BureauRequest {
  readonly method: string
  /** Without host and query. */
  readonly path: string
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: Uint8Array
}

/** `dropped`: the connection ends without an answer. `afterSeconds`: the answer is held back. */
export type BureauAnswer =
  | {
      readonly is: 'answer'
      readonly status: number
      readonly contentType: string
      readonly body: Uint8Array
      readonly encoding?: 'gzip'
      readonly afterSeconds?: number
    }
  | { readonly is: 'dropped' }
