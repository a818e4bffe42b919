import { createHash } from 'node:crypto'
import {
  type Admission,
  type AdoptedDocument,
  type Adoption,
  type Change,
  type ClaimAsk,
  type Content,
  canonical,
  type Intent,
  type NewDelivery,
  type NewDocument,
  type NewEvent,
  type NewHint,
  type Order,
  type Request,
} from '@openfapiao/core'

export const digest = (text: string): string => createHash('sm3').update(text).digest('hex')

export const NOW = 1_790_000_000_000
export const ref = { platform: 'shop', store: 's1', id: '1001' } as const

export const hint = (over: Partial<NewHint> = {}): NewHint => ({
  source: 'webhook',
  connector: 'shop',
  store: 's1',
  topic: 'orders/paid',
  dedupeKey: 'd1',
  headers: { a: 'b' },
  body: Buffer.from('{"id":1}'),
  ...over,
})

export const order = (over: Partial<Order> = {}): Order => ({
  ref,
  number: '#1001',
  currency: 'CNY',
  pricesIncludeTax: true,
  createdAt: '2026-11-20T10:00:00+08:00',
  updatedAt: '2026-11-20T10:00:00+08:00',
  paidAt: '2026-11-20T10:00:00+08:00',
  totalFen: 11_300,
  paidFen: 11_300,
  lines: [{ id: 'L1', role: 'goods', title: '茶', quantity: '1', valueFen: 11_300, discountFen: 0 }],
  refunds: [],
  contact: { email: 'buyer@example.com' },
  ...over,
})

export const content: Content = {
  colour: 'blue',
  kind: 'ordinary',
  seller: { name: '示例', taxNumber: '91000000000000000K' },
  buyer: { name: '个人', person: true },
  issuer: '王',
  suppliedOn: '2026-11-20',
  lines: [
    {
      name: '茶',
      shortName: '茶',
      taxCode: '1030308010000000000',
      rate: '0.13',
      nature: 'normal',
      amountFen: 10_000,
      taxFen: 1_300,
      totalFen: 11_300,
    },
  ],
  amountFen: 10_000,
  taxFen: 1_300,
  totalFen: 11_300,
}

export const document = (over: Partial<NewDocument> = {}): NewDocument => ({
  id: 'doc1',
  colour: 'blue',
  state: 'queued',
  seller: 'main',
  gateway: 'bureau',
  content,
  contentHash: digest(canonical(content)),
  covers: [{ order: ref, lineId: 'L1', line: 1, quantity: '1', grossFen: 11_300 }],
  why: ['test'],
  warnings: [],
  dueAt: NOW,
  ...over,
})

/** A red of `doc1` that was made elsewhere, with a file to fetch and a letter. */
export const adoption = (over: Partial<AdoptedDocument> = {}): Adoption => {
  const { state: _, hold: __, dueAt: ___, ...made } = document({ id: 'else1', colour: 'red', of: 'doc1', reason: '02', ...over })
  const adopted: AdoptedDocument = {
    ...made,
    covers: [{ order: ref, lineId: 'L1', line: 1, grossFen: -11_300 }],
    number: '9'.repeat(20),
    issuedAt: '2026-11-21T10:00:00+08:00',
    ...over,
  }
  const { id } = adopted
  return { document: adopted, files: [file({ id: `${id}-f`, documentId: id })], deliveries: [delivery({ id: `${id}-d`, documentId: id })] }
}

export const event = (subject: string, over: Partial<NewEvent> = {}): NewEvent => ({
  seller: 'main',
  type: 'document.admitted',
  subject,
  at: NOW,
  actor: 'engine',
  data: { n: 1 },
  ...over,
})

export const admission = (over: Partial<Admission> = {}): Admission => ({
  version: 0,
  order: order(),
  seller: 'main',
  link: `link-${over.order?.ref.store ?? 's1'}-${over.order?.ref.id ?? '1001'}`,
  allocations: [],
  hold: null,
  cancel: [],
  documents: [document()],
  events: [event('doc1')],
  ...over,
})

export const ask = (over: Partial<ClaimAsk> = {}): ClaimAsk => ({ now: NOW, limit: 10, leaseSeconds: 60, worker: 'w1', ...over })
export const change = (over: Partial<Change> & Pick<Change, 'kind' | 'id' | 'fence' | 'set'>): Change => ({ events: [], ...over })

/** Another order of the same store, with one document. */
export const another = (id: string, over: Partial<Admission> = {}): Admission =>
  admission({ order: order({ ref: { ...ref, id } }), documents: [document({ id: `doc-${id}` })], events: [event(`doc-${id}`)], ...over })

export const intent = (over: Pick<Intent, 'id' | 'fence'> & Partial<Intent>): Intent => {
  const body = over.body ?? `{"serial":"${over.serial ?? 'FSERIAL'}"}`
  return { serial: 'FSERIAL', body, bodyHash: digest(body), at: NOW, events: [event(over.id, { type: 'document.submitted' })], ...over }
}

export const delivery = (over: Partial<NewDelivery> = {}): NewDelivery => ({
  id: 'del1',
  order: ref,
  documentId: 'doc1',
  channel: 'email',
  to: 'buyer@example.com',
  locale: 'zh',
  wants: ['pdf'],
  dueAt: NOW + 1_000_000,
  ...over,
})

export const file = (over: Partial<NonNullable<Change['files']>[number]> = {}): NonNullable<Change['files']>[number] => ({
  id: 'f1',
  documentId: 'doc1',
  format: 'pdf',
  number: '2'.repeat(20),
  lane: 'main/bureau',
  dueAt: NOW,
  ...over,
})

export const request = (over: Partial<Request> = {}): Request => ({
  key: 'r1',
  order: ref,
  title: { kind: 'person', name: '李小明' },
  kind: 'ordinary',
  contact: { email: 'li@example.com' },
  at: '2026-11-21T00:00:00Z',
  ...over,
})
