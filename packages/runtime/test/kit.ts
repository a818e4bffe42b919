import { commonEdition } from '@openfapiao/catalogue'
import {
  type Blobs,
  type Channel,
  type Connector,
  type ConnectorSession,
  type DocumentRow,
  type FileAnswer,
  type Gateway,
  type Io,
  type Letter,
  type NewHint,
  type Order,
  type OrderAnswer,
  type OrderRef,
  type Outcome,
  PORTABLE_LIMITS,
  type Policy,
  type Publication,
  policySchema,
  type ReadHint,
  type Reservation,
  type Sealed,
  type SendAnswer,
  type Session,
  type Sought,
  type Store,
  type Traits,
} from '@openfapiao/core'
import { sm3 } from '@openfapiao/gm'
import { memoryBlobs, memoryStore, sqliteStore, storeVault } from '@openfapiao/store'
import { z } from 'zod'
import { createRuntime, type Parts, type Runtime } from '../src/index.ts'

export const START = Date.parse('2026-11-23T09:00:00+08:00')

export const TRAITS: Traits = {
  numbering: 'authority',
  dedupesBySerial: true,
  absentGraceSeconds: 60,
  serialMaxLength: 20,
  linesMax: 2000,
  batchMax: 100,
  askAfterSeconds: 10,
  askMax: 50,
  redFlow: 'oneCall',
  partialRed: 'always',
  formats: ['pdf', 'xml'],
  priceDecimals: 13,
  priceTextMax: 16,
  textLength: 'characters',
  limits: PORTABLE_LIMITS,
  specialBusiness: [],
  sandbox: true,
}

/** A time that only moves when told to. */
export class Time {
  #now = START
  readonly now = (): number => this.#now
  pass(seconds: number): void {
    this.#now += seconds * 1000
  }
}

/** An authority that issues whatever it is sent, unless told otherwise. Remembers every body by its serial. */
export class Authority {
  readonly bodies = new Map<string, string>()
  readonly sends: string[] = []
  readonly asks: string[] = []
  /** Overrides the next answers; what is left undefined is answered as usual. */
  submitting: ((sealed: readonly Sealed[]) => (Outcome | undefined)[] | Promise<never>) | undefined
  finding: ((sought: readonly Sought[]) => (Outcome | undefined)[]) | undefined
  filing: ((number: string, format: string) => FileAnswer | undefined) | undefined
  /** Given where we number. */
  reserving: ((ids: readonly string[]) => Reservation[]) | undefined
  #serials: string[] = []

  session(): Session {
    return {
      submit: async sealed => {
        const told = await this.submitting?.(sealed)
        return sealed.map((s, i) => {
          this.sends.push(s.serial)
          const over = told?.[i]
          return over ?? this.arrive(s)
        })
      },
      find: async sought => {
        const told = this.finding?.(sought)
        return sought.map((s, i) => {
          this.asks.push(s.serial)
          return told?.[i] ?? this.outcomeOf(s.serial)
        })
      },
      file: async (number, format) => this.filing?.(number, format) ?? { is: 'file', bytes: new TextEncoder().encode(`${format} ${number}`) },
      check: async () => [],
      quota: async () => ({ is: 'failed', why: 'not kept here' }),
      ...(this.reserving ? { reserve: async ids => this.reserving?.(ids) ?? [] } : {}),
    }
  }

  arrive({ serial, body }: Sealed): Outcome {
    const known = this.bodies.get(serial)
    if (known !== undefined && known !== body) throw new Error(`serial ${serial} came with two bodies`)
    if (known === undefined) this.#serials.push(serial)
    this.bodies.set(serial, body)
    return { is: 'pending', why: 'accepted' }
  }

  issue(sealed: Sealed): Outcome {
    this.arrive(sealed)
    return this.outcomeOf(sealed.serial)
  }

  outcomeOf(serial: string): Outcome {
    const body = this.bodies.get(serial)
    if (body === undefined) return { is: 'absent' }
    const { amountFen, taxFen, totalFen, number = String(this.#serials.indexOf(serial) + 1).padStart(20, '0') } = JSON.parse(body)
    return { is: 'issued', number, issuedAt: '2026-11-23T09:00:00+08:00', amountFen, taxFen, totalFen }
  }

  /** Fen that stand: what was issued, reds being negative. */
  standingFen(): number {
    return [...this.bodies.values()].reduce((sum, body) => sum + JSON.parse(body).totalFen, 0)
  }
}

/** A shop in memory. */
export class Shop {
  readonly orders = new Map<string, Order>()
  readonly published: Publication[] = []
  readonly reads: string[] = []
  answering: ((ref: OrderRef) => OrderAnswer | undefined) | undefined
  reading: ((body: string) => ReadHint | undefined) | undefined
  publishing: (() => SendAnswer | undefined) | undefined
  changed: ((store: string, cursor: string | undefined) => { refs: OrderRef[]; cursor: string; more: boolean }) | undefined
  stores: readonly string[] = ['s1']

  session(): ConnectorSession {
    return {
      stores: () => this.stores,
      check: async () => [],
      http: async () => ({ status: 404 }),
      read: ({ body, store }) => {
        const text = new TextDecoder().decode(body)
        return this.reading?.(text) ?? { is: 'orders', refs: text.split(',').map(id => ({ platform: 'shop', store, id })) }
      },
      order: async ref => {
        this.reads.push(ref.id)
        const order = this.orders.get(ref.id)
        return this.answering?.(ref) ?? (order ? { is: 'order', order } : { is: 'missing' })
      },
      changedSince: async (store, cursor) => this.changed?.(store, cursor) ?? { refs: [], cursor: '', more: false },
      publish: async (_, publication) => {
        this.published.push(publication)
        return this.publishing?.() ?? { is: 'sent' }
      },
    }
  }

  connector(session: ConnectorSession): Connector {
    return {
      identifier: 'shop',
      contractVersion: 1,
      displayName: { zh: '店', en: 'shop' },
      capabilities: { webhooks: true, polling: true, refunds: true, publish: true, push: false },
      configSchema: z.unknown(),
      open: () => session,
      preview: {
        orderSchema: z.unknown(),
        refundSchema: z.unknown(),
        example: { order: {}, refund: {} },
        order: () => ({ is: 'faulty', faults: [] }),
      },
    }
  }
}

export interface Options {
  readonly store?: Store
  readonly traits?: Partial<Traits>
  readonly policy?: Partial<Policy>
  readonly attaches?: readonly ('pdf' | 'ofd' | 'xml')[]
  /** Puts something between a process and what it calls. */
  readonly around?: <T extends object>(target: T, name: string) => T
  readonly parts?: Partial<Parts>
}

/** One house: an authority, a shop, a mailbox, a store, and as many processes as wanted. */
export class Kit {
  readonly time = new Time()
  readonly authority = new Authority()
  readonly shop = new Shop()
  readonly letters: { letter: Letter; files: string[] }[] = []
  readonly blobs: Blobs = memoryBlobs()
  readonly log: string[] = []
  sending: ((letter: Letter) => SendAnswer | undefined) | undefined
  readonly store: Store
  readonly #options: Options
  #random = 0
  #hints = 0

  constructor(options: Options = {}) {
    this.#options = options
    this.store = options.store ?? memoryStore({ digest: sm3 })
  }

  readonly io: Io = {
    now: this.time.now,
    random: length => {
      this.#random++
      return Uint8Array.from({ length }, (_, i) => Math.floor(this.#random / 256 ** i) % 256)
    },
    log: { info: this.#note('info'), warn: this.#note('warn'), error: this.#note('error') },
    fetch: async () => ({ is: 'unreached', why: 'no network here' }),
  }

  #note(level: string) {
    return (message: string, fields: object = {}): void => void this.log.push(`${level} ${message} ${JSON.stringify(fields)}`)
  }

  parts({ around = target => target }: Pick<Options, 'around'> = this.#options): Parts {
    const store = around(this.store, 'store')
    const { traits, policy, parts } = this.#options
    return {
      store,
      blobs: around(this.blobs, 'blobs'),
      vault: storeVault(store, this.io),
      io: this.io,
      digest: sm3,
      edition: commonEdition,
      channels: [around(this.mail(), 'mail')],
      portalUrl: 'https://portal.example',
      sellers: [
        {
          key: 'main',
          seller: { taxNumber: '91000000000000000K', name: '示例商店有限公司', kind: 'general', issuer: '王会计' },
          gateway: gatewayOf({ ...TRAITS, ...traits }, () => around(this.authority.session(), 'gateway')),
          gatewayConfig: {},
        },
      ],
      stores: [
        {
          platform: 'shop',
          store: 's1',
          seller: 'main',
          policy: policySchema.parse({ withoutTitle: 'person', ...policy }),
          taxMap: [{ match: { sku: 'TEA' }, taxCode: '1030308010000000000', unit: '罐' }],
        },
      ],
      connectors: [{ connector: this.shop.connector(around(this.shop.session(), 'shop')), config: {} }],
      ...parts,
    }
  }

  mail(): Channel {
    return {
      identifier: 'email',
      attaches: this.#options.attaches ?? ['pdf'],
      send: async (letter, files) => {
        const answer = this.sending?.(letter) ?? { is: 'sent' as const, receipt: 'queued' }
        if (answer.is === 'sent') this.letters.push({ letter, files: files.map(f => f.name) })
        return answer
      },
    }
  }

  runtime(over: Pick<Options, 'around'> = this.#options): Runtime {
    return createRuntime(this.parts(over))
  }

  /** A webhook arrives. */
  async hint(ids: string, over: Partial<NewHint> = {}): Promise<string> {
    const body = new TextEncoder().encode(ids)
    const hint: NewHint = { source: 'webhook', connector: 'shop', store: 's1', topic: 'orders/paid', dedupeKey: `w${++this.#hints}`, body, ...over }
    return (await this.store.accept(hint, this.time.now())).id
  }

  /** Works until nothing is due, letting so many seconds pass between turns. */
  async work(runtime = this.runtime(), seconds = 60, turns = 60): Promise<void> {
    for (let i = 0; i < turns; i++) {
      await runtime.turn()
      const left = await this.store.backlog()
      if (Object.values(left).every(n => n === 0)) return
      this.time.pass(seconds)
    }
  }

  async order(id = 'O1') {
    const row = await this.store.order(ref(id))
    if (!row) throw new Error(`no order ${id}`)
    return row
  }

  async documents(id = 'O1'): Promise<readonly DocumentRow[]> {
    return (await this.order(id)).chain.documents
  }

  async only(id = 'O1'): Promise<DocumentRow> {
    const [first, ...others] = await this.documents(id)
    if (!first || others.length > 0) throw new Error(`${others.length + 1} documents`)
    return first
  }

  /** Types of the events of the seller's chain, in their order. */
  async events(): Promise<string[]> {
    return (await this.store.events('main', 0, 1000)).map(e => JSON.parse(e.bytes).type)
  }

  async hold(id = 'O1'): Promise<string | undefined> {
    return (await this.order(id)).chain.hold?.code
  }

  /** An order is there and its hint was worked once. */
  async sold(over: Partial<Order> = {}, runtime = this.runtime()): Promise<void> {
    const one = order(over)
    this.shop.orders.set(one.ref.id, one)
    await this.hint(one.ref.id)
    await runtime.turn()
  }
}

export function gatewayOf(traits: Traits, open: () => Session): Gateway {
  return {
    identifier: 'desk',
    configSchema: z.unknown(),
    traits: () => traits,
    encode: sealable => {
      if (sealable.colour === 'void') throw new Error('no voids here')
      const { amountFen, taxFen, totalFen, buyer } = sealable.content
      const number = sealable.reserved === undefined ? {} : { number: sealable.reserved, at: sealable.reservedAt }
      return JSON.stringify({ serial: sealable.serial, ...number, buyer: buyer.name, amountFen, taxFen, totalFen })
    },
    open,
  }
}

export const ref = (id: string): OrderRef => ({ platform: 'shop', store: 's1', id })

export function order(over: Partial<Order> = {}): Order {
  const lines = over.lines ?? [{ id: 'L1', role: 'goods', title: '龙井茶', sku: 'TEA', quantity: '2', valueFen: 22_600, discountFen: 0 }]
  const totalFen = lines.reduce((sum, l) => sum + l.valueFen - l.discountFen, 0)
  return {
    ref: ref('O1'),
    number: '#1',
    currency: 'CNY',
    pricesIncludeTax: true,
    createdAt: '2026-11-22T10:00:00+08:00',
    updatedAt: '2026-11-22T10:00:00+08:00',
    paidAt: '2026-11-22T10:00:00+08:00',
    totalFen,
    paidFen: totalFen,
    lines,
    refunds: [],
    contact: { email: 'buyer@example.com' },
    ...over,
  }
}

export const refund = (amountFen: number, id = 'R1') => ({ id, createdAt: '2026-11-23T08:00:00+08:00', lines: [], amountFen })

/** An empty store of each kind that a test should hold on. */
export const STORES: readonly (readonly [string, () => Promise<Store>])[] = [
  ['memory', async () => memoryStore({ digest: sm3 })],
  [
    'SQLite',
    async () => {
      const store = sqliteStore({ file: ':memory:', digest: sm3 })
      await store.migrate()
      return store
    },
  ],
]
