import { randomBytes } from 'node:crypto'
import type { Fetch, HttpAnswer, HttpRequest, Io, Vault } from '@openfapiao/core'

/** A small door to the real network, for tests only; the production one belongs to the runtime. */
export function testIo(change: Partial<Io> = {}): Io & { readonly requests: readonly HttpRequest[] } {
  const requests: HttpRequest[] = []
  const quiet = (): void => undefined
  const door: Fetch = async request => {
    requests.push(request)
    return (change.fetch ?? fetchOverHttp)(request)
  }
  return { now: Date.now, random: n => randomBytes(n), log: { info: quiet, warn: quiet, error: quiet }, ...change, fetch: door, requests }
}

const UNREACHED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'])

const fetchOverHttp: Fetch = async ({ url, method, headers, body, timeoutSeconds = 20 }): Promise<HttpAnswer> => {
  const signal = AbortSignal.timeout(timeoutSeconds * 1000)
  try {
    const answer = await fetch(url, { method, headers: { connection: 'close', ...headers }, body, redirect: 'manual', signal } as RequestInit)
    const bytes = new Uint8Array(await answer.arrayBuffer())
    return { is: 'answer', status: answer.status, headers: Object.fromEntries(answer.headers), body: bytes }
  } catch (error) {
    const code = codeOf(error)
    return { is: UNREACHED.has(code) ? 'unreached' : 'lost', why: code }
  }
}

function codeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error
  return cause instanceof Error && 'code' in cause ? String(cause.code) : 'time-out'
}

/** A vault nobody else sees, with locks that hold. */
export function testVault(): Vault {
  const held = new Map<string, string>()
  const locks = new Map<string, Promise<unknown>>()
  return {
    get: async key => held.get(key),
    set: async (key, value) => void (value === undefined ? held.delete(key) : held.set(key, value)),
    keys: async prefix => [...held.keys()].filter(key => key.startsWith(prefix)),
    withLock: (key, work) => {
      const mine = (locks.get(key) ?? Promise.resolve()).then(work)
      locks.set(
        key,
        mine.catch(() => undefined),
      )
      return mine
    },
  }
}
