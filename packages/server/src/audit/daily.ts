import type { Log } from '@openfapiao/core'

const HOUR_MS = 3_600_000

/** Runs `work` now and then every so many hours until stopped. What fails is logged and tried again in an hour; `stop` waits for what is running. */
export function everyHours(hours: number, work: () => Promise<unknown>, log: Log): { stop(): Promise<void> } {
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  let running = once()

  async function once(): Promise<void> {
    const done = await work().then(
      () => true,
      (error: unknown) => {
        log.error('anchors were not written', { why: error instanceof Error ? error.message : String(error) })
        return false
      },
    )
    if (!stopped) timer = setTimeout(again, (done ? hours : 1) * HOUR_MS).unref()
  }

  function again(): void {
    running = once()
  }

  return {
    async stop() {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}
