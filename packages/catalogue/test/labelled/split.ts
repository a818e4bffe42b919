import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

/** A title as a shop writes it and the codes that a tax admin would choose, the best first; none where the list has no code for the good. */
export interface Labelled {
  readonly title: string
  readonly codes: readonly string[]
}

/** The part that may be looked at, and the part that is only counted. */
export interface Split {
  readonly open: readonly Labelled[]
  readonly heldOut: readonly Labelled[]
}

/** 30 % are held out by a digest of the title, so that a title stays on its side whatever is added or sorted. */
export function labelledTitles(): Split {
  const all = readFileSync(new URL('titles.tsv', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map(labelled)
  return { open: all.filter(one => !isHeldOut(one.title)), heldOut: all.filter(one => isHeldOut(one.title)) }
}

function labelled(line: string): Labelled {
  const [title = '', codes = ''] = line.split('\t')
  return { title, codes: codes === '-' ? [] : codes.split(/[\s,|/]+/) }
}

function isHeldOut(title: string): boolean {
  const digest = createHash('sha256').update(title).digest('hex')
  return Number.parseInt(digest.slice(0, 8), 16) % 10 < 3
}
