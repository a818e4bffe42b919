import type { Problem } from '../../ledger/problem.ts'

/** The ledger's field paths in the wire's names; `*` stands for a place in a list. */
export type Names = Readonly<Record<string, string>>

/** `['lines', 0, 'rate']` → `fpmxList.0.slv`. A path that the table lacks is shown as it is: it came from the wire's own check. */
export function wirePath(path: Problem['path'], names: Names): string {
  const places = path.filter(step => typeof step === 'number')
  const known = names[path.map(step => (typeof step === 'number' ? '*' : step)).join('.')]
  return known === undefined ? path.join('.') : known.replace(/\*/g, () => String(places.shift()))
}

/** The same table one level further down. */
export const within = (outer: string, wire: string, names: Names): Names =>
  Object.fromEntries(Object.entries(names).map(([path, name]) => [`${outer}.*.${path}`, `${wire}.*.${name}`]))
