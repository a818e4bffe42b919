import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { create, type Font } from 'fontkit'

/** `src/pdf` and `dist/pdf` are equally deep, so one path serves both. */
const FILE = fileURLToPath(new URL('../../fonts/NotoSansSC-Regular.ttf', import.meta.url))

let parsed: Font | undefined

/** Noto Sans SC, read and parsed once for all documents: parsing is most of the work of a page. */
export function font(): Font {
  parsed ??= parse()
  return parsed
}

function parse(): Font {
  const made = create(readFileSync(FILE))
  if (!('layout' in made)) throw new Error(`a font collection, not a font: ${FILE}`)
  return made
}

/** Characters of these texts that the font cannot show, each once. Line ends are no characters. */
export function missingGlyphs(texts: Iterable<string>): string[] {
  const characters = new Set([...texts].flatMap(text => [...text]))
  return [...characters].filter(c => c !== '\n' && c !== '\r' && !font().hasGlyphForCodePoint(c.codePointAt(0) ?? 0))
}
