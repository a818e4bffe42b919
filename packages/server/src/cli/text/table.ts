import { padded, widthOf } from './width.ts'

export interface Column {
  readonly title: string
  /** Numbers stand right, so that their points stand under each other. */
  readonly side?: 'left' | 'right'
}

/** Lines of a table with a head, columns as wide as their widest cell. */
export function tableOf(columns: readonly Column[], rows: readonly (readonly string[])[]): string[] {
  const widths = columns.map(({ title }, i) => Math.max(widthOf(title), ...rows.map(row => widthOf(row[i] ?? ''))))
  const line = (cells: readonly string[]): string =>
    columns
      .map(({ side }, i) => padded(cells[i] ?? '', widths[i] ?? 0, side))
      .join('  ')
      .trimEnd()
  const rule = widths.map(width => '─'.repeat(width)).join('  ')
  return [line(columns.map(c => c.title)), rule, ...rows.map(line)]
}
