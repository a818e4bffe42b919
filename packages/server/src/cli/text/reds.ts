import { type OrderRef, orderKey } from '@openfapiao/core'
import type { FormOut } from '../../tax/reds/forms.ts'
import type { RedPlan } from '../../tax/reds/plan.ts'
import type { Reminder, Why } from '../../tax/reds/remind.ts'
import { type Column, tableOf } from './table.ts'

/** More than a person reads in a terminal; `--json` has them all. */
const SHOWN = 30

const REASONS: readonly Column[] = [
  { title: '原因 reason' },
  { title: '张数 count', side: 'right' },
  { title: '金额 amount', side: 'right' },
  { title: '税额 tax', side: 'right' },
  { title: '价税合计 total', side: 'right' },
]

/** What a batch would send, or has ordered. */
export function planText({ reasons, orders, skipped }: RedPlan): string[] {
  return [
    ...tableOf(
      REASONS,
      reasons.map(r => [r.reason, String(r.count), r.amount, r.tax, r.total]),
    ),
    ...some(orders, o => `  ${orderKey(o.order)} (${o.number}) ${o.invoices.join(' ')} ${o.total}`),
    ...some(skipped, s => `! ${orderKey(s.order)} ${s.zh} ${s.en}`),
  ]
}

function some<T>(rows: readonly T[], line: (row: T) => string): string[] {
  const more = rows.length - SHOWN
  return [...rows.slice(0, SHOWN).map(line), ...(more > 0 ? [`  … ${more}`] : [])]
}

const FORMS: readonly Column[] = [
  { title: 'uuid' },
  { title: '确认单编号 form' },
  { title: '蓝字号码 blue' },
  { title: '录入方 by' },
  { title: '金额 amount', side: 'right' },
  { title: '状态 state' },
]

export function formsText(forms: readonly FormOut[]): string[] {
  return tableOf(
    FORMS,
    forms.map(f => [f.uuid, f.formNumber, f.blueNumber, f.enteredBy, f.amount, stateText(f)]),
  )
}

const stateText = ({ state, zh, en, deadline, redNumber }: FormOut): string =>
  [state, zh, en, deadline === undefined ? '' : `至 until ${deadline}`, redNumber ?? ''].filter(text => text !== '').join(' ')

/** One refunded order and why its invoice still stands. */
export function reminderText({ order, number, invoices, refunded, uncovered, why }: Reminder): string {
  return [
    `${nameOf(order, number)} ${invoices.join(' ')} · 退款 refunded ${refunded} · 未红冲 not reversed ${uncovered}`,
    ...why.flatMap(whyText),
  ].join('\n')
}

const nameOf = (order: OrderRef, number: string): string => `${orderKey(order)} (${number})`

function whyText(why: Why): string[] {
  switch (why.is) {
    case 'held':
      return [`  ! ${why.hold.code} ${why.hold.zh}`, `    ${why.hold.en}`]
    case 'queued':
      return ['  等待发送 waits to be sent']
    case 'submitted':
      return [`  已提交 sent ${why.since}`, ...(why.forms ?? []).map(f => `    确认单 form ${f.uuid} ${stateText(f)}`), ...unasked(why.unasked)]
    case 'rejected':
      return why.faults.map(f => `  ✗ ${f.code} ${f.zh} ${f.en}`)
    case 'notPlanned':
      return ['  尚未计划；执行 fapiao retry order … not planned yet: fapiao retry order …']
  }
}

const unasked = (text: string | undefined): string[] => (text === undefined ? [] : [`    确认单查询失败 the forms could not be asked for: ${text}`])
