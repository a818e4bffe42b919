import type { Hold, RowPatch, WorkKind } from '@openfapiao/core'

/**
 * What a person's `retry` makes of a row; undefined: it is left alone. A document that only waits for a request, a date or a person is released; one that
 * waits because it is wrong (or a shadow) is not sent by any retry: its cause is mended and the order planned again. What is final stays final.
 */
export function rearmed(kind: WorkKind, row: { readonly state: string; readonly hold?: Hold }): RowPatch[WorkKind] | undefined {
  if (kind !== 'document') return { state: kind === 'file' ? 'due' : 'queued', hold: null }
  if (row.state === 'queued' || row.state === 'submitted') return { hold: null }
  return row.state === 'waiting' && row.hold?.code.startsWith('WAITS_') ? { state: 'queued', hold: null } : undefined
}
