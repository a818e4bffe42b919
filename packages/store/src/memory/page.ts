import type { Page } from '@openfapiao/core'

const LIMIT = 50

/** Newest first by (instant, id); the cursor is the last pair shown, so rows that arrive meanwhile move nothing. */
export function keyset<R, T>(
  rows: readonly R[],
  keyOf: (row: R) => readonly [number, string],
  { limit = LIMIT, cursor }: { readonly limit?: number; readonly cursor?: string },
  shown: (row: R) => T | undefined,
): Page<T> {
  const after = cursor === undefined ? undefined : keyFrom(cursor)
  const sorted = [...rows].sort((a, b) => -compareKeys(keyOf(a), keyOf(b)))
  const rest = after ? sorted.filter(r => compareKeys(keyOf(r), after) < 0) : sorted
  const page = rest.slice(0, limit)
  const last = page.at(-1)
  return { rows: page.flatMap(r => shown(r) ?? []), cursor: rest.length > limit && last ? cursorOf(keyOf(last)) : undefined }
}

export const cursorOf = ([instant, id]: readonly [number, string]): string => `${instant}~${id}`

/** Throws RangeError on a cursor that this store never gave. */
export function keyFrom(cursor: string): readonly [number, string] {
  const m = /^(\d+)~(.+)$/.exec(cursor)
  if (!m) throw new RangeError(`not a cursor of this list: "${cursor}"`)
  return [Number(m[1]), m[2] ?? '']
}

const compareKeys = (a: readonly [number, string], b: readonly [number, string]): number => a[0] - b[0] || (a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : 0)
