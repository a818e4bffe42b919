import { type Change, type DocumentState, fault, type OrderRef, type Rows, type Store, type WorkKind } from '@openfapiao/core'
import { admission, adoption, ask, change, delivery, document, event, file, hint, intent, NOW, order, ref, request } from './examples.ts'

/** One step of a random story: which operation, and small numbers that choose its arguments. */
export interface Step {
  readonly op: number
  readonly a: number
  readonly b: number
  readonly c: number
}

const KINDS: readonly WorkKind[] = ['hint', 'document', 'file', 'delivery']
const STATES: readonly DocumentState[] = ['issued', 'rejected', 'queued', 'waiting', 'cancelled', 'submitted']
const HOLDS = [null, fault('NOT_PAID'), fault('WAITS_FOR_PERSON')] as const

/** Lives one story on one store; what it answers depends on the story alone, if the store does what it should. */
export class Player {
  readonly #store: Store
  readonly #claimed: { kind: WorkKind; row: Rows[WorkKind] }[] = []
  readonly #hintKeys = new Map<string, string>()
  #documents = 0
  #now = NOW

  constructor(store: Store) {
    this.#store = store
  }

  /** The answer of one step, without what may differ between stores (the ids that they make). */
  async play(step: Step): Promise<unknown> {
    this.#now += 1 + (step.c === 9 ? 70_000 : 0)
    const operation = OPERATIONS[step.op % OPERATIONS.length]
    try {
      return plain((await operation?.call(this, step)) ?? null)
    } catch (error) {
      if (error instanceof Error) return 'refused'
      throw error
    }
  }

  /** Everything that can be seen of the store. */
  async look(): Promise<unknown> {
    const store = this.#store
    const documents = await all(cursor => store.documents({ limit: 3, cursor }))
    const ids = documents.map(d => d.id)
    const sellers = await store.sellers()
    const held = await Promise.all((['hint', 'file', 'delivery'] as const).map(kind => store.held(kind)))
    return plain({
      orders: await all(cursor => store.orders({ limit: 2, cursor })),
      documents,
      files: await store.files(ids),
      deliveries: await store.deliveries(ids),
      held: held.map(rows => rows.map(row => this.#named(row))),
      lanes: await store.lanes(),
      backlog: await store.backlog(),
      chains: await Promise.all(sellers.map(async seller => [await store.head(seller), await store.events(seller, 0, 10_000)])),
      vault: await store.vaultKeys(''),
    })
  }

  #named(row: Rows[WorkKind]): unknown {
    return 'dedupeKey' in row ? { ...row, id: row.dedupeKey, body: Buffer.from(row.body).toString('hex') } : row
  }
  #hint(key: string) {
    return hint({ dedupeKey: key, dueAt: this.#now })
  }
  #pick(kind: WorkKind, n: number) {
    const mine = this.#claimed.filter(c => c.kind === kind)
    return mine[n % Math.max(1, mine.length)]
  }

  async accept({ a, b }: Step): Promise<unknown> {
    const key = `h${a}`
    const { id, duplicate } = await this.#store.accept(b < 5 ? this.#hint(key) : { ...this.#hint(key), ref: refOf(b) }, this.#now)
    const known = this.#hintKeys.get(key) ?? id
    this.#hintKeys.set(key, known)
    return { duplicate, same: known === id }
  }

  async admit({ a, b, c }: Step): Promise<unknown> {
    const mine = refOf(a)
    const row = await this.#store.order(mine)
    const version = (row?.chain.version ?? 0) + (b === 9 ? 1 : 0)
    const pending = (row?.chain.documents ?? []).map(d => d.id)
    const covers = [{ order: c > 6 ? refOf(a + 1) : mine, lineId: `L${c}`, line: 1, quantity: '1', grossFen: 11_300 + c }]
    const documents = Array.from({ length: b % 3 }, (_, i) =>
      document({ id: `d${this.#documents + i}`, covers, dueAt: this.#now, seller: c % 4 === 0 ? 'second' : 'main', ...(i === 1 ? waiting(c) : {}) }),
    )
    this.#documents += documents.length
    const first = documents[0]
    return this.#store.admit(
      admission({
        version,
        order: order({ ref: mine, totalFen: 100 + c }),
        link: `link${a % 3}`,
        hold: HOLDS[c % 3] ?? null,
        cancel: b > 5 ? pending.slice(0, b - 5) : [],
        documents,
        adopt: b === 7 ? [this.#adoption(c)] : [],
        hints: c === 1 ? [this.#hint(`later${this.#now}`)] : [],
        request: c === 2 ? request({ key: 'passed', order: mine }) : undefined,
        allocations: c === 3 ? [{ refundId: 'R', lines: [] }] : [],
        events: first && c % 2 === 0 ? [event(first.id, { at: this.#now, seller: first.seller })] : [],
      }),
      this.#now,
    )
  }

  #adoption(c: number) {
    const id = `e${this.#documents++}`
    return adoption({ id, number: String(c % 4).repeat(20), covers: [{ order: refOf(c), lineId: 'L1', line: 1, grossFen: -c }] })
  }

  async request({ a, b, c }: Step): Promise<unknown> {
    const asked = request({ key: `r${a % 4}`, order: refOf(b), title: { kind: 'person', name: `买家${c % 2}` } })
    return this.#store.request(asked, this.#hint(`q${this.#now}`), this.#now)
  }

  async retry({ a, b }: Step): Promise<unknown> {
    const events = b % 2 === 0 ? [] : [event(`shop/s1/${a % 3}`, { type: 'order.retried', at: this.#now })]
    return this.#store.retryOrder(refOf(a), this.#hint(`t${this.#now}`), events, this.#now)
  }

  async claim({ a, b }: Step): Promise<unknown> {
    const kind = KINDS[a % 4] ?? 'hint'
    const rows = await this.#store.claim(kind, ask({ now: this.#now, limit: 1 + (b % 3), leaseSeconds: 60 }))
    this.#claimed.push(...rows.map(row => ({ kind, row })))
    return rows.map(row => this.#named(row))
  }

  async intend({ a, b, c }: Step): Promise<unknown> {
    const claimed = [this.#pick('document', a), this.#pick('document', b)].flatMap(found => found ?? [])
    const intents = claimed.map(({ row }, i) =>
      intent({ id: row.id, fence: row.fence, serial: `S${(c + i) % 7}`, at: this.#now, events: c % 2 ? [] : [event(row.id, { at: this.#now })] }),
    )
    return this.#store.intend(intents)
  }

  async apply({ a, b, c }: Step): Promise<unknown> {
    const kind = KINDS[b % 4] ?? 'hint'
    const found = this.#pick(kind, a)
    if (!found) return 'nothing claimed'
    const one = { id: found.row.id, fence: found.row.fence, kind, events: c % 2 && kind !== 'hint' ? [event(found.row.id, { at: this.#now })] : [] }
    return this.#store.apply([this.#change(one, c), ...(c === 8 ? [this.#change(one, c)] : [])], this.#now)
  }

  #change(row: ChangedRow, c: number): Change {
    const now = this.#now
    switch (row.kind) {
      case 'hint':
        return change({ ...row, set: c < 5 ? { state: 'done', note: `n${c}` } : { state: 'held', hold: fault('NOT_PAID'), ref: refOf(c) } })
      case 'file':
        return change({ ...row, set: { state: c < 6 ? 'stored' : 'held', hash: `hash${c}`, hold: c < 6 ? null : fault('NOT_PAID') } })
      case 'delivery':
        return change({ ...row, set: c < 5 ? { state: 'sent', sentAt: now, receipt: `r${c}` } : { dueAt: now + 3 } })
      case 'document':
        return documentChange(row, c, now)
    }
  }

  async wake({ a }: Step): Promise<unknown> {
    const found = this.#pick('file', a)
    if (!found || !('documentId' in found.row)) return 'no file'
    const { id, fence, documentId } = found.row
    return this.#store.apply([change({ kind: 'file', id, fence, set: { state: 'stored', hash: 'w' }, wakeDeliveriesOf: documentId })], this.#now)
  }

  async rearm({ a, b }: Step): Promise<unknown> {
    const kind = KINDS[b % 4] ?? 'hint'
    const claimed = [this.#pick(kind, a), this.#pick(kind, a + 1)].flatMap(found => (found ? [found.row.id] : []))
    const fresh = kind === 'document' ? [`d${a}`] : []
    return this.#store.rearm(kind, [...claimed, ...fresh], a % 2 ? [event(`d${a}`, { at: this.#now })] : [], this.#now)
  }

  async forget({ a }: Step): Promise<unknown> {
    return this.#store.forget([refOf(a)], [event('privacy', { type: 'privacy.done', at: this.#now })], this.#now)
  }

  async lane({ a, c }: Step): Promise<unknown> {
    const need = c % 2 ? { need: 'login', since: this.#now, ...(c > 4 ? { retryAt: this.#now + 20 } : {}) } : {}
    return this.#store.setLane({ lane: a % 2 ? 'main/bureau' : 'second/bureau', failures: c, ...need }, [], this.#now)
  }

  async vault({ a, b }: Step): Promise<unknown> {
    await this.#store.vaultSet(`v${a % 3}`, b < 3 ? undefined : `value${b}`)
    const token = await this.#store.lock(`k${a % 2}`, b, this.#now)
    if (token !== undefined && b % 2) await this.#store.unlock(`k${a % 2}`, token)
    return [await this.#store.vaultGet(`v${b % 3}`), token !== undefined]
  }
}

const OPERATIONS = [
  Player.prototype.accept,
  Player.prototype.admit,
  Player.prototype.admit,
  Player.prototype.claim,
  Player.prototype.claim,
  Player.prototype.intend,
  Player.prototype.apply,
  Player.prototype.apply,
  Player.prototype.request,
  Player.prototype.retry,
  Player.prototype.wake,
  Player.prototype.rearm,
  Player.prototype.forget,
  Player.prototype.lane,
  Player.prototype.vault,
]

type ChangedRow = Pick<Change, 'kind' | 'id' | 'fence' | 'events'>

function documentChange(row: ChangedRow, c: number, now: number): Change {
  const { id } = row
  const state = STATES[c % STATES.length]
  const issued = state === 'issued' ? { number: String(c % 3).repeat(20), issuedAt: '2026-11-20T10:00:00+08:00' } : {}
  const more = {
    files: [file({ id: `${id}-f`, documentId: id })],
    deliveries: [delivery({ id: `${id}-x${c}`, documentId: id, dueAt: now })],
  }
  const held = { chainHold: { ref: refOf(c), hold: HOLDS[c % 3] ?? null }, lane: { lane: 'main/bureau', failures: c } }
  const set = { state: c === 9 ? undefined : state, hold: HOLDS[(c + 1) % 3] ?? null, ...issued }
  return change({ ...row, set, ...(c < 7 ? more : {}), ...(c % 3 === 0 ? held : {}) })
}

const refOf = (n: number): OrderRef => ({ ...ref, id: String(n % 3) })
const waiting = (c: number) => ({ state: 'waiting' as const, hold: c % 2 ? fault('WAITS_FOR_REQUEST') : fault('SHADOW') })

async function all<T>(page: (cursor?: string) => Promise<{ readonly rows: readonly T[]; readonly cursor?: string }>): Promise<T[]> {
  const rows: T[] = []
  for (let cursor: string | undefined; ; ) {
    const next = await page(cursor)
    rows.push(...next.rows)
    if (next.cursor === undefined) return rows
    cursor = next.cursor
  }
}

/** Without absent fields, which one store may leave out and another set to undefined. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))
