/** A Medusa, asked from inside it or over HTTP. Values are plain JSON: instants as ISO text. Every method throws where the host does not answer. */
export interface MedusaHost {
  /** `{order, asPaid?}` in the shape of `fileSchema`. undefined: no such order. */
  file(id: string): Promise<unknown>
  /** Rows changed at or after `from`, oldest first, `take` at most after the first `skip`. */
  changed(source: Source, page: { readonly from: string; readonly skip: number; readonly take: number }): Promise<readonly ChangedRow[]>
}

/**
 * A capture does not touch the order, and a refund that follows a return neither; both touch the payment collection (platforms-runtime.md 1.3). So a
 * sweep asks for both.
 */
export const SOURCES = ['orders', 'money'] as const
export type Source = (typeof SOURCES)[number]

/** `order` is undefined for money that belongs to no order: a cart that was left. */
export interface ChangedRow {
  readonly order?: string | undefined
  readonly at: string
}
