import type { DocumentOut, HoldsOut, OrderOut } from '@openfapiao/api'
import { type Column, tableOf } from '../../cli/text/table.ts'
import { widthOf } from '../../cli/text/width.ts'

/** A row of the table at the end, as `--json` prints it. An order without documents has one row. */
export interface OutcomeRow {
  readonly order: string
  readonly document?: DocumentOut['colour']
  readonly kind?: DocumentOut['kind']
  readonly number?: string
  readonly amount?: string
  readonly tax?: string
  readonly total?: string
  readonly state: DocumentOut['state'] | 'held' | 'none'
  readonly hold?: HoldsOut['rows'][number]['hold']
  /** The buyer's page. */
  readonly link?: string
}

/** In the order in which they were paid; what is held besides orders (a webhook, a file) at the end. */
export function outcomeRows(orders: readonly OrderOut[], holds: HoldsOut['rows'], publicUrl: string): OutcomeRow[] {
  const sorted = [...orders].sort((a, b) => a.number.localeCompare(b.number, 'en', { numeric: true }))
  const others = holds.filter(h => h.kind !== 'order' && !orders.some(o => o.ref.id === h.order?.id))
  return [
    ...sorted.flatMap(o => rowsOf(o, publicUrl)),
    ...others.map(({ order, id, hold }) => ({ order: order?.id ?? id, state: 'held' as const, hold })),
  ]
}

function rowsOf(order: OrderOut, publicUrl: string): OutcomeRow[] {
  const { number, documents, hold, page } = order
  const link = `${publicUrl}${page}`
  const made = documents
    .filter(d => d.state !== 'cancelled')
    .map(d => ({
      order: number,
      document: d.colour,
      kind: d.kind,
      number: d.number,
      amount: d.amount,
      tax: d.tax,
      total: d.total,
      state: d.state,
      hold: d.hold,
      link,
    }))
  const isHeld = hold !== undefined && !made.some(d => d.hold?.code === hold.code)
  return made.length === 0 || isHeld ? [...made, { order: number, state: hold ? 'held' : 'none', hold, link }] : made
}

const COLUMNS: readonly Column[] = [
  { title: '订单 order' },
  { title: '单据 document' },
  { title: '号码 number' },
  { title: '金额 amount', side: 'right' },
  { title: '税额 tax', side: 'right' },
  { title: '合计 total', side: 'right' },
  { title: '状态 state' },
  { title: '买家页面 buyer’s page' },
]
const COLOURS = { blue: '蓝字 blue', red: '红字 red', void: '作废 void' } as const
const STATES = {
  waiting: '等待 waiting',
  queued: '排队 queued',
  submitted: '已提交 submitted',
  issued: '已开具 issued',
  rejected: '被拒 rejected',
  cancelled: '取消 cancelled',
  held: '挂起 held',
  none: '无需开票 none',
} as const satisfies Record<OutcomeRow['state'], string>

/** The table, then every hold with its reason and who can clear it. Where the links make it wider than the terminal, they stand below it. */
export function outcomeText(rows: readonly OutcomeRow[], columns = Infinity): string {
  const cells = rows.map((row, i) => cellsOf(row, row.order === rows[i - 1]?.order))
  const whole = tableOf(COLUMNS, cells)
  const isWide = Math.max(...whole.map(widthOf)) > columns
  const table = isWide ? tableOf(COLUMNS.slice(0, -1), cells) : whole
  const links = isWide ? ['', ...rows.flatMap((row, i) => (row.link && row.order !== rows[i - 1]?.order ? [`${row.order}  ${row.link}`] : []))] : []
  return [...table, ...links, '', ...rows.flatMap(holdLines)].join('\n').trimEnd()
}

/** What all rows of an order share stands in its first. */
function cellsOf({ order, document, number = '', amount = '', tax = '', total = '', state, hold, link = '' }: OutcomeRow, again: boolean): string[] {
  const held = hold && state !== 'held' ? ` · ${hold.code}` : ''
  const shown = state === 'held' ? `${STATES.held} ${hold?.code ?? ''}` : `${STATES[state]}${held}`
  return [again ? '' : order, document ? COLOURS[document] : '', number, amount, tax, total, shown, again ? '' : link]
}

const holdLines = ({ order, hold }: OutcomeRow): string[] => (hold ? [`${order} ${hold.code} → ${hold.who}`, `  ${hold.zh}`, `  ${hold.en}`] : [])
