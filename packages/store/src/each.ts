/** Does every piece of work although one fails, then throws the first failure: one bad row never sinks the others. */
export async function each<I, T>(items: readonly I[], work: (item: I) => Promise<T>): Promise<T[]> {
  const settled = await Promise.allSettled(items.map(work))
  return settled.map(s => {
    if (s.status === 'rejected') throw s.reason
    return s.value
  })
}
