/** Numbers in [0, 1) that a seed repeats (xorshift32); nothing secret hangs on them. */
export function dice(seed: number): () => number {
  let x = (seed | 0) === 0 ? 0x9e3779b9 : seed | 0
  return () => {
    x ^= x << 13
    x ^= x >>> 17
    x ^= x << 5
    return (x >>> 0) / 4294967296
  }
}
