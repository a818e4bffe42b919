import { z } from 'zod'
import { now, type Route } from './route.ts'
import { shownForm, shownInvoice, shownSeller, shownState } from './shown.ts'

const seconds = z.number().min(0)
const clockSchema = z.strictObject({ seconds: seconds.describe('how far the clock is put forward') })
const delaysSchema = z.strictObject({
  visibleSeconds: seconds.optional(),
  issueSeconds: seconds.optional(),
  redSeconds: seconds.optional(),
  pdfSeconds: seconds.optional(),
  xmlSeconds: seconds.optional(),
})
const markSchema = z.strictObject({
  number: z.string(),
  mark: z.enum(['used', 'booked', 'abnormal', 'refundApplied']),
  on: z.boolean().default(true),
})
const sellerSchema = z.strictObject({ monthlyQuotaFen: z.int().min(0).optional(), abnormal: z.boolean().optional() })
const moveSchema = z.strictObject({ by: z.enum(['seller', 'buyer']), does: z.enum(['agree', 'refuse', 'revoke']) })

export const ledgerRoutes: readonly Route[] = [
  { method: 'GET', path: '/admin/state', answer: parts => now(shownState(parts)) },
  { method: 'GET', path: '/admin/invoices', answer: ({ ledger }) => now(ledger.invoices().map(shownInvoice)) },
  { method: 'GET', path: '/admin/forms', answer: ({ ledger }) => now(ledger.forms().map(form => shownForm(form, ledger))) },
  {
    method: 'POST',
    path: '/admin/clock',
    answer(parts, { body }) {
      parts.ledger.advance(clockSchema.parse(body).seconds)
      return now(shownState(parts))
    },
  },
  {
    method: 'PUT',
    path: '/admin/delays',
    answer({ ledger }, { body }) {
      ledger.setDelays(delaysSchema.parse(body))
      return now(ledger.delays())
    },
  },
  {
    method: 'POST',
    path: '/admin/marks',
    answer({ ledger }, { body }) {
      const { number, mark, on } = markSchema.parse(body)
      if (!ledger.mark(number, mark, on)) return undefined
      return now(
        ledger
          .invoices()
          .filter(i => i.number === number)
          .map(shownInvoice)[0],
      )
    },
  },
  {
    method: 'PUT',
    path: '/admin/sellers/:',
    answer({ ledger }, { id, body }) {
      const change = sellerSchema.parse(body)
      if (!ledger.seller(id)) return undefined
      ledger.changeSeller(id, change)
      return now(shownSeller(id, ledger))
    },
  },
  {
    method: 'POST',
    path: '/admin/forms/:',
    answer({ ledger }, { id, body }) {
      const { by, does } = moveSchema.parse(body)
      const answer = ledger.moveForm(id, by, does)
      if (answer?.is === 'refused') return { status: 409, body: { error: answer.problems.map(p => p.text).join('；') } }
      return answer && now(shownForm(answer.form, ledger))
    },
  },
]
