import { z } from 'zod'
import { fenOf, yuan } from '../money/fen.ts'
import { amountInWords } from '../money/words.ts'
import { type Content, contentSchema, type Line, lineSchema, nature, reason } from './content.ts'

/** At most 13 digits of yuan: the largest that whole fen can hold exactly. */
const amount = z.string().regex(/^-?\d{1,13}\.\d{2}$/, '两位小数的元，如 "12.00" yuan with two decimals such as "12.00"')
const { name, rate, quantity, unitPrice, blueLine } = lineSchema.shape

/** A line as commands and people see it: yuan strings; quantity and price left out where there are none. */
export const shownLineSchema = z.strictObject({
  name,
  shortName: z.string(),
  taxCode: z.string(),
  rate,
  policyMark: z.string().optional(),
  nature,
  quantity,
  unit: z.string().optional(),
  spec: z.string().optional(),
  unitPrice,
  amount,
  tax: amount,
  total: amount,
  blueLine,
  why: z.string().optional(),
})
export type ShownLine = z.infer<typeof shownLineSchema>

/** A document as `fapiao preview` prints it and `fapiao check` reads it. */
export const shownSchema = z.strictObject({
  colour: z.enum(['blue', 'red']),
  kind: z.enum(['ordinary', 'special']),
  lines: z.array(shownLineSchema),
  amount,
  tax: amount,
  total: amount,
  totalInWords: z.string().optional(),
  seller: contentSchema.shape.seller.partial().optional(),
  buyer: contentSchema.shape.buyer.partial().optional(),
  special: contentSchema.shape.special,
  issuer: z.string().optional(),
  remark: z.string().optional(),
  suppliedOn: z.iso.date().optional(),
  reason: reason.optional(),
  blueNumber: z.string().optional(),
})
export type Shown = z.infer<typeof shownSchema>

export function show(content: Content, why: readonly string[]): Shown {
  const { colour, kind, seller, buyer, issuer, remark, suppliedOn, special, red } = content
  const sums = {
    amount: yuan(content.amountFen),
    tax: yuan(content.taxFen),
    total: yuan(content.totalFen),
    totalInWords: amountInWords(content.totalFen),
  }
  return {
    colour,
    kind,
    lines: content.lines.map((l, i) => showLine(l, why[i])),
    ...sums,
    seller,
    buyer,
    issuer,
    remark,
    suppliedOn,
    special,
    reason: red?.reason,
    blueNumber: red?.blueNumber,
  }
}

function showLine(line: Line, why: string | undefined): ShownLine {
  const { amountFen, taxFen, totalFen, ...rest } = line
  return { ...rest, amount: yuan(amountFen), tax: yuan(taxFen), total: yuan(totalFen), why }
}

/** The reverse, for checking content that somebody else composed; what is not given is empty, and `suppliedOn` is the caller's day. */
export function contentFrom(shown: Shown, today: string): Content {
  const { colour, kind, seller, buyer, reason } = shown
  const sums = { amountFen: fenOf(shown.amount), taxFen: fenOf(shown.tax), totalFen: fenOf(shown.total) }
  const red =
    colour === 'red'
      ? {
          red: {
            blueNumber: shown.blueNumber ?? '',
            blueIssuedAt: `${today}T00:00:00+08:00`,
            blueAmountFen: 0,
            blueTaxFen: 0,
            reason: reason ?? '01',
          },
        }
      : {}
  return {
    colour,
    kind,
    seller: { ...seller, name: seller?.name ?? '' },
    buyer: { ...buyer, name: buyer?.name ?? '', person: buyer?.person ?? false },
    issuer: shown.issuer ?? '',
    lines: shown.lines.map(lineFrom),
    ...sums,
    remark: shown.remark,
    suppliedOn: shown.suppliedOn ?? today,
    ...(shown.special ? { special: shown.special } : {}),
    ...red,
  }
}

function lineFrom({ amount, tax, total, why: _, ...rest }: ShownLine): Line {
  return lineSchema.parse({ ...rest, amountFen: fenOf(amount), taxFen: fenOf(tax), totalFen: fenOf(total) })
}
