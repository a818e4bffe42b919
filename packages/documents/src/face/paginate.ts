/** How high the lines of a page may be: on the last page, which carries the sums, and on the others. */
export interface Room {
  readonly last: number
  readonly other: number
}

/** Rows in order over as few pages as hold them; there is always a last page, and it has room for the sums. */
export function paginate<T extends { readonly height: number }>(rows: readonly T[], room: Room): T[][] {
  const pages: T[][] = []
  let rest = [...rows]
  while (heightOf(rest) > room.last) {
    const fitting = countWithin(rest, room.other)
    // A page takes a row even if it is too high for it, and leaves one for the last page where it can.
    const count = Math.max(1, Math.min(fitting, rest.length - 1))
    pages.push(rest.slice(0, count))
    rest = rest.slice(count)
  }
  return [...pages, rest]
}

const heightOf = (rows: readonly { readonly height: number }[]): number => rows.reduce((sum, r) => sum + r.height, 0)

function countWithin(rows: readonly { readonly height: number }[], height: number): number {
  let used = 0
  const over = rows.findIndex(row => {
    used += row.height
    return used > height
  })
  return over < 0 ? rows.length : over
}
