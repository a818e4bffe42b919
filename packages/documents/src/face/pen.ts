/**
 * The strokes that the face of an invoice is made of, whatever file they end in. Coordinates in points from the upper left of the page.
 * A text stands with the upper edge of its em square at `y`.
 */
export interface Pen {
  readonly measure: Measure
  /** Begins a page of the width of the form. */
  page(height: number): void
  text(text: string, x: number, y: number, style: TextStyle): void
  line(x1: number, y1: number, x2: number, y2: number, width: number, colour: string): void
  box(area: Area, width: number, colour: string): void
  ellipse(area: Area, width: number, colour: string): void
  fill(areas: readonly Area[], colour: string): void
  /** A text turned about its middle, seen through: a water mark. */
  mark(text: string, middle: { readonly x: number; readonly y: number }, style: MarkStyle): void
}

/** Width of a text in points at a size. */
export type Measure = (text: string, size: number) => number

export interface TextStyle {
  readonly size: number
  readonly colour: string
}

export interface MarkStyle extends TextStyle {
  /** Counter-clockwise. */
  readonly degrees: number
  readonly opacity: number
}

export interface Area {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export type Align = 'left' | 'center' | 'right'

/** A text in a box of this width. */
export function drawAligned(pen: Pen, text: string, x: number, y: number, width: number, align: Align, style: TextStyle): void {
  const free = width - pen.measure(text, style.size)
  const shift = { left: 0, center: free / 2, right: free }
  pen.text(text, x + shift[align], y, style)
}
