import type { Align, Measure, Pen } from './pen.ts'
import { drawAligned } from './pen.ts'

/** Text broken into lines of at most `width`: between Chinese characters, around Latin words and numbers, within a word only when it fits no line. */
export function wrap(text: string, size: number, width: number, measure: Measure): string[] {
  return text.split(/\r\n|\r|\n/).flatMap(paragraph => wrapParagraph(paragraph, size, width, measure))
}

/** A word or its part up to a dash or slash, or one character; closing punctuation must not begin a line, opening punctuation must not end one. */
const UNITS = /[（《“‘【]*(?:[\p{Script=Latin}\p{N}.,'’_+#%:@]+[-/]*|\P{M}\p{M}*)[，。、；：！？）》】”’%/]*/gu

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
const LEADING = 1.42
export const lineHeight = (size: number): number => size * LEADING

export function setInto(text: string, width: number, maxHeight: number, sizes: readonly number[], measure: Measure): Setting {
  const settings = sizes.map(size => () => {
    const lines = wrap(text, size, width, measure)
    return { lines, size, height: lines.length * lineHeight(size) }
  })
  for (const set of settings) {
    const setting = set()
    if (setting.height <= maxHeight) return setting
  }
  const smallest = settings.at(-1)
  if (!smallest) throw new RangeError('a text needs at least one size')
  return smallest()
}

/** How far the upper edge of the em square lies above the base line, in sizes. */
const ASCENT = 0.88

/** The first line stands on the base line that a text of the size `beside` would have. */
export function drawSetting(
  pen: Pen,
  { lines, size }: Setting,
  x: number,
  y: number,
  width: number,
  { align = 'left', beside = size, colour }: { readonly align?: Align; readonly beside?: number; readonly colour: string },
): void {
  const top = y + (beside - size) * ASCENT
  for (const [i, line] of lines.entries()) drawAligned(pen, line, x, top + i * lineHeight(size), width, align, { size, colour })
}
