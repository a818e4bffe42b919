import type { Log } from '@openfapiao/core'

export interface Loop {
  /** Ends the present rest. */
  wake(): void
  /** No further round; resolves when the present one is over. */
  stop(): Promise<void>
}

export interface LoopOptions {
  /** Rest after a round that found nothing, or failed. */
  readonly restMs: number
  readonly log: Log
  /** Rests out its time whatever wakes the others. */
  readonly deaf?: boolean
}

/** Rounds without end: at once again where there was work, else after a rest. A round that throws is logged, and the loop goes on. */
export function loop(what: string, round: () => Promise<number>, { restMs, log, deaf = false }: LoopOptions): Loop {
  let stopping = false
  let called = false
  let end = (): void => undefined

  const rest = (): Promise<void> =>
    new Promise(resolve => {
      const timer = setTimeout(resolve, restMs)
      end = () => {
        clearTimeout(timer)
        resolve()
      }
    })

  async function run(): Promise<void> {
    while (!stopping) {
      called = false
      const worked = await safely(what, round, log)
      if (worked === 0 && !called && !stopping) await rest()
    }
  }
  const running = run()
  return {
    wake() {
      if (deaf) return
      called = true
      end()
    },
    async stop() {
      stopping = true
      end()
      await running
    },
  }
}

async function safely(what: string, round: () => Promise<number>, log: Log): Promise<number> {
  try {
    return await round()
  } catch (error) {
    log.error(`a ${what} failed`, { why: error instanceof Error ? error.stack : String(error) })
    return 0
  }
}
