import type { MapTested, UnmappedOut } from '@openfapiao/api'
import { matchText } from './codes.ts'
import { type Column, tableOf } from './table.ts'

/** What a line would get and why, for people. */
export function testedText({ line, date, edition, coding, fault, fitting }: MapTested): string {
  const facts = Object.entries({ ...line, title: undefined }).flatMap(([key, value]) => (value === undefined ? [] : `${key}=${String(value)}`))
  const answer = coding
    ? [`✓ *${coding.shortName}*${coding.name} · ${coding.taxCode} · 税率 rate ${coding.rate} · 依据 why ${coding.why}`]
    : [`✗ ${fault?.code}`, `  ${fault?.zh}`, `  ${fault?.en}`]
  const rules = fitting.map(({ rule, match, taxCode, rate = '', from, by }, i) => {
    const since = from === undefined ? '' : ` 自 from ${from}`
    return `  ${i === 0 ? '→' : ' '} taxMap.${rule} ${matchText(match)} ⇒ ${taxCode} ${rate}${since}${by === undefined ? '' : ` (${by})`}`
  })
  return [`${line.title} (${facts.join(' ')}) · 供货日 date ${date} · 编码版本 edition ${edition}`, ...answer, ...rules].join('\n')
}

const UNMAPPED: readonly Column[] = [
  { title: '店铺 store' },
  { title: 'SKU' },
  { title: '名称 title' },
  { title: '订单 orders', side: 'right' },
  { title: '销售额 value', side: 'right' },
]

export function unmappedText({ rows, orders }: UnmappedOut): string {
  const cells = rows.map(r => [`${r.platform}/${r.store}`, r.sku ?? r.product ?? '', r.title, String(r.orders), r.value])
  return [...tableOf(UNMAPPED, cells), `已看挂起订单 held orders looked at: ${orders}`].join('\n')
}
