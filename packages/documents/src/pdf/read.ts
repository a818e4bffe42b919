import { type Fen, fenOf } from '@openfapiao/core'
import type { Facts } from '../facts/facts.ts'
import { type Unreadable, unreadable } from '../unreadable.ts'
import { linesOf } from './lines.ts'

export type FactsReading = { readonly is: 'read'; readonly facts: Facts } | Unreadable

/** Number, date, totals and tax numbers from the text of a PDF (domain.md 8.2). A file of two invoices is unreadable, as is a picture. */
export async function readPdf(bytes: Uint8Array): Promise<FactsReading> {
  const read = await linesOf(bytes)
  return read.is === 'unreadable' ? read : factsIn(read.lines)
}

/** Spaces are gone: many files set them between the characters. */
const AMOUNT = String.raw`(-?[¥￥]-?\d{1,13}\.\d{2})`
const NUMBER = /发票号码[:：](?<number>\d{20})(?!\d)/
/** In some files the number stands a little above its label, alone. */
const LONE_NUMBER = /^(?<number>\d{20})$/
const DAY = /开票日期[:：](?<year>\d{4})年(?<month>\d{2})月(?<day>\d{2})日/
const SUMS = new RegExp(String.raw`合计(?<amount>${AMOUNT})(?<tax>${AMOUNT}|\*+)`)
const TOTAL = new RegExp(`^(?=.*小写).*?(?<total>${AMOUNT})`)

/** The same from lines of text. */
export function factsIn(lines: readonly string[]): FactsReading {
  const dense = lines.map(line => line.replaceAll(/\s+/g, ''))
  const labelled = numbersBy(NUMBER, dense)
  const numbers = labelled.length > 0 ? labelled : numbersBy(LONE_NUMBER, dense)
  if (numbers.length > 1) return unreadable('含有多张发票', 'it holds several invoices')
  const [number] = numbers
  const [day, sums, total] = [DAY, SUMS, TOTAL].map(pattern => dense.map(line => pattern.exec(line)?.groups).find(groups => groups !== undefined))
  if (number === undefined || !day || !sums || !total) return incomplete({ number, day, sums, total })
  return {
    is: 'read',
    facts: {
      number,
      issuedOn: `${day.year}-${day.month}-${day.day}`,
      amountFen: amountOf(sums.amount),
      taxFen: amountOf(sums.tax),
      totalFen: amountOf(total.total),
      ...taxNumbers(dense),
    },
  }
}

/** Each once: every page of an invoice repeats it. */
const numbersBy = (pattern: RegExp, lines: readonly string[]): string[] => [
  ...new Set(lines.flatMap(line => pattern.exec(line)?.groups?.number ?? [])),
]

const NAMES = [
  ['number', '发票号码'],
  ['day', '开票日期'],
  ['sums', '合计'],
  ['total', '价税合计'],
] as const

function incomplete(found: Readonly<Record<(typeof NAMES)[number][0], unknown>>): Unreadable {
  const missing = NAMES.filter(([name]) => found[name] === undefined)
  return unreadable(`找不到${missing.map(m => m[1]).join('、')}`, `there is no ${missing.map(m => m[0]).join(', ')} in its text`)
}

/** `¥12.00`, `¥-12.00`, `-¥12.00`; `***` where there is no tax. */
const amountOf = (text = ''): Fen => (text.startsWith('*') ? 0 : fenOf(text.replace(/[¥￥]/, '')))

/** Buyer and seller stand beside each other, the buyer on the left. */
function taxNumbers(dense: readonly string[]): Pick<Facts, 'buyerTaxNumber' | 'sellerTaxNumber'> {
  const [buyer, seller] = dense.flatMap(line => [...line.matchAll(/纳税人识别号[:：]([0-9A-Z]*)/g)].map(m => m[1] || undefined))
  return { buyerTaxNumber: buyer, sellerTaxNumber: seller }
}
