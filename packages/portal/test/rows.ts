import {
  type Content,
  type DocumentRow,
  type FileFormat,
  type FileRow,
  fault,
  type Line,
  type Order,
  type OrderRow,
  type Request,
  sumFen,
} from '@openfapiao/core'

/** Rows as the store gives them, full of things that no buyer may see. */
const REF = { platform: 'shopify', store: 'tea.example', id: '5551230001' }
export const LINK = 'Yk3v0Jr8Qm2Lx7Tn5Wp4Zs6Hd1Fb9Gc0'
export const SECRETS = [
  'row-secret-',
  'serial-secret',
  'lane-secret',
  'gateway-secret',
  'why-secret',
  'seller-key-secret',
  'hash-secret',
  '5551230001',
  'tea.example',
  'buyer@example.com',
  '13800001111',
]

export const order: Order = {
  ref: REF,
  number: '#1001',
  currency: 'CNY',
  pricesIncludeTax: true,
  createdAt: '2026-11-19T20:00:00Z',
  updatedAt: '2026-11-20T02:00:00Z',
  paidAt: '2026-11-20T02:00:00Z',
  totalFen: 113000,
  paidFen: 113000,
  lines: [{ id: 'l1', role: 'goods', title: '西湖龙井 250g', quantity: '2', valueFen: 113000, discountFen: 0 }],
  refunds: [],
  contact: { email: 'buyer@example.com', mobile: '13800001111', locale: 'zh' },
}

const line = (amountFen: number, more: Partial<Line> = {}): Line => {
  const taxFen = Math.trunc((amountFen * 13) / 100)
  return {
    name: '西湖龙井 250g 明前特级 礼盒装',
    shortName: '茶叶',
    taxCode: '1030207010000000000',
    rate: '0.13',
    nature: 'normal',
    quantity: '2',
    unit: '盒',
    unitPrice: '500',
    amountFen,
    taxFen,
    totalFen: amountFen + taxFen,
    ...more,
  }
}

const COMPANY: Content['buyer'] = { person: false, name: '上海示例科技有限公司', taxNumber: '91310115MA1K39423D' }

export function contentOf(lines: readonly Line[], more: Partial<Content> = {}): Content {
  const amountFen = sumFen(lines.map(l => l.amountFen))
  const taxFen = sumFen(lines.map(l => l.taxFen))
  return {
    colour: 'blue',
    kind: 'ordinary',
    seller: { name: '杭州云栖茶业有限公司', taxNumber: '91330106MACKX4QG41' },
    buyer: COMPANY,
    issuer: '王开票',
    lines: [...lines],
    amountFen,
    taxFen,
    totalFen: amountFen + taxFen,
    suppliedOn: '2026-11-20',
    ...more,
  }
}

let rows = 0
export function documentRow(more: Partial<DocumentRow> = {}): DocumentRow {
  const id = more.id ?? `row-secret-${++rows}`
  return {
    id,
    order: REF,
    colour: more.content?.colour ?? 'blue',
    state: 'issued',
    origin: 'ours',
    lane: 'lane-secret',
    seller: 'seller-key-secret',
    gateway: 'gateway-secret',
    content: contentOf([line(100000)]),
    contentHash: 'hash-secret',
    covers: [],
    why: ['why-secret'],
    warnings: [],
    createdAt: Date.parse('2026-11-20T02:00:00Z'),
    dueAt: Date.parse('2026-12-04T02:00:00Z'),
    attempts: 1,
    fence: 1,
    serial: 'serial-secret',
    bodyHash: 'hash-secret',
    ...(more.state === undefined || more.state === 'issued' ? { number: '26332000000012345678', issuedAt: '2026-11-20T23:30:00Z' } : {}),
    ...more,
  }
}

const mirrored = (l: Line, share: number): Line => ({ ...line(-Math.trunc(l.amountFen / share)), quantity: '-1', blueLine: 1 })

export function redOf(blue: DocumentRow, share = 1, more: Partial<DocumentRow> = {}): DocumentRow {
  const red = {
    blueNumber: blue.number ?? '',
    blueIssuedAt: blue.issuedAt ?? '',
    blueAmountFen: blue.content.amountFen,
    blueTaxFen: blue.content.taxFen,
    reason: share === 1 ? '01' : '02',
  } as const
  const content = contentOf(
    blue.content.lines.map(l => mirrored(l, share)),
    { colour: 'red', red },
  )
  return documentRow({ colour: 'red', of: blue.id, content, number: '26332000000012345679', ...more })
}

export const fileRow = (document: DocumentRow, format: FileFormat, more: Partial<FileRow> = {}): FileRow => ({
  id: `row-secret-f-${format}`,
  documentId: document.id,
  format,
  number: document.number ?? '',
  state: 'stored',
  hash: 'hash-secret',
  lane: 'lane-secret',
  dueAt: 0,
  attempts: 1,
  fence: 1,
  ...more,
})

export const request: Request = {
  key: 'k1',
  order: REF,
  title: { kind: 'organisation', name: '北京新抬头有限公司', taxNumber: '91330000142942095H' },
  kind: 'special',
  contact: { email: 'other@example.com' },
  at: '2026-11-21T01:00:00Z',
}

export function orderRow(documents: readonly DocumentRow[] = [], chain: Partial<OrderRow['chain']> = {}, more: Partial<Order> = {}): OrderRow {
  return {
    chain: { ref: REF, version: 3, documents, allocations: [], ...chain },
    order: { ...order, ...more },
    seller: 'seller-key-secret',
    link: LINK,
  }
}

export const hold = fault
export { line }
