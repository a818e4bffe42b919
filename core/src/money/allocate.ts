import { share } from './decimal.ts'
import { type Fen, sumFen } from './fen.ts'

/**
 * Splits `totalFen` over `weights` (all ≥ 0) by cumulative rounding: part i is the rounded running share less what went before,
 * so the parts always add up and none strays from its exact share by a fen or more. All-zero weights give everything to the last.
 */
export function allocate(totalFen: Fen, weights: readonly Fen[]): Fen[] {
  if (weights.some(w => w < 0)) throw new RangeError('weights must not be negative')
  const all = sumFen(weights)
  if (all === 0) return weights.map((_, i) => (i === weights.length - 1 ? totalFen : 0))
  let [seen, given] = [0, 0]
  return weights.map(weight => {
    seen += weight
    const part = share(totalFen, seen, all) - given
    given += part
    return part
  })
}
