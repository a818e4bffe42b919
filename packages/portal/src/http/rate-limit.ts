export interface Rate {
  /** As many at once, and as many in each `seconds`. */
  readonly count: number
  readonly seconds: number
}

/** Keys remembered at most; the one not seen for longest goes first. */
const KEYS_MAX = 10_000

/** Token buckets by key, in memory and bounded. `take` answers 0 when it may go on, else the seconds to wait. */
export function rateLimit({ count, seconds }: Rate, now: () => number) {
  const buckets = new Map<string, { readonly tokens: number; readonly at: number }>()
  const perMs = count / (seconds * 1000)

  function fill(key: string): number {
    const bucket = buckets.get(key)
    return bucket ? Math.min(count, bucket.tokens + Math.max(0, now() - bucket.at) * perMs) : count
  }

  function keep(key: string, tokens: number): void {
    buckets.delete(key)
    buckets.set(key, { tokens, at: now() })
    const oldest = buckets.keys().next()
    if (buckets.size > KEYS_MAX && !oldest.done) buckets.delete(oldest.value)
  }

  return Object.freeze({
    take(key: string): number {
      const tokens = fill(key)
      if (tokens < 1) return Math.ceil((1 - tokens) / perMs / 1000)
      keep(key, tokens - 1)
      return 0
    },
    get size(): number {
      return buckets.size
    },
  })
}
export type RateLimit = ReturnType<typeof rateLimit>
