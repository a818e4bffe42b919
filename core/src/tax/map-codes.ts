import { type Fault, fault } from '../fault/fault.ts'
import { type Decimal, normal } from '../money/decimal.ts'
import type { OrderLine } from '../order/order.ts'
import type { TaxpayerKind } from '../party/seller.ts'
import { allowedRates } from './rates.ts'
import { type CodeEntry, type Edition, isTaxCode, type PolicyMark, type TaxCode } from './tax-code.ts'
import type { MapRule, TaxMap } from './tax-map.ts'

/** What a line is invoiced as, and why. */
export interface Coding {
  readonly taxCode: TaxCode
  readonly shortName: string
  readonly rate: Decimal
  readonly policyMark?: PolicyMark
  readonly name: string
  readonly unit?: string
  readonly spec?: string
  /** The rule that won, as the path of the setting and the condition that matched: `taxMap.2 sku=TEA-250`. */
  readonly why: string
}

export interface MapContext {
  readonly taxMap: TaxMap
  readonly edition: Edition
  readonly taxpayer: TaxpayerKind
  /** Supply date, YYYY-MM-DD Asia/Shanghai: decides rules and rates (domain.md 10). */
  readonly date: string
}

export type Coded = { readonly is: 'coded'; readonly coding: Coding } | { readonly is: 'fault'; readonly fault: Fault }

/**
 * The code of one order line, by precedence: line's own > SKU > product > category or collection > vendor or tag > role > store default > a fault.
 * Never a silent default, neither of code nor of rate.
 */
export function mapCode(line: OrderLine, no: number, context: MapContext): Coded {
  const source = ownCode(line) ?? ruleFor(line, context)
  if (!source) return faulty('UNMAPPED', `lines.${no - 1}.taxCode`, { line: no, title: line.title, sku: line.sku ?? '-' })
  return complete(line, no, source, context)
}

interface Source extends Pick<MapRule, 'taxCode' | 'rate' | 'shortName' | 'policyMark' | 'name' | 'unit' | 'spec'> {
  readonly why: string
}

function ownCode(line: OrderLine): Source | undefined {
  return line.taxCode === undefined ? undefined : { taxCode: line.taxCode, rate: line.rate, policyMark: line.policyMark, why: 'order line' }
}

/** Conditions from strongest to weakest; a rule ranks by its strongest. */
const CONDITIONS = [
  ['sku', (l: OrderLine, v: string) => l.sku === v],
  ['product', (l: OrderLine, v: string) => l.productId === v],
  ['category', (l: OrderLine, v: string) => l.category === v],
  ['collection', (l: OrderLine, v: string) => l.collections?.includes(v) ?? false],
  ['vendor', (l: OrderLine, v: string) => l.vendor === v],
  ['tag', (l: OrderLine, v: string) => l.tags?.includes(v) ?? false],
  ['role', (l: OrderLine, v: string) => l.role === v],
] as const
const RANK = { sku: 0, product: 1, category: 2, collection: 2, vendor: 3, tag: 3, role: 4 } as const
const DEFAULT_RANK = 5

/** Rules that fit a line on the date, strongest first. */
export function matching(line: OrderLine, { taxMap, date }: Pick<MapContext, 'taxMap' | 'date'>): Fitting[] {
  return taxMap
    .map((rule, index) => ({ rule, index, given: CONDITIONS.filter(([key]) => rule.match[key] !== undefined) }))
    .filter(({ rule, given }) => (rule.from ?? '') <= date && given.every(([key, holds]) => holds(line, rule.match[key] ?? '')))
    .filter(({ rule }) => rule.match.default !== true || line.role === 'goods')
    .sort((a, b) => rank(a.rule) - rank(b.rule) || newer(a.rule, b.rule) || a.index - b.index)
}

interface Fitting {
  readonly rule: MapRule
  readonly index: number
  readonly given: readonly (typeof CONDITIONS)[number][]
}

function ruleFor(line: OrderLine, context: MapContext): Source | undefined {
  const [best] = matching(line, context)
  if (!best) return undefined
  const matched = best.given.map(([key]) => `${key}=${best.rule.match[key]}`).join(' ') || 'store default'
  return { ...best.rule, why: `taxMap.${best.index} ${matched}${best.rule.by ? ` (${best.rule.by})` : ''}` }
}

const rank = (rule: MapRule): number =>
  Math.min(DEFAULT_RANK, ...CONDITIONS.filter(([key]) => rule.match[key] !== undefined).map(([key]) => RANK[key]))
const newer = (a: MapRule, b: MapRule): number => ((a.from ?? '') < (b.from ?? '') ? 1 : (a.from ?? '') > (b.from ?? '') ? -1 : 0)

function complete(line: OrderLine, no: number, source: Source, context: MapContext): Coded {
  const path = `lines.${no - 1}.taxCode`
  if (!isTaxCode(source.taxCode)) return faulty('CODE_SHAPE', path, { code: source.taxCode })
  const entry = context.edition.find(source.taxCode)
  const shortName = source.shortName ?? entry?.shortName
  if (shortName === undefined) return faulty('CODE_UNKNOWN', path, { code: source.taxCode, edition: context.edition.version })
  const rate = source.rate ?? onlyRate(entry, source.policyMark, context)
  if (rate === undefined) return faulty('RATE_CHOICE', `lines.${no - 1}.rate`, { code: source.taxCode, rates: entry?.rates.join(', ') ?? '-' })
  const { taxCode, policyMark, name, unit, spec, why } = source
  return {
    is: 'coded',
    coding: { taxCode, shortName, rate: normal(rate), policyMark, name: name ?? line.title, unit: unit ?? line.unit, spec: spec ?? line.spec, why },
  }
}

/** A small-scale seller takes the levy in force (the relief first, domain.md 1.8); a general one the single statutory rate, else a person chooses. */
function onlyRate(entry: CodeEntry | undefined, policyMark: PolicyMark | undefined, { taxpayer, date }: MapContext): Decimal | undefined {
  const rates = allowedRates(entry, { taxpayer, date, policyMark })
  return rates.length === 1 || taxpayer === 'smallScale' ? rates[0] : undefined
}

const faulty = (...args: Parameters<typeof fault>): Coded => ({ is: 'fault', fault: fault(...args) })
