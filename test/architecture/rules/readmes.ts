import { withoutFences } from './pages.ts'

/** The page of a package: the same four questions in the same order, so a reader knows where to look. */
const sections: readonly (readonly [string, RegExp])[] = [
  ['what 是什么', /^(?:what|about)\b|是什么|做什么|^简介/i],
  ['example 例子', /example|usage|例|用法/i],
  ['contract 约定', /contract|契约|约定|合约|接口/i],
  ['limits 限制', /limit|限制|边界|局限/i],
]

/**
 * Sections that a README lacks or has out of order. The paragraph right under the title answers "what" as well.
 * @param text undefined: there is no README
 */
export function readmeFaults(folder: string, text: string | undefined): readonly string[] {
  if (text === undefined) return [`${folder}/README.md is missing`]
  const headings = headingsOf(text)
  const places = sections.map(([, words]) => headings.findIndex(heading => words.test(heading)))
  const found = places.map((place, index) => (index === 0 && place < 0 && openingOf(text) !== '' ? 0 : place))
  const missing = sections.filter((_, index) => (found[index] ?? -1) < 0).map(([name]) => `${folder}/README.md has no section "${name}"`)
  const inOrder = found.every((place, index) => index === 0 || place >= (found[index - 1] ?? 0))
  return missing.length > 0 || inOrder ? missing : [`${folder}/README.md has its sections in another order than what, example, contract, limits`]
}

/** Headings of the second level and deeper; what a fence shows is no heading. */
function headingsOf(text: string): readonly string[] {
  return withoutFences(text)
    .split('\n')
    .flatMap(line => /^##+\s+(.+)/.exec(line)?.[1] ?? [])
}

/** The text between the title and the first heading. */
function openingOf(text: string): string {
  return (withoutFences(text).split(/^##+\s/m)[0] ?? '').replace(/^#\s.*$/m, '').trim()
}
