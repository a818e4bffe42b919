import { type Contact, type Fault, type Fen, fault, isError, type Order, type OrderLine, sumFen, yuan } from '@openfapiao/core'
import type { Reading } from '../config.ts'
import { IDENTIFIER } from '../identifier.ts'
import { type Facts, type LineFact, type RefundFact, TIP } from './facts.ts'
import { lastPayment, paymentOf } from './payment.ts'
import { refundsOf } from './refunds.ts'
import { isRemoval, withoutRemoved } from './removals.ts'
import { titleOf } from './title.ts'

export type Normalised = { readonly is: 'order'; readonly order: Order } | { readonly is: 'faulty'; readonly faults: readonly Fault[] }

/**
 * Facts → the one Order. Pure. Lines are written as of payment: what was taken off the order before it was paid is not there, what was
 * returned afterwards is a refund. Σ lines = total, or a fault.
 */
export function orderOf(facts: Facts, { store, title }: Reading): Normalised {
  const tax = taxOf(facts)
  const removals = facts.refunds.filter(r => isRemoval(r, lastPayment(facts)))
  const full = lineSum(facts.lines, tax)
  // A tip may stand among the lines already; whichever reading adds up.
  const lines = facts.tipFen > 0 && full !== facts.totalFen ? [...facts.lines, tipLine(facts.tipFen)] : facts.lines
  const totalFen = facts.totalFen - (lineSum(lines, tax) === facts.totalFen ? sumFen(removals.map(r => grossOfLines(r, tax))) : 0)
  const kept = removals.reduce(withoutRemoved, lines)
  const { refunds, faults: refundFaults } = refundsOf(facts, removals, tax)
  const named = titleOf(facts.attributes, title)
  const faults = [...odd(facts), ...sumFaults(kept, totalFen, facts, tax), ...refundFaults, ...named.faults]
  if (faults.some(isError)) return { is: 'faulty', faults: foreignFirst(faults, facts) }
  return {
    is: 'order',
    order: {
      ref: { platform: IDENTIFIER, store, id: facts.id },
      number: facts.name,
      currency: facts.currency,
      pricesIncludeTax: tax === 'none' ? undefined : tax === 'inside',
      createdAt: facts.createdAt,
      updatedAt: facts.updatedAt,
      ...paymentOf(facts, totalFen),
      totalFen,
      cancelled: facts.cancelled,
      test: facts.test,
      lines: kept.map(line => orderLine(line, tax)),
      refunds,
      title: named.title,
      kind: named.kind,
      contact: contactOf(facts, named.email),
    },
  }
}

/** Whether prices contain tax. `none`: the platform computed no tax at all, so only the store's policy knows (design section 9). */
export type Tax = 'inside' | 'onTop' | 'none'

function taxOf({ lines, taxesIncluded }: Facts): Tax {
  if (lines.every(l => l.taxes.length === 0)) return 'none'
  return taxesIncluded ? 'inside' : 'onTop'
}

const taxFen = (line: LineFact): Fen => sumFen(line.taxes.map(t => t.fen))
const gross = (line: LineFact, tax: Tax): Fen => line.valueFen - line.discountFen + (tax === 'onTop' ? taxFen(line) : 0)
const lineSum = (lines: readonly LineFact[], tax: Tax): Fen => sumFen(lines.map(l => gross(l, tax)))
const grossOfLines = ({ lines }: RefundFact, tax: Tax): Fen => sumFen(lines.map(l => l.netFen + (tax === 'onTop' ? l.taxFen : 0)))

const tipLine = (fen: Fen): LineFact => ({ id: TIP, role: 'tip', title: '小费 Tip', valueFen: fen, discountFen: 0, taxes: [] })

function orderLine({ taxes, ...line }: LineFact, tax: Tax): OrderLine {
  const [only, ...more] = taxes
  const platform = tax === 'none' ? {} : { taxFen: sumFen(taxes.map(t => t.fen)) }
  return { ...line, ...platform, ...(only?.rate !== undefined && more.length === 0 ? { platformRate: only.rate } : {}) }
}

/** What no shop in China should have, and nobody here may decide. */
function odd({ lines, cashRoundingFen }: Facts): Fault[] {
  const channel = sumFen(lines.flatMap(l => l.taxes.filter(t => t.channelLiable).map(t => t.fen)))
  return [
    ...(channel === 0 ? [] : [fault('TAX_BY_CHANNEL', 'lines', { tax: yuan(channel) })]),
    ...(cashRoundingFen === 0 ? [] : [fault('CASH_ROUNDED', 'total', { amount: yuan(cashRoundingFen) })]),
  ]
}

function sumFaults(lines: readonly LineFact[], totalFen: Fen, { totalField }: Facts, tax: Tax): Fault[] {
  const sum = lineSum(lines, tax)
  const wrong = lines.findIndex(l => l.valueFen < 0 || l.discountFen < 0 || gross(l, tax) < 0)
  if (wrong >= 0) return [fault('LINE_NEGATIVE', `lines.${wrong}`, { line: wrong + 1, title: lines[wrong]?.title ?? '' })]
  return sum === totalFen ? [] : [fault('ORDER_SUM', totalField, { lines: yuan(sum), total: yuan(totalFen) })]
}

/** Sums in a foreign currency are rounded apart; that it is foreign is what a person has to know first. */
const foreignFirst = (faults: readonly Fault[], { currency }: Facts): readonly Fault[] =>
  currency === 'CNY' ? faults : [fault('CURRENCY_NOT_CNY', 'currency', { currency }), ...faults]

function contactOf({ email, phone, locale }: Facts, asked: string | undefined): Contact | undefined {
  const contact = {
    email: asked ?? email,
    mobile: phone,
    locale: locale === undefined ? undefined : locale.toLowerCase().startsWith('zh') ? 'zh' : 'en',
  } as const
  return contact.email === undefined && contact.mobile === undefined && contact.locale === undefined ? undefined : contact
}
