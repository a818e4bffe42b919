import { timingSafeEqual } from 'node:crypto'

/** Same bytes? The time it takes tells only whether the lengths agree. A text counts as its UTF-8 bytes. */
export function constantTimeEqual(a: string | Uint8Array, b: string | Uint8Array): boolean {
  const [x, y] = [Buffer.from(a), Buffer.from(b)]
  return x.length === y.length && timingSafeEqual(x, y)
}
