import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { create, type Font } from 'fontkit'

/** `src/font` and `dist/font` are equally deep, so one path serves both. */
const FILE = fileURLToPath(new URL('../../fonts/NotoSansSC-Regular.ttf', import.meta.url))

let parsed: Font | undefined

/** Noto Sans SC, read and parsed once for all documents: parsing is most of the work of a page. */
export function font(): Font {
  parsed ??= parse()
  return parsed
}

/** Width of a text in points, character by character. */
export function advanceOf(text: string, size: number): number {
  const units = [...text].reduce((sum, character) => sum + font().glyphForCodePoint(character.codePointAt(0) ?? 0).advanceWidth, 0)
  return (units / font().unitsPerEm) * size
}

function parse(): Font {
  const made = create(readFileSync(FILE))
  if (!('layout' in made)) throw new Error(`a font collection, not a font: ${FILE}`)
  return made
}

/** Characters that are nothing to see: joiners, variation selectors, marks of direction. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu

/**
 * A text as this font can show it. A character that it lacks is not left blank, which would make another text, but named: `𠮷` → `〔U+20BB7〕`.
 * The XML holds the text as it is.
 */
export function shownText(text: string): string {
  return [...text.replaceAll(INVISIBLE, '').replaceAll('\t', ' ')].map(shownCharacter).join('')
}

function shownCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0
  if (character === '\n' || character === '\r' || font().hasGlyphForCodePoint(code)) return character
  return `〔U+${code.toString(16).toUpperCase().padStart(4, '0')}〕`
}
