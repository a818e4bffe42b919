import type { DocumentRow, Line } from '../src/index.ts'

/**
 * The authority's arithmetic, written apart from compose in exact rationals (scaled bigint), so that a mistake cannot agree with itself:
 * tolerances of domain.md 2 and the partial-red rules of domain.md 4.2. Answers what is wrong, in words.
 */
export function wrongIn(documents: readonly DocumentRow[]): string[] {
  const blues = documents.filter(d => d.colour === 'blue')
  return [
    ...documents.flatMap(wrongSums),
    ...blues.flatMap(b =>
      wrongReds(
        b,
        documents.filter(d => d.of === b.id && d.colour === 'red'),
      ),
    ),
  ]
}

const SCALE = 30
const scaled = (text: string): bigint => {
  const [whole = '0', part = ''] = text.replace('-', '').split('.')
  const units = BigInt(whole + part.padEnd(SCALE, '0'))
  return text.startsWith('-') ? -units : units
}
const ONE = 10n ** BigInt(SCALE)
const size = (n: bigint): bigint => (n < 0n ? -n : n)
const fen = (n: number): bigint => (BigInt(n) * ONE) / 100n

function wrongSums({ id, content }: DocumentRow): string[] {
  const wrong: string[] = []
  const errors = content.lines.map(l => (fen(l.amountFen) * scaled(l.rate)) / ONE - fen(l.taxFen))
  content.lines.forEach((l, i) => {
    if (size(errors[i] ?? 0n) > fen(6)) wrong.push(`${id} line ${i + 1}: tax off by more than 0.06`)
    if (l.quantity && l.unitPrice && size((scaled(l.quantity) * scaled(l.unitPrice)) / ONE - fen(l.amountFen)) > fen(1))
      wrong.push(`${id} line ${i + 1}: price × quantity off by more than 0.01`)
  })
  if (size(errors.reduce((a, b) => a + b, 0n)) > fen(127)) wrong.push(`${id}: tax errors add up to more than 1.27`)
  const sum = (of: (l: Line) => number) => content.lines.reduce((a, l) => a + of(l), 0)
  if (sum(l => l.amountFen) !== content.amountFen || sum(l => l.taxFen) !== content.taxFen || content.amountFen + content.taxFen !== content.totalFen)
    wrong.push(`${id}: sums`)
  return wrong
}

function wrongReds(blue: DocumentRow, reds: readonly DocumentRow[]): string[] {
  return blue.content.lines.flatMap((line, i) => {
    if (line.nature === 'discount') return []
    const next = line.nature === 'discounted' ? blue.content.lines[i + 1] : undefined
    const left = { amount: line.amountFen + (next?.amountFen ?? 0), tax: line.taxFen + (next?.taxFen ?? 0), quantity: scaled(line.quantity ?? '0') }
    return reds.flatMap(red => red.content.lines.filter(l => l.blueLine === i + 1).flatMap(l => wrongTaking(left, l, red)))
  })
}

/** One red line against what is left of its blue line; moves `left` on. */
function wrongTaking(left: { amount: number; tax: number; quantity: bigint }, line: Line, red: DocumentRow): string[] {
  const at = `${red.id} on blue line ${line.blueLine}`
  left.amount += line.amountFen
  left.tax += line.taxFen
  left.quantity += scaled(line.quantity ?? '0')
  const wrong: string[] = []
  if (line.amountFen >= 0) wrong.push(`${at}: takes nothing`)
  if (left.amount < 0 || left.tax < 0 || left.quantity < 0n) wrong.push(`${at}: takes more than is left`)
  if (scaled(line.rate) > 0n && left.tax !== 0 && left.amount === 0) wrong.push(`${at}: amount used up, tax not`)
  if (red.content.red?.reason === '04' && (line.quantity !== undefined || line.unitPrice !== undefined))
    wrong.push(`${at}: an allowance with quantity or price`)
  return wrong
}
