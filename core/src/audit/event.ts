import { canonical } from '../invoice/canonical.ts'

/** What happened, before it is chained. `subject` is the row id (document, order key …); `data` holds no buyer contact and no secret. */
export interface NewEvent {
  readonly seller: string
  readonly type: EventType
  readonly subject: string
  readonly at: number
  /** Who did it: `engine`, or a person's or command's name. */
  readonly actor: string
  readonly data: Readonly<Record<string, unknown>>
}

export type EventType =
  | 'order.planned'
  | 'order.held'
  | 'order.released'
  | 'order.retried'
  | 'request.made'
  | 'document.admitted'
  /** The authority has it and we did not make it. */
  | 'document.adopted'
  | 'document.cancelled'
  | 'document.released'
  | 'document.submitted'
  | 'document.resubmitted'
  | 'document.issued'
  | 'document.rejected'
  | 'document.held'
  /** A person confirmed, refused or revoked a red form at the authority, or the engine confirmed a buyer's that is exactly what is owed. */
  | 'form.decided'
  | 'file.stored'
  | 'delivery.sent'
  | 'delivery.refused'
  | 'lane.blocked'
  | 'lane.opened'
  | 'hint.ignored'
  | 'hint.held'
  | 'privacy.done'
  /** Written by the store itself: a row changed and no event of the caller was about it. */
  | 'row.written'

/** 审计事件 as stored: `bytes` is the canonical text, written once; `hash` = digest(prev ‖ bytes). One chain per seller, `seq` from 1. */
export interface ChainedEvent {
  readonly seller: string
  readonly seq: number
  readonly bytes: string
  readonly prev: string
  readonly hash: string
}

/** Lower-case hex digest of bytes (SM3); given by the caller, since core has none. */
export type Digest = (text: string) => string

export const GENESIS = '0'.repeat(64)

/** 锚点: the head of one seller's chain at an instant, kept outside the database. */
export interface Anchor {
  readonly seller: string
  readonly seq: number
  readonly hash: string
  readonly at: number
}

/** The next link after `prev` (`undefined` for the first). */
export function link(event: NewEvent, prev: { readonly seq: number; readonly hash: string } | undefined, digest: Digest): ChainedEvent {
  const seq = (prev?.seq ?? 0) + 1
  const before = prev?.hash ?? GENESIS
  const bytes = canonical({ ...event, seq })
  return { seller: event.seller, seq, bytes, prev: before, hash: digest(before + bytes) }
}
