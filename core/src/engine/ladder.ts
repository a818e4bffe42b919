const STEPS = [10, 30, 60]
const MOST_SECONDS = 900

/**
 * Seconds to wait before attempt `attempt` + 1: 10, 30, 60, then doubling to 15 minutes (design section 7). `jitter` in [0, 1) spreads workers
 * by up to a quarter, so that they do not come back together.
 */
export function ladderSeconds(attempt: number, jitter: number): number {
  const step = STEPS[attempt - 1] ?? Math.min(MOST_SECONDS, 60 * 2 ** Math.max(0, attempt - STEPS.length))
  return step + Math.floor((step * jitter) / 4)
}
