const MEMORY_MS = 10 * 60_000

/** Remembers each nonce for ten minutes: longer than any timestamp stays valid. */
export interface NonceMemory {
  /** false: used before. */
  take(nonce: string, now: number): boolean
}

export function nonceMemory(): NonceMemory {
  const until = new Map<string, number>()
  return {
    take(nonce, now) {
      forget(until, now)
      if ((until.get(nonce) ?? 0) > now) return false
      until.set(nonce, now + MEMORY_MS)
      return true
    },
  }
}

/** Oldest first, as a Map keeps them. */
function forget(until: Map<string, number>, now: number): void {
  for (const [nonce, at] of until) {
    if (at > now) return
    until.delete(nonce)
  }
}
