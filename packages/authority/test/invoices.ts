import type { CodeEntry, Edition } from '@openfapiao/core'
import { fen, yuan } from '../src/ledger/exact.ts'
import type { Invoice, Line, RedApplication, RedLine } from '../src/ledger/invoice.ts'
import { shanghaiTime } from '../src/ledger/shanghai.ts'
import type { Issued } from '../src/ledger/state.ts'

/** Own, made-up parties; goods, codes and short names of domain.md 5.2 and 10, and a summary code. */
export const SELLER = { taxNumber: '91110000DEMO00001X', name: '演示销方有限公司' }
export const BUYER = { taxNumber: '91110000DEMO00002X', name: '演示购方有限公司', person: false }

const ENTRIES: readonly CodeEntry[] = [
  { code: '1010101020000000000', name: '小麦', shortName: '谷物', rates: ['0.09'] },
  { code: '1030201010000000000', name: '原木', shortName: '木制品', rates: ['0.13', '0.09'] },
  { code: '1010000000000000000', name: '农产品', shortName: '农产品', rates: ['0.09'], summary: true },
  { code: '3070401000000000000', name: '餐饮服务', shortName: '餐饮服务', rates: ['0.06'] },
  { code: '6010000000000000000', name: '预付卡销售和充值', shortName: '预付卡销售', rates: ['0.00'] },
]
export const EDITION: Edition & { readonly entries: readonly CodeEntry[] } = {
  version: '2026-06-01-test',
  source: 'made up',
  entries: ENTRIES,
  find: code => ENTRIES.find(e => e.code === code),
}

export const WHEAT = { name: '小麦', shortName: '谷物', taxCode: '1010101020000000000', rate: '0.09' } as const
export const MEAL = { name: '工作餐', shortName: '餐饮服务', taxCode: '3070401000000000000', rate: '0.06' } as const

/** A line without its number and what follows from the rest. */
export type LineDraft = Pick<Line, 'amount' | 'tax'> & Partial<Line>

export function lineOf(draft: LineDraft, index = 0): Line {
  const goods = { ...WHEAT, ...draft }
  return {
    no: String(index + 1),
    printedName: `*${goods.shortName}*${goods.name}`,
    total: yuan(fen(draft.amount) + fen(draft.tax)),
    nature: 'normal',
    ...goods,
  }
}

/** 4 at 25.00, and 3 at 50.00 less 30.00: 220.00 + 19.80 = 239.80. */
export const LINES: readonly LineDraft[] = [
  { amount: '100.00', tax: '9.00', quantity: '4', unitPrice: '25', unit: '袋', spec: '5kg' },
  { amount: '150.00', tax: '13.50', quantity: '3', unitPrice: '50', unit: '袋', nature: 'discounted' },
  { amount: '-30.00', tax: '-2.70', nature: 'discount' },
]

export interface Change extends Partial<Omit<Invoice, 'lines' | 'buyer'>> {
  readonly lines?: readonly LineDraft[]
  readonly buyer?: Partial<Invoice['buyer']>
}

/** A good invoice, or what a change makes of it; header sums follow the lines unless they are given. */
export function invoiceOf({ lines: drafts = LINES, buyer, ...change }: Change = {}): Invoice {
  const lines = drafts.map(lineOf)
  const [amount, tax] = [sum(lines, 'amount'), sum(lines, 'tax')]
  return {
    serial: 'S1',
    kind: 'ordinary',
    seller: SELLER,
    buyer: { ...BUYER, ...buyer },
    amount: yuan(amount),
    tax: yuan(tax),
    total: yuan(amount + tax),
    issuer: '张三',
    suppliedOn: '2026-03-02',
    ...change,
    lines,
  }
}

const sum = (lines: readonly Pick<Line, 'amount' | 'tax'>[], field: 'amount' | 'tax'): bigint => lines.reduce((all, l) => all + fen(l[field]), 0n)

/** Whether all, or only one unit of the first line; discounts merged. Amounts of `LINES`. */
export const WHOLE: readonly RedDraft[] = [
  { blueNo: '1', amount: '-100.00', tax: '-9.00', quantity: '-4', unitPrice: '25', unit: '袋', spec: '5kg' },
  { blueNo: '2', amount: '-120.00', tax: '-10.80', quantity: '-3', unitPrice: '40', unit: '袋' },
]
export const ONE_UNIT: readonly RedDraft[] = [
  { blueNo: '1', amount: '-25.00', tax: '-2.25', quantity: '-1', unitPrice: '25', unit: '袋', spec: '5kg' },
]

export type RedDraft = Pick<RedLine, 'blueNo' | 'amount' | 'tax'> & Partial<RedLine>

export interface RedChange extends Partial<Omit<RedApplication, 'lines'>> {
  readonly lines?: readonly RedDraft[]
}

/** A good application for a red form of this blue: the whole of it for 01, unless something else is said. */
export function redOf({ number, invoice, issuedAt }: Issued, { lines: drafts = WHOLE, ...change }: RedChange = {}): RedApplication {
  const lines = drafts.map(redLineOf)
  return {
    serial: 'R1',
    enteredBy: 'seller',
    seller: SELLER,
    buyer: { name: invoice.buyer.name, taxNumber: invoice.buyer.taxNumber },
    blueNumber: number,
    blueIssuedAt: shanghaiTime(issuedAt),
    blueAmount: invoice.amount,
    blueTax: invoice.tax,
    blueSpecial: invoice.kind === 'special',
    amount: yuan(sum(lines, 'amount')),
    tax: yuan(sum(lines, 'tax')),
    reason: '01',
    ...change,
    lines,
  }
}

function redLineOf(draft: RedDraft, index: number): RedLine {
  const goods = { ...WHEAT, ...draft }
  return { no: String(index + 1), printedName: `*${goods.shortName}*${goods.name}`, ...goods }
}
