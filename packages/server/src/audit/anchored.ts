import type { Instant, Log, Store } from '@openfapiao/core'
import { anchorHeads, fileAnchors } from '@openfapiao/store'

/** One round of anchoring. A chain that no longer holds what its last anchor says is not anchored, and cries for a person in the log. */
export async function anchorChains(store: Store, folder: string, { now, log }: { readonly now: () => Instant; readonly log: Log }): Promise<void> {
  const { findings } = await anchorHeads(store, fileAnchors(folder), now())
  for (const { id, fault } of findings) log.error('an audit chain is not what it was', { code: fault.code, chain: id })
}
