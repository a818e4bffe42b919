import type { Shown, ShownLine } from '@openfapiao/core'
import { type Column, tableOf } from './table.ts'

const COLUMNS: readonly Column[] = [
  { title: '项目 item' },
  { title: '编码 code' },
  { title: '数量 qty', side: 'right' },
  { title: '单价 price', side: 'right' },
  { title: '金额 amount', side: 'right' },
  { title: '税率 rate', side: 'right' },
  { title: '税额 tax', side: 'right' },
  { title: '依据 why' },
]
const COLOURS = { blue: '蓝字 blue', red: '红字 red' } as const
const KINDS = { ordinary: '普通发票 ordinary', special: '专用发票 special' } as const

/** A document as a person reads it in a terminal. */
export function shownText(document: Shown): string {
  const { colour, kind, buyer, lines, amount, tax, total, totalInWords = '' } = document
  return [
    `${COLOURS[colour]} · ${KINDS[kind]} · 购买方 buyer ${buyer?.name ?? '-'}`,
    ...tableOf(COLUMNS, lines.map(rowOf)),
    `金额 amount ${amount} · 税额 tax ${tax} · 价税合计 total ${total} ${totalInWords}`,
  ].join('\n')
}

function rowOf({ shortName, name, taxCode, quantity = '', unitPrice = '', amount, rate, tax, why = '' }: ShownLine): string[] {
  return [`*${shortName}*${name}`, taxCode, quantity, unitPrice, amount, rate, tax, why]
}
