import { createRuntime, type Runtime } from '@openfapiao/runtime'
import { anchorChains, everyHours } from '../audit/index.ts'
import type { Wired } from '../wire/index.ts'
import { type Listening, listen } from './listen.ts'

export interface RunOptions {
  /** Answer HTTP at the configured address. */
  readonly server: boolean
  /** Work rows and sweep. */
  readonly worker: boolean
  readonly version: string
}

export interface Running {
  readonly runtime: Runtime
  /** `http://host:port`, where a server was asked for; the port is the real one when the configuration says 0. */
  readonly address?: string
  /** Stops listening, finishes requests and rows in hand, writes nothing more. The database stays open: close what was wired afterwards. */
  stop(): Promise<void>
}

/** Runs what was wired: HTTP, the worker, the daily anchors. */
export async function run(wired: Wired, { server, worker, version }: RunOptions): Promise<Running> {
  const { parts, config } = wired
  const runtime = createRuntime(parts)
  const listening: Listening | undefined = server ? await listen(wired, runtime, version) : undefined
  if (worker) runtime.start()
  const deaf = worker ? await hearing(wired, runtime) : undefined
  const { folder, everyHours: hours } = config.anchors
  const anchors = worker ? everyHours(hours, () => anchorChains(parts.store, folder, parts.io), parts.io.log) : undefined
  return {
    runtime,
    ...(listening ? { address: listening.address } : {}),
    async stop() {
      await listening?.stop()
      await deaf?.()
      await runtime.stop()
      await anchors?.stop()
    },
  }
}

/** Work that another process took in is looked at at once. Without it the worker polls, so a listener that fails costs half a second and nothing else. */
async function hearing({ store, parts }: Wired, { wake }: Runtime): Promise<(() => Promise<void>) | undefined> {
  try {
    return await store.onWork?.(wake)
  } catch (error) {
    parts.io.log.warn('other processes are not heard', { why: error instanceof Error ? error.message : String(error) })
    return undefined
  }
}
