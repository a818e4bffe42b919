import type { DocumentDetailOut, DocumentOut, OrderDetailOut } from '@openfapiao/api'
import { type Column, tableOf } from './table.ts'

const COLOURS = { blue: '蓝 blue', red: '红 red', void: '作废 void' } as const

const COLUMNS: readonly Column[] = [
  { title: '编号 id' },
  { title: '票种 colour' },
  { title: '状态 state' },
  { title: '发票号码 number' },
  { title: '购买方 buyer' },
  { title: '价税合计 total', side: 'right' },
  { title: '挂起 hold' },
]

/** Documents as a list for people. */
export function documentTable(documents: readonly DocumentOut[]): string[] {
  return tableOf(
    COLUMNS,
    documents.map(d => [d.id, COLOURS[d.colour], d.state, d.number ?? '', d.buyerName, d.total, d.hold?.code ?? '']),
  )
}

/** An order's head for people. `publicUrl` stands before the buyer's page. */
export function orderText({ ref, number, total, paid, refunded, covered, hold, page, seller }: OrderDetailOut, publicUrl: string): string {
  return [
    `订单 order ${ref.platform}/${ref.store}/${ref.id} (${number}) · 销售方 seller ${seller}`,
    `合计 total ${total} · 实付 paid ${paid} · 退款 refunded ${refunded} · 已开 covered ${covered}`,
    `买方页面 page ${publicUrl}${page}`,
    ...(hold ? [`挂起 hold ${hold.code}: ${hold.zh}`, `  ${hold.en}`] : []),
  ].join('\n')
}

/** What became of a document beside the invoice itself: warnings, refusals, files, deliveries. */
export function documentAround({ hold, warnings, faults, files, deliveries, serial, submittedAt, issuedAt }: DocumentDetailOut): string[] {
  return [
    `流水号 serial ${serial ?? '-'} · 提交 submitted ${submittedAt ?? '-'} · 开具 issued ${issuedAt ?? '-'}`,
    ...[...(hold ? [hold] : []), ...faults, ...warnings].map(f => `${f.level === 'error' ? '✗' : '!'} ${f.code} ${f.zh} ${f.en}`),
    ...files.map(f => `文件 file ${f.format} ${f.state} ${f.sm3 ?? ''}`.trimEnd()),
    ...deliveries.map(d => `交付 delivery ${d.channel} ${d.state} ${d.sentAt ?? ''}`.trimEnd()),
  ]
}
