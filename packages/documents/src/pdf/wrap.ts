/** Width of a text in points at a size. */
export type Measure = (text: string, size: number) => number

/** Text broken into lines of at most `width`: between Chinese characters, around Latin words and numbers, within a word only when it fits no line. */
export function wrap(text: string, size: number, width: number, measure: Measure): string[] {
  return text.split(/\r\n|\r|\n/).flatMap(paragraph => wrapParagraph(paragraph, size, width, measure))
}

/** A word, or one character together with the closing punctuation after it, which must not begin a line. */
const UNITS = /(?:[\p{Script=Latin}\p{N}.,'’\-_/+#%:@*]+|.)[，。、；：！？）》】”’]*/gu

function wrapParagraph(text: string, size: number, width: number, measure: Measure): string[] {
  const fits = (line: string) => measure(line, size) <= width
  if (fits(text)) return [text]
  const pieces = (text.match(UNITS) ?? []).flatMap(unit => (fits(unit) ? [unit] : [...unit]))
  const lines: string[] = []
  let line = ''
  for (const piece of pieces) {
    if (line === '' || fits(line + piece)) {
      line += piece
      continue
    }
    lines.push(line)
    line = piece.trimStart()
  }
  return [...lines, line]
}

/** A text set in lines at the largest of `sizes` at which it takes at most `maxHeight`; at the smallest if it fits at none. */
export interface Setting {
  readonly lines: readonly string[]
  readonly size: number
  readonly height: number
}

/** Distance of base lines, in sizes. */
const LEADING = 1.3
export const lineHeight = (size: number): number => size * LEADING

export function setInto(text: string, width: number, maxHeight: number, sizes: readonly number[], measure: Measure): Setting {
  const settings = sizes.map(size => {
    const lines = wrap(text, size, width, measure)
    return { lines, size, height: lines.length * lineHeight(size) }
  })
  const smallest = settings.at(-1)
  if (!smallest) throw new RangeError('a text needs at least one size')
  return settings.find(s => s.height <= maxHeight) ?? smallest
}
