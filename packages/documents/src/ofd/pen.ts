import { PAGE_WIDTH } from '../face/layout.ts'
import type { Area, Measure, Pen } from '../face/pen.ts'
import { escaped } from '../xml/write.ts'

export interface OfdPage {
  /** Millimetres. */
  readonly height: number
  readonly objects: readonly string[]
}

/** The identifiers that are taken before the first object: the font and whatever the document itself names. */
export const FIRST_OBJECT = 1000
export const FONT_ID = 1

/** Points → millimetres, to a micrometre. */
export const mm = (points: number): string => String(Math.floor((points / 72) * 25_400 + 0.5) / 1000)

/** From the upper edge of the em square to the base line, in sizes. */
const ASCENT = 0.88

/** Draws into page objects of GB/T 33190. Every character gets its own place, so that any font a reader has gives the same picture. */
export function ofdPen(measure: Measure): Pen & { readonly pages: readonly OfdPage[] } {
  const pages: { height: number; objects: string[] }[] = []
  let last = FIRST_OBJECT
  const add = (kind: string, attributes: string, inside: string): void => {
    last++
    pages.at(-1)?.objects.push(`<ofd:${kind} ID="${last}" ${attributes}>${inside}</ofd:${kind}>`)
  }
  /** Readers cut off what lies outside of the boundary, half the width of a line too: it is that much larger, and the path begins that much inside. */
  const stroke = ({ x, y, width, height }: Area, line: number, colour: string, path: (inside: Area) => string) => {
    const around = { x: x - line / 2, y: y - line / 2, width: width + line, height: height + line }
    const drawn = data(path({ x: line / 2, y: line / 2, width, height }))
    add('PathObject', `Boundary="${boundary(around)}" LineWidth="${mm(line)}"`, `<ofd:StrokeColor Value="${rgb(colour)}"/>${drawn}`)
  }
  return {
    pages,
    measure,
    page: height => void pages.push({ height: Number(mm(height)), objects: [] }),
    text(text, x, y, { size, colour }) {
      if (text === '') return
      const area = { x, y, width: measure(text, size), height: size * 1.2 }
      add('TextObject', `Boundary="${boundary(area)}" ${font(size)}`, `${fill(colour)}${code(text, size, 0, size * ASCENT, measure)}`)
    },
    mark(text, { x, y }, { size, colour, degrees, opacity }) {
      const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)]
      const matrix = [cos, -sin, sin, cos].map(n => Math.floor(n * 1e6 + 0.5) / 1e6).join(' ')
      const page = `0 0 ${mm(PAGE_WIDTH)} ${pages.at(-1)?.height ?? 0}`
      const ink = `<ofd:FillColor Value="${rgb(colour)}" Alpha="${Math.floor(opacity * 255)}"/>`
      const attributes = `Boundary="${page}" CTM="${matrix} ${mm(x)} ${mm(y)}" ${font(size)}`
      add('TextObject', attributes, `${ink}${code(text, size, -measure(text, size) / 2, size * (ASCENT - 0.5), measure)}`)
    },
    line(x1, y1, x2, y2, width, colour) {
      const area = { x: Math.min(x1, x2), y: Math.min(y1, y2), width: Math.abs(x2 - x1), height: Math.abs(y2 - y1) }
      const at = (inside: Area, x: number, y: number) => `${mm(inside.x + x - area.x)} ${mm(inside.y + y - area.y)}`
      stroke(area, width, colour, inside => `M ${at(inside, x1, y1)} L ${at(inside, x2, y2)}`)
    },
    box: (area, width, colour) => stroke(area, width, colour, rectangle),
    ellipse: (area, width, colour) => stroke(area, width, colour, ellipse),
    fill(areas, colour) {
      const whole = { x: 0, y: 0, width: PAGE_WIDTH, height: Math.max(0, ...areas.map(a => a.y + a.height)) }
      add('PathObject', `Boundary="${boundary(whole)}" Stroke="false" Fill="true"`, `${fill(colour)}${data(areas.map(rectangle).join(' '))}`)
    },
  }
}

const boundary = ({ x, y, width, height }: Area): string => [x, y, width, height].map(mm).join(' ')
const font = (size: number): string => `Font="${FONT_ID}" Size="${mm(size)}"`
const fill = (colour: string): string => `<ofd:FillColor Value="${rgb(colour)}"/>`
const data = (path: string): string => `<ofd:AbbreviatedData>${path}</ofd:AbbreviatedData>`

/** `#800000` → `128 0 0` */
const rgb = (colour: string): string => [1, 3, 5].map(at => Number.parseInt(colour.slice(at, at + 2), 16)).join(' ')

/** The advance of each character but the last. */
function code(text: string, size: number, x: number, y: number, measure: Measure): string {
  const advances = [...text].slice(0, -1).map(character => mm(measure(character, size)))
  const delta = advances.length > 0 ? ` DeltaX="${advances.join(' ')}"` : ''
  return `<ofd:TextCode X="${mm(x)}" Y="${mm(y)}"${delta}>${escaped(text)}</ofd:TextCode>`
}

function rectangle({ x, y, width, height }: Area): string {
  const [left, top, right, bottom] = [x, y, x + width, y + height].map(mm)
  return `M ${left} ${top} L ${right} ${top} L ${right} ${bottom} L ${left} ${bottom} C`
}

/** How far the handles of a curve lie from its ends, for a quarter of a circle. */
const HANDLE = 0.5523

function ellipse({ x: left, y: top, width, height }: Area): string {
  const [rx, ry] = [width / 2, height / 2]
  const at = (x: number, y: number) => `${mm(left + rx + x * rx)} ${mm(top + ry + y * ry)}`
  const quarter = (x1: number, y1: number, x2: number, y2: number) =>
    `B ${at(x1 + x2 * HANDLE, y1 + y2 * HANDLE)} ${at(x2 + x1 * HANDLE, y2 + y1 * HANDLE)} ${at(x2, y2)}`
  return `M ${at(1, 0)} ${quarter(1, 0, 0, 1)} ${quarter(0, 1, -1, 0)} ${quarter(-1, 0, 0, -1)} ${quarter(0, -1, 1, 0)} C`
}
