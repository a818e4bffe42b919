import type { Io, Vault } from '@openfapiao/core'

export const DAY_MS = 24 * 3_600_000

/** So many calls within a time, and so long between two of them; counted in the vault, by all workers together. */
export interface Ration {
  readonly everySeconds: number
  readonly count: number
  readonly withinMs: number
}

/** gateways.md 4.6: syncs and credit lines once in 30 seconds, new QR codes once a minute, each 20 times a day. A day is the last 24 hours, the strictest reading. */
export const FETCHES: Ration = { everySeconds: 30, count: 20, withinMs: DAY_MS }
export const QR_CODES: Ration = { everySeconds: 60, count: 20, withinMs: DAY_MS }

/** Seconds to wait before one more call of this ration, 0 for none. */
export function waitOf(calls: readonly number[], { everySeconds, count, withinMs }: Ration, now: number): number {
  const within = calls.filter(at => at > now - withinMs)
  const [last, oldest] = [within.at(-1), within.at(-count)]
  const free = Math.max(last === undefined ? now : last + everySeconds * 1000, oldest === undefined ? now : oldest + withinMs)
  return Math.ceil((free - now) / 1000)
}

/** Takes one call of the ration, before it is made. Answers the seconds to wait where there is none left. */
export function take(key: string, ration: Ration, io: Io, vault: Vault): Promise<number> {
  return vault.withLock(key, async () => {
    const now = io.now()
    const calls = timesOf(await vault.get(key))
    const wait = waitOf(calls, ration, now)
    if (wait === 0) await vault.set(key, JSON.stringify([...calls.filter(at => at > now - ration.withinMs), now]))
    return wait
  })
}

function timesOf(kept: string | undefined): number[] {
  const times: unknown = kept === undefined ? [] : JSON.parse(kept)
  return Array.isArray(times) ? times.filter(at => typeof at === 'number') : []
}
