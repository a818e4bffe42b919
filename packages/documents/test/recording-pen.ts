import type { Pen, TextStyle } from '../src/face/pen.ts'

export interface RecordedText extends TextStyle {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly width: number
}

export interface RecordedPage {
  readonly height: number
  readonly texts: RecordedText[]
  readonly marks: string[]
}

/** A pen that remembers where each text went. Characters are one size wide, those of ASCII a little more than half, as in the font. */
export function recordingPen(): Pen & { readonly pages: readonly RecordedPage[] } {
  const pages: RecordedPage[] = []
  const measure = (text: string, size: number) => [...text].reduce((sum, c) => sum + (c < '\u0080' ? 0.555 : 1), 0) * size
  const nothing = () => undefined
  return {
    pages,
    measure,
    page: height => void pages.push({ height, texts: [], marks: [] }),
    text: (text, x, y, style) => void pages.at(-1)?.texts.push({ text, x, y, width: measure(text, style.size), ...style }),
    mark: text => void pages.at(-1)?.marks.push(text),
    line: nothing,
    box: nothing,
    ellipse: nothing,
    fill: nothing,
  }
}
