/** One goal: a candidate against a bare baseline, both as work per second. */
export interface Goal {
  readonly name: string
  /** Ratio candidate ÷ base that we want, and the source of the figure. */
  readonly goal: number
  readonly base: Work
  readonly candidate: Work
}
/** Does `n` units of work. */
export type Work = (n: number) => Promise<void> | void

export interface Measured {
  readonly name: string
  readonly base: number
  readonly candidate: number
  readonly ratio: number
  readonly goal: number
}

const ROUNDS = 5
const ROUND_MS = 400

/** Five interleaved rounds of each; the median of the paired ratios. Absolute figures belong to the machine, ratios travel. */
export async function measure({ name, goal, base, candidate }: Goal): Promise<Measured> {
  const [nBase, nCandidate] = [await calibrate(base), await calibrate(candidate)]
  const rounds: { base: number; candidate: number }[] = []
  for (let i = 0; i < ROUNDS; i++) rounds.push({ base: await rate(base, nBase), candidate: await rate(candidate, nCandidate) })
  return {
    name,
    goal,
    base: median(rounds.map(r => r.base)),
    candidate: median(rounds.map(r => r.candidate)),
    ratio: median(rounds.map(r => r.candidate / r.base)),
  }
}

/** How many units fill one round. */
async function calibrate(work: Work): Promise<number> {
  let n = 1
  for (;;) {
    const perSecond = await rate(work, n)
    if (n / perSecond > 0.05) return Math.max(1, Math.round((perSecond * ROUND_MS) / 1000))
    n *= 4
  }
}

async function rate(work: Work, n: number): Promise<number> {
  const start = performance.now()
  await work(n)
  return (n / (performance.now() - start)) * 1000
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
