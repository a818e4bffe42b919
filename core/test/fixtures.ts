import {
  type Chain,
  type DocumentRow,
  type Edition,
  type Order,
  type OrderLine,
  PORTABLE_LIMITS,
  type Policy,
  type Proposed,
  policySchema,
  propose,
  type Refund,
  reconcile,
  type Seller,
  type TaxMap,
  type Traits,
} from '../src/index.ts'

/** Made-up parties and goods for core's own tests. */
export const seller: Seller = { taxNumber: '91000000000000000K', name: '示例商店有限公司', kind: 'general', issuer: '王会计' }

export const edition: Edition = {
  version: 'test',
  source: 'core/test/fixtures.ts',
  find: code =>
    [
      { code: '1030308010000000000', name: '精制茶', shortName: '茶', rates: ['0.13'] },
      { code: '1030102010100000000', name: '大米', shortName: '谷物加工品', rates: ['0.09'] },
      { code: '3040399000000000000', name: '其他服务', shortName: '生产生活服务', rates: ['0.06'] },
      { code: '1060201010700000000', name: '图书', shortName: '印刷品', rates: ['0.09', '0.13'] },
    ].find(e => e.code === code),
}

export const taxMap: TaxMap = [
  { match: { sku: 'TEA' }, taxCode: '1030308010000000000', unit: '罐' },
  { match: { sku: 'RICE' }, taxCode: '1030102010100000000' },
  { match: { sku: 'FIX' }, taxCode: '3040399000000000000' },
]

export const traits: Traits = {
  numbering: 'authority',
  dedupesBySerial: true,
  absentGraceSeconds: 60,
  serialMaxLength: 20,
  linesMax: 2000,
  batchMax: 100,
  askAfterSeconds: 10,
  askMax: 1000,
  redFlow: 'oneCall',
  partialRed: 'always',
  formats: ['pdf'],
  priceDecimals: 13,
  priceTextMax: 16,
  textLength: 'characters',
  limits: PORTABLE_LIMITS,
  specialBusiness: [],
  sandbox: true,
}

export const policy = (over: Partial<Policy> = {}): Policy => policySchema.parse({ withoutTitle: 'person', ...over })

export const line = (over: Partial<OrderLine> = {}): OrderLine => ({
  id: 'L1',
  role: 'goods',
  title: '龙井茶',
  sku: 'TEA',
  quantity: '3',
  valueFen: 29_700,
  discountFen: 5_254,
  ...over,
})

export function order(over: Partial<Order> = {}): Order {
  const lines = over.lines ?? [line()]
  const totalFen = lines.reduce((sum, l) => sum + l.valueFen - l.discountFen + (over.pricesIncludeTax === false ? (l.taxFen ?? 0) : 0), 0)
  return {
    ref: { platform: 'test', store: 's1', id: 'O1' },
    number: '#1',
    currency: 'CNY',
    pricesIncludeTax: true,
    createdAt: '2026-11-20T10:00:00+08:00',
    updatedAt: '2026-11-20T10:00:00+08:00',
    paidAt: '2026-11-20T10:00:00+08:00',
    totalFen,
    paidFen: totalFen,
    lines,
    refunds: [],
    ...over,
  }
}

export const refund = (over: Partial<Refund> = {}): Refund => ({ id: 'R1', createdAt: '2026-11-22T09:00:00+08:00', lines: [], amountFen: 0, ...over })

export const NOW = Date.parse('2026-11-23T09:00:00+08:00')

/** A chain that only this test knows: plans, and pretends that everything queued was issued at once. */
export class Pretend {
  chain: Chain
  #number = 0
  readonly settings: { seller: Seller; policy: Policy; taxMap: TaxMap }
  constructor(settings = { seller, policy: policy(), taxMap }, ref = order().ref) {
    this.settings = settings
    this.chain = { ref, version: 0, documents: [], allocations: [] }
  }

  propose(order: Order) {
    return propose({ order, chain: this.chain, settings: this.settings, traits, edition, now: NOW })
  }

  /** Plans and admits; answers what was created. */
  admit(order: Order): readonly Proposed[] {
    const proposal = this.propose(order)
    if (proposal.is === 'wait') return []
    const { cancel, create, holds } = reconcile(proposal, this.chain)
    const kept = this.chain.documents.map(d => (cancel.includes(d.id) ? { ...d, state: 'cancelled' as const } : d))
    const made = create.map((d, i) => this.row(d, i))
    this.chain = {
      ...this.chain,
      version: this.chain.version + 1,
      documents: [...kept, ...made],
      allocations: proposal.allocations,
      hold: holds[0],
    }
    return create
  }

  /** Everything queued becomes issued. */
  issue(): void {
    this.chain = {
      ...this.chain,
      documents: this.chain.documents.map(d =>
        d.state === 'queued'
          ? { ...d, state: 'issued' as const, number: String(++this.#number).padStart(20, '0'), issuedAt: '2026-11-23T09:00:00+08:00' }
          : d,
      ),
    }
  }

  /** Plans and issues until nothing more is to be done; answers every document issued on the way. */
  settle(order: Order): DocumentRow[] {
    const before = this.chain.documents.length
    for (let round = 0; this.admit(order).length > 0; round++) {
      this.issue()
      if (round > 5) throw new Error('does not settle')
    }
    return this.chain.documents.slice(before)
  }

  private row(d: Proposed, i: number): DocumentRow {
    return {
      ...d,
      id: `D${this.chain.documents.length + i}-${d.colour}-${this.chain.version}-${d.reason ?? ''}`,
      order: this.chain.ref,
      state: d.hold ? 'waiting' : 'queued',
      origin: 'ours',
      seller: 's',
      gateway: 'g',
      lane: 's/g',
      contentHash: '',
      warnings: [],
      createdAt: NOW,
      attempts: 0,
      fence: 0,
    }
  }
}
