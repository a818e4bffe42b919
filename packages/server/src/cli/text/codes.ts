import type { CodeOut } from '@openfapiao/api'
import type { CodeChange } from '@openfapiao/catalogue/diff'
import type { Effect } from '../../tax/codes/effects.ts'
import type { SuggestedCode } from '../../tax/codes/suggested.ts'
import { type Column, tableOf } from './table.ts'

const CODES: readonly Column[] = [
  { title: '编码 code' },
  { title: '名称 name' },
  { title: '简称 short name' },
  { title: '税率 rates' },
  { title: '' },
]

/** Codes as a list for people. */
export function codesText(rows: readonly CodeOut[]): string[] {
  return tableOf(
    CODES,
    rows.map(c => [c.code, c.name, c.shortName, c.rates.join(' '), noteOf(c)]),
  )
}

function noteOf({ summary, from, until }: CodeOut): string {
  const dates = from || until ? `${from ?? '…'} – ${until ?? '…'}` : ''
  return summary ? `汇总项，不可开票 summary, not for invoices ${dates}`.trimEnd() : dates
}

const SUGGESTED: readonly Column[] = [{ title: '把握 score', side: 'right' }, ...CODES.slice(0, 4), { title: '理由 reason' }]

/** Codes that may fit one product, for people. */
export function suggestedText(title: string, codes: readonly SuggestedCode[]): string {
  if (codes.length === 0) return `${title}\n  没有把握推荐，请用 fapiao codes search 检索 nothing to suggest; try fapiao codes search`
  const rows = codes.map(c => [String(c.score), c.code, c.name, c.shortName, c.rates.join(' '), `${c.zh} ${c.en}`])
  return [title, ...tableOf(SUGGESTED, rows)].join('\n')
}

const KINDS: Readonly<Record<CodeChange['kind'] | Effect['kind'], string>> = {
  added: '新增 added',
  retired: '停用 retired',
  name: '更名 renamed',
  shortName: '简称 short name',
  rates: '税率 rates',
  summary: '汇总项 summary',
  ends: '到期 ends',
  rate: '税率不可用 rate not in force',
}

const CHANGES: readonly Column[] = [{ title: '变化 change' }, { title: '编码 code' }, { title: '原 before' }, { title: '现 after' }]

export function changesText(changes: readonly CodeChange[]): string[] {
  return tableOf(
    CHANGES,
    changes.map(c => [KINDS[c.kind], c.code, c.before ?? '', c.after ?? '']),
  )
}

const EFFECTS: readonly Column[] = [
  { title: '自 from' },
  { title: '店铺 store' },
  { title: '规则 rule' },
  { title: '条件 match' },
  { title: '编码 code' },
  { title: '变化 change' },
  { title: '原 before' },
  { title: '现 after' },
  { title: '须改 edit' },
]

/** What a list does to the merchant's own rules. */
export function effectsText(effects: readonly Effect[]): string[] {
  if (effects.length === 0) return ['自家映射不受影响 none of the mapping rules is touched']
  return tableOf(
    EFFECTS,
    effects.map(e => [
      ...[e.from, `${e.platform}/${e.store}`, String(e.rule), matchText(e.match), e.code],
      ...[KINDS[e.kind], e.before ?? '', e.after ?? '', e.edit ? '是 yes' : ''],
    ]),
  )
}

export const matchText = (match: Readonly<Record<string, unknown>>): string =>
  Object.entries(match)
    .map(([key, value]) => (value === true ? key : `${key}=${String(value)}`))
    .join(' ')
