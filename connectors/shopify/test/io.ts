import { randomBytes } from 'node:crypto'
import type { Fetch, HttpAnswer, Intake, Io, NewHint, Vault } from '@openfapiao/core'

export interface TestIo extends Io {
  /** Everything logged, as text: for the tests that look for secrets in it. */
  readonly logged: string[]
  readonly operations: string[]
  /** Moves the clock. */
  pass(ms: number): void
}

/** Doors for tests: the real network (which nock or a local shop answers), a clock that can be moved. */
export function testIo(change: { readonly fetch?: Fetch; readonly at?: string } = {}): TestIo {
  const logged: string[] = []
  const operations: string[] = []
  let moved = 0
  const start = change.at === undefined ? undefined : Date.parse(change.at)
  const note =
    (level: string) =>
    (message: string, fields: Readonly<Record<string, unknown>> = {}): void => {
      logged.push(`${level} ${message} ${JSON.stringify(fields)}`)
    }
  return {
    logged,
    operations,
    now: () => (start ?? Date.now()) + moved,
    pass: ms => {
      moved += ms
    },
    random: length => randomBytes(length),
    log: { info: note('info'), warn: note('warn'), error: note('error') },
    fetch: async request => {
      operations.push(request.about?.operation ?? '')
      return (change.fetch ?? overTheNetwork)(request)
    },
  }
}

const overTheNetwork: Fetch = async ({ url, method, headers, body }): Promise<HttpAnswer> => {
  try {
    const response = await fetch(url, { method, headers, body: body === undefined ? undefined : Buffer.from(body) })
    return {
      is: 'answer',
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: new Uint8Array(await response.arrayBuffer()),
    }
  } catch (error) {
    return { is: 'unreached', why: error instanceof Error ? error.message : String(error) }
  }
}

/** A vault in memory whose locks really exclude. */
export function testVault(): Vault {
  const held = new Map<string, string>()
  const queues = new Map<string, Promise<unknown>>()
  return {
    get: async key => held.get(key),
    set: async (key, value) => {
      if (value === undefined) held.delete(key)
      else held.set(key, value)
    },
    keys: async prefix => [...held.keys()].filter(key => key.startsWith(prefix)),
    withLock(key, work) {
      const run = (queues.get(key) ?? Promise.resolve()).then(work, work)
      queues.set(key, run)
      return run
    },
  }
}

/** An intake that remembers, and knows a second delivery by its key. */
export function testIntake(): Intake & { readonly hints: NewHint[] } {
  const hints: NewHint[] = []
  return {
    hints,
    async accept(hint) {
      const duplicate = hints.some(h => h.dedupeKey === hint.dedupeKey)
      if (!duplicate) hints.push(hint)
      return { id: String(hints.length), duplicate }
    },
  }
}
