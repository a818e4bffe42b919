import { getDocumentProxy } from 'unpdf'
import { type Unreadable, unreadable } from '../unreadable.ts'

export type Lines = { readonly is: 'lines'; readonly lines: readonly string[] } | Unreadable

/** The authority's files with their fonts stay well below this. */
const MOST_BYTES = 16 * 1024 * 1024
const MOST_PAGES = 200

/** Items whose base lines are not farther apart than this stand in one line. */
const SAME_LINE = 4

type Document = Awaited<ReturnType<typeof getDocumentProxy>>

/** The text of a PDF line by line as one reads it, pages in order; what is turned (a water mark) is left out. */
export async function linesOf(bytes: Uint8Array): Promise<Lines> {
  if (bytes.length > MOST_BYTES) return unreadable(`超过 ${MOST_BYTES} 字节`, `it is larger than ${MOST_BYTES} bytes`)
  const document = await open(bytes)
  if (document === undefined) return unreadable('不是完整的 PDF，或已加密', 'it is no whole PDF, or it is encrypted')
  try {
    if (document.numPages > MOST_PAGES) return unreadable(`超过 ${MOST_PAGES} 页`, `it has more than ${MOST_PAGES} pages`)
    const pages = Array.from({ length: document.numPages }, (_, i) => pageLines(document, i + 1))
    return { is: 'lines', lines: (await Promise.all(pages)).flat() }
  } finally {
    await document.loadingTask.destroy()
  }
}

/** undefined: the reader refuses it. It tells broken from encrypted by classes of its own that it does not export. */
async function open(bytes: Uint8Array): Promise<Document | undefined> {
  try {
    // The reader keeps the bytes it is given and may detach them, so it gets its own.
    return await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0, useSystemFonts: false })
  } catch (fault) {
    if (fault instanceof Error) return undefined
    throw fault
  }
}

interface Piece {
  readonly text: string
  readonly x: number
  readonly y: number
}

async function pageLines(document: Document, number: number): Promise<string[]> {
  const page = await document.getPage(number)
  const { items } = await page.getTextContent()
  const pieces = items.flatMap((item): Piece[] => {
    if (!('str' in item) || item.str.trim() === '') return []
    const [across = 0, turn = 0, , , x = 0, y = 0]: number[] = item.transform
    return across > 0 && Math.abs(turn) < 1e-6 ? [{ text: item.str, x, y }] : []
  })
  return intoLines(pieces)
}

/** Pieces from top to bottom, those of one line from left to right. */
export function intoLines(pieces: readonly Piece[]): string[] {
  const lines: { y: number; pieces: Piece[] }[] = []
  for (const piece of [...pieces].sort((a, b) => b.y - a.y)) {
    const line = lines.at(-1)
    if (line && line.y - piece.y <= SAME_LINE) line.pieces.push(piece)
    else lines.push({ y: piece.y, pieces: [piece] })
  }
  return lines.map(line =>
    line.pieces
      .sort((a, b) => a.x - b.x)
      .map(p => p.text)
      .join(' '),
  )
}
