import { type Fault, fault } from '../fault/fault.ts'
import type { RedForm } from '../gateway/gateway.ts'
import type { Content, Line, Reason } from '../invoice/content.ts'
import { type LedgerLine, ledgerOf, leftAmount, leftTax, leftTotal } from '../invoice/ledger.ts'
import type { PriceLimits } from '../invoice/price.ts'
import { composeRed, wholeOf } from '../invoice/red.ts'
import { type Fen, sumFen } from '../money/fen.ts'
import { coverLeft, wholeReds } from './plan-reds.ts'
import type { Proposed } from './propose.ts'
import type { Cover, DocumentRow } from './rows.ts'

/** A red that the authority has and we did not make, as it is written down. */
export interface RedElsewhere {
  readonly reason: Reason
  readonly content: Content
  readonly covers: readonly Cover[]
  readonly why: readonly string[]
  readonly warnings: readonly Fault[]
}

export interface AroundForm {
  readonly blue: DocumentRow
  /** Every issued document of the chain. */
  readonly issued: readonly DocumentRow[]
  /** Reds of this blue that we would make ourselves now. */
  readonly planned: readonly Proposed[]
  readonly limits: PriceLimits
}

/**
 * A form tells sums, seldom lines. They are known where the sums are those of a red that we owe, where nothing of the blue is left, or where only one
 * line of it can be meant; else the document has no lines and covers none, and the chain counts it by its total alone. Pure.
 */
export function redElsewhere(form: RedForm, around: AroundForm): RedElsewhere {
  const known = asPlanned(form, around) ?? asWhole(form, around) ?? asOnlyLine(form, around) ?? asSums(form, around)
  const reason = form.reason ?? known.reason
  const content = known.content.red ? { ...known.content, red: { ...known.content.red, reason } } : known.content
  const untold = [
    ...(form.reason === undefined ? [fault('ELSEWHERE_UNTOLD', 'content.red.reason', { what: '红冲原因 reason' })] : []),
    ...(form.redIssuedAt === undefined ? [fault('ELSEWHERE_UNTOLD', 'issuedAt', { what: '开票时间 time of issue' })] : []),
    ...(content.lines.length === 0 ? [fault('ELSEWHERE_UNTOLD', 'content.lines', { what: '明细行 lines' })] : []),
  ]
  return { reason, content, covers: known.covers, why: content.lines.map(() => `red form ${form.formNumber}`), warnings: untold }
}

type Known = Pick<RedElsewhere, 'reason' | 'content' | 'covers'>

function asPlanned(form: RedForm, { planned }: AroundForm): Known | undefined {
  const like = planned.find(p => p.content.amountFen === form.amountFen && p.content.taxFen === form.taxFen)
  return like && { reason: like.reason ?? '04', content: like.content, covers: like.covers }
}

function asWhole(form: RedForm, around: AroundForm): Known | undefined {
  const ledger = ledgerFor(around)
  const sums = { amountFen: -sumFen(ledger.map(leftAmount)), taxFen: -sumFen(ledger.map(leftTax)) }
  if (sums.amountFen !== form.amountFen || sums.taxFen !== form.taxFen) return undefined
  const [draft] = wholeReds([around.blue], around.issued, () => '01')
  const covers = (draft?.lines ?? []).map(l => coverOf(around.blue, l, -l.grossFen))
  return { reason: '01', content: composeRed(printedOf(around.blue), '01', wholeOf(ledger)), covers }
}

/** One line of the blue has something left, and one order line stands behind it. */
function asOnlyLine(form: RedForm, around: AroundForm): Known | undefined {
  const [line, ...others] = ledgerFor(around).filter(l => leftTotal(l) !== 0)
  const [cover, ...more] = coverLeft(around.blue, around.issued)
  const fits = line && cover && others.length === 0 && more.length === 0 && cover.line === line.no
  if (!fits || leftAmount(line) < -form.amountFen || leftTax(line) < -form.taxFen) return undefined
  const covers = [coverOf(around.blue, cover, form.amountFen + form.taxFen)]
  return { reason: '04', content: { ...bare(form, around.blue), lines: [lineOf(line, form)] }, covers }
}

const asSums = (form: RedForm, { blue }: AroundForm): Known => ({ reason: '04', content: { ...bare(form, blue), lines: [] }, covers: [] })

const ledgerFor = ({ blue, issued, limits }: AroundForm): LedgerLine[] =>
  ledgerOf(
    blue.content,
    issued.filter(d => d.of === blue.id && d.colour === 'red').map(d => d.content),
    limits,
  )

/** Parties and kind of the blue with the sums of the form. */
function bare({ amountFen, taxFen }: RedForm, blue: DocumentRow): Content {
  return { ...composeRed(printedOf(blue), '04', []), amountFen, taxFen, totalFen: amountFen + taxFen }
}

function printedOf({ content, number, issuedAt }: DocumentRow): { content: Content; number: string; issuedAt: string } {
  if (number === undefined || issuedAt === undefined) throw new Error('a red form of a blue that is not issued')
  return { content, number, issuedAt }
}

function lineOf({ no, printed: { name, shortName, taxCode, rate, policyMark, spec } }: LedgerLine, { amountFen, taxFen }: RedForm): Line {
  return { name, shortName, taxCode, rate, policyMark, spec, nature: 'normal', amountFen, taxFen, totalFen: amountFen + taxFen, blueLine: no }
}

/** The order is the one whose line the blue covers there. */
function coverOf(blue: DocumentRow, { lineId, line }: { readonly lineId: string; readonly line: number }, grossFen: Fen): Cover {
  const order = blue.covers.find(c => c.lineId === lineId && c.line === line)?.order ?? blue.order
  return { order, lineId, line, grossFen }
}
