import { type Fault, type Fetch, fault } from '@openfapiao/core'

/** Gateways refuse signatures whose time is minutes away; a minute is early warning. */
const APART_MS = 60_000

/** A fetch that looks at the `Date` header (RFC 9110 6.6.1) of every answer on its way, and remembers the clock furthest from ours. */
export function clockWatch(fetch: Fetch, now: () => number) {
  let furthest: { readonly address: string; readonly ms: number } | undefined
  const watched: Fetch = async request => {
    const answer = await fetch(request)
    const theirs = answer.is === 'answer' ? Date.parse(answer.headers.date ?? '') : Number.NaN
    const ms = Math.abs(theirs - now())
    if (Number.isFinite(ms) && ms >= (furthest?.ms ?? 0)) furthest = { address: new URL(request.url).host, ms }
    return answer
  }
  return Object.freeze({
    fetch: watched,
    /** undefined: no answer has told its time. */
    seen: (): { readonly address: string; readonly faults: readonly Fault[] } | undefined => {
      if (!furthest) return undefined
      const { address, ms } = furthest
      return { address, faults: ms > APART_MS ? [fault('CLOCK_DRIFT', '', { address, seconds: Math.trunc(ms / 1000) })] : [] }
    },
  })
}
