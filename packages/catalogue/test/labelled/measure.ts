import { parseArgs } from 'node:util'
import { commonEdition } from '../../src/index.ts'
import { type Suggestion, suggestCodes } from '../../src/suggest/index.ts'
import { type Labelled, labelledTitles } from './split.ts'

/** Shares 0..1 over the titles that have a code: the first suggestion is one of the label's codes, is its best code, one of five is one of them. */
export interface Measured {
  readonly top1: number
  readonly strict: number
  readonly top5: number
}

export const suggestionsFor = ({ title }: Labelled): readonly Suggestion[] => suggestCodes({ title }, { edition: commonEdition, limit: 5 })

export function measure(titles: readonly Labelled[]): Measured {
  const coded = titles.filter(one => one.codes.length > 0)
  const share = (fits: (one: Labelled, found: readonly string[]) => boolean) =>
    coded.filter(one =>
      fits(
        one,
        suggestionsFor(one).map(found => found.entry.code),
      ),
    ).length / coded.length
  return {
    top1: share((one, [first = '']) => one.codes.includes(first)),
    strict: share((one, [first = '']) => one.codes[0] === first),
    top5: share((one, found) => found.some(code => one.codes.includes(code))),
  }
}

/** Of the titles without a code in the list: how many get no suggestion of this score or more. */
export function silentShare(titles: readonly Labelled[], threshold: number): number {
  const without = titles.filter(one => one.codes.length === 0)
  return without.filter(one => (suggestionsFor(one)[0]?.score ?? 0) < threshold).length / without.length
}

/** Bands of scores and how often the first suggestion in each is right: a score is worth what it says. */
export function calibration(titles: readonly Labelled[]): { from: number; count: number; right: number }[] {
  const rows = titles.map(one => ({ score: suggestionsFor(one)[0]?.score ?? 0, right: one.codes.includes(suggestionsFor(one)[0]?.entry.code ?? '') }))
  return [0, 0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9].map((from, at, bands) => {
    const inside = rows.filter(row => row.score >= from && row.score < (bands[at + 1] ?? 2))
    return { from, count: inside.length, right: inside.filter(row => row.right).length / inside.length }
  })
}

/** Of the held-out part nothing is shown but shares. */
function show({ misses = false }): void {
  const { open, heldOut } = labelledTitles()
  console.table({ open: measure(open), 'held out': measure(heldOut) })
  console.table(calibration(open))
  console.log('titles without a code that stay below 0.5:', silentShare(open, 0.5), 'open,', silentShare(heldOut, 0.5), 'held out')
  if (misses) for (const one of open) showMiss(one)
}

function showMiss(one: Labelled): void {
  const found = suggestionsFor(one)
  const at = found.findIndex(({ entry }) => one.codes.includes(entry.code))
  if (at === 0 || (one.codes.length === 0 && (found[0]?.score ?? 0) < 0.5)) return
  console.log(`${at < 0 ? 'none' : at + 1}  ${one.title} [${one.codes.map(code => commonEdition.find(code)?.name)}]`)
  for (const { entry, score, reason } of found.slice(0, 3))
    console.log(`      ${score.toFixed(2)} ${entry.name} (${reason.kind}: ${reason.words.join(' ')})`)
}

if (import.meta.main) show(parseArgs({ options: { misses: { type: 'boolean' } } }).values)
