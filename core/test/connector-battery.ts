import { describe, expect, test } from 'vitest'
import {
  CONTRACT_VERSION,
  type Connector,
  type ConnectorSession,
  canonical,
  grossOf,
  type Intake,
  type NewHint,
  type Order,
  type OrderRef,
  orderSchema,
  type Publication,
  type RawRequest,
  type ReadHint,
  sumFen,
} from '../src/index.ts'

/** One connector with its platform (a fake one behind the network, or whoever pushes), for one test. */
export interface Stage {
  readonly connector: Connector
  /** A configuration as it stands in a file; the session is opened from it. */
  readonly config: Readonly<Record<string, unknown>>
  readonly session: ConnectorSession
  /** An order that exists, with at least one refund where the connector reads refunds. */
  readonly ref: OrderRef
  /** An order of the same store that does not exist. */
  readonly missing: OrderRef
  /**
   * A request that is really sent when something happens to `ref`. Each call is another happening, the order itself changed with it. A host that has the
   * connector inside sends none: something happens, and undefined is answered.
   */
  event(): Promise<RawRequest | undefined>
  /** Requests made of a good one that nobody who knows no secret could do better. */
  forged(request: RawRequest): readonly RawRequest[]
  /** Proven to come from the platform, and still nothing that can be read. */
  unreadable(): Promise<RawRequest>
  /** What the platform shows of `ref` after `publish`: one entry per effect. Needed where the connector publishes. */
  published?(): readonly unknown[]
  /** Everything that was logged. */
  readonly log: readonly string[]
  /** What must never stand in a log: keys, tokens, the buyer's address. */
  readonly secrets: readonly string[]
  close(): Promise<void>
}

export interface ConnectorBattery {
  readonly name: string
  readonly open: () => Promise<Stage>
}

type Staged = (work: (stage: Stage) => Promise<void>) => () => Promise<void>

/** The contract of a connector as tests. What the capabilities exclude is skipped, and the skipped test says why. */
export function connectorBattery({ name, open }: ConnectorBattery, connector: Connector): void {
  const staged: Staged = work => async () => {
    const stage = await open()
    try {
      await work(stage)
    } finally {
      await stage.close()
    }
  }
  describe(`${name} as a connector`, () => {
    describe('says what it is', () => identity(connector, staged))
    describe('over HTTP', () => intake(connector, staged))
    describe('reading orders', () => orders(connector, staged))
    describe('sweeping', () => sweeps(connector, staged))
    describe('publishing', () => publishing(connector, staged))
    describe('offline', () => offline(connector))
  })
}

/** A test that runs only where the connector can do it; else it is listed as skipped, with the reason. */
function testWhere(can: boolean, without: string, title: string, work: () => Promise<void>): void {
  if (can) test(title, work)
  else test.skip(`${title} (skipped: ${without})`, work)
}

function identity(connector: Connector, staged: Staged): void {
  test('a short identifier, both names and the contract it was written for', () => {
    expect(connector.identifier).toMatch(/^[a-z0-9][a-z0-9-]{0,63}$/)
    expect(connector.contractVersion).toBe(CONTRACT_VERSION)
    expect(connector.displayName.zh).toMatch(/[一-鿿]/)
    expect(connector.displayName.en).not.toMatch(/^$|[一-鿿]/)
  })

  test(
    'the sample configuration passes, and what is missing or unknown is named by its path',
    staged(async ({ config }) => {
      expect(connector.configSchema.safeParse(config).success).toBe(true)
      expect(connector.configSchema.safeParse({ ...config, surplus: 1 }).success).toBe(false)
      for (const key of Object.keys(config)) {
        const { [key]: _, ...rest } = config
        const read = connector.configSchema.safeParse(rest)
        if (!read.success) expect(read.error.issues.map(i => i.path[0])).toContain(key)
      }
      expect(connector.configSchema.safeParse({}).success).toBe(false)
    }),
  )

  test(
    'names its stores, finds nothing wrong with a good set-up, and logs no secret',
    staged(async stage => {
      expect(stage.session.stores()).toContain(stage.ref.store)
      expect(await stage.session.check()).toEqual([])
      const request = await stage.event()
      if (request) await deliver(stage, request)
      await stage.session.order(stage.ref)
      for (const secret of stage.secrets) expect(stage.log.join('\n')).not.toContain(secret)
    }),
  )

  test('its session has the methods that its capabilities promise', staged(promises))
}

async function promises({ connector: { capabilities }, session }: Stage): Promise<void> {
  expect(session.changedSince !== undefined).toBe(capabilities.polling)
  expect(session.publish !== undefined).toBe(capabilities.publish)
}

function intake(connector: Connector, staged: Staged): void {
  const { webhooks, push } = connector.capabilities
  const when = (title: string, work: (stage: Stage) => Promise<void>) =>
    testWhere(webhooks || push, 'nothing comes in over HTTP', title, staged(work))

  when('answers 2xx only once the hint is durable', async ({ session, event }) => {
    const steps: string[] = []
    const slow: Intake = {
      async accept() {
        await new Promise(resolve => setTimeout(resolve, 20))
        steps.push('durable')
        return { id: '1', duplicate: false }
      },
    }
    const { status } = await session.http(sent(await event()), slow)
    steps.push('answered')
    expect(isGood(status)).toBe(true)
    expect(steps).toEqual(['durable', 'answered'])
  })

  when('never answers 2xx when the hint could not be kept, and takes the same event afterwards', async stage => {
    const request = sent(await stage.event())
    const broken: Intake = { accept: () => Promise.reject(new Error('the disk is full')) }
    const status = await stage.session.http(request, broken).then(
      answer => answer.status,
      () => 500,
    )
    expect(isGood(status)).toBe(false)
    const { hints, status: second } = await deliver(stage, request)
    expect([isGood(second), hints.length]).toEqual([true, 1])
  })

  when('the same event twice is one hint, and both are answered well', async stage => {
    const request = sent(await stage.event())
    const { hints, statuses } = await deliverAll(stage, [request, request])
    expect(statuses.every(isGood)).toBe(true)
    expect(hints).toHaveLength(1)
  })

  when('two events are two hints', async stage => {
    const { hints } = await deliverAll(stage, [sent(await stage.event()), sent(await stage.event())])
    expect(hints).toHaveLength(2)
  })

  when('a hint names the order, the same however often it is read', async stage => {
    const { hints } = await deliver(stage, sent(await stage.event()))
    const refs = hints.flatMap(hint => [read(stage, hint), read(stage, hint)])
    expect(refs).toEqual([
      { is: 'orders', refs: [stage.ref] },
      { is: 'orders', refs: [stage.ref] },
    ])
  })

  when('a forged request is refused and leaves nothing', async stage => {
    const forged = stage.forged(sent(await stage.event()))
    expect(forged.length).toBeGreaterThan(0)
    const { hints, statuses } = await deliverAll(stage, forged)
    expect(statuses.filter(status => status !== 401 && status !== 403 && status !== 400)).toEqual([])
    expect(hints).toEqual([])
  })

  const kept = 'what cannot be read is kept and says so when it is read'
  testWhere(webhooks, 'a push that cannot be read is refused at once: the sender still has it', kept, staged(keepsUnreadable))

  const refused = 'a push that cannot be read is refused with the reason and leaves nothing'
  testWhere(push, 'a platform does not read our reasons: it is kept instead', refused, staged(refusesUnreadable))
}

/** Where something comes in over HTTP, every happening is a request. */
function sent(request: RawRequest | undefined): RawRequest {
  if (!request) throw new Error('nothing was sent')
  return request
}

async function keepsUnreadable(stage: Stage): Promise<void> {
  const { hints, status } = await deliver(stage, await stage.unreadable())
  expect(isGood(status)).toBe(true)
  expect(hints.map(hint => read(stage, hint).is)).toEqual(['unreadable'])
}

async function refusesUnreadable(stage: Stage): Promise<void> {
  const { hints, status, body } = await deliver(stage, await stage.unreadable())
  expect([400, 422]).toContain(status)
  expect(body).toMatch(/[一-鿿]/)
  expect(hints).toEqual([])
}

function orders(connector: Connector, staged: Staged): void {
  test(
    'an order fits the schema and adds up to the fen',
    staged(async stage => {
      const order = await orderOf(stage)
      expect(orderSchema.parse(order)).toEqual(order)
      expect(order.ref).toEqual(stage.ref)
      expect(sumFen(order.lines.map(line => grossOf(line, order)))).toBe(order.totalFen)
      expect(order.lines.filter(line => line.discountFen > line.valueFen)).toEqual([])
      expect(new Set(order.lines.map(line => line.id)).size).toBe(order.lines.length)
    }),
  )

  testWhere(
    connector.capabilities.refunds,
    'the platform tells of no refunds',
    'its refunds name its lines, once each, and never exceed what was paid',
    staged(async stage => {
      const order = await orderOf(stage)
      const ids = order.lines.map(line => line.id)
      expect(order.refunds.length).toBeGreaterThan(0)
      expect(new Set(order.refunds.map(refund => refund.id)).size).toBe(order.refunds.length)
      expect(order.refunds.flatMap(refund => refund.lines).filter(line => !ids.includes(line.lineId))).toEqual([])
      expect(sumFen(order.refunds.map(refund => refund.amountFen))).toBeLessThanOrEqual(order.paidFen)
    }),
  )

  test(
    'an order that did not change reads the same, byte for byte',
    staged(async stage => {
      const [first, second] = [await orderOf(stage), await orderOf(stage)]
      expect(canonical(second)).toBe(canonical(first))
    }),
  )

  test(
    'an order that is not there is missing, which is an answer and no error',
    staged(async ({ session, missing }) => {
      expect(await session.order(missing)).toEqual({ is: 'missing' })
    }),
  )
}

function sweeps(connector: Connector, staged: Staged): void {
  const when = (title: string, work: (stage: Stage) => Promise<void>) =>
    testWhere(connector.capabilities.polling, 'nothing can be asked for what changed', title, staged(work))

  when('a first sweep finds the order, ends, and does not find it again', async stage => {
    const first = await swept(stage, undefined)
    expect(first.ids).toContain(stage.ref.id)
    const second = await swept(stage, first.cursor)
    expect(second.pages).toBeLessThanOrEqual(first.pages)
  })

  when('what changes after a sweep is found by the next, from any cursor before it', async stage => {
    const first = await swept(stage, undefined)
    await stage.event()
    const [once, again] = [await swept(stage, first.cursor), await swept(stage, first.cursor)]
    expect(once.ids).toContain(stage.ref.id)
    expect(again.ids).toContain(stage.ref.id)
    expect((await swept(stage, once.cursor)).pages).toBeLessThanOrEqual(once.pages)
  })
}

/** More pages than any stage has orders: beyond it the cursor does not move on. */
const PAGES = 100

async function swept({ session, ref }: Stage, from: string | undefined): Promise<{ ids: string[]; cursor: string | undefined; pages: number }> {
  const ids: string[] = []
  const seen = new Set<string | undefined>([from])
  let cursor = from
  for (let pages = 1; pages <= PAGES; pages++) {
    const changed = await session.changedSince?.(ref.store, cursor)
    if (!changed) throw new Error('the session has no changedSince')
    ids.push(...changed.refs.map(r => r.id))
    if (!changed.more) return { ids, cursor: changed.cursor, pages }
    if (seen.has(changed.cursor)) throw new Error(`more is promised, and the cursor stands still at ${changed.cursor}`)
    seen.add(changed.cursor)
    cursor = changed.cursor
  }
  throw new Error('the sweep does not end')
}

function publishing(connector: Connector, staged: Staged): void {
  const publication: Publication = {
    state: 'issued',
    link: 'https://fapiao.example/i/Zm9vYmFy',
    documents: [{ colour: 'blue', number: '26332000000012345678', issuedAt: '2026-11-20T10:00:00+08:00', total: '113.00' }],
  }
  testWhere(
    connector.capabilities.publish,
    'the platform shows no invoices',
    'the same publication twice has one effect',
    staged(async ({ session, ref, published }) => {
      for (let time = 0; time < 2; time++) expect(await session.publish?.(ref, publication)).toMatchObject({ is: 'sent' })
      expect(published?.()).toHaveLength(1)
    }),
  )
}

function offline({ preview }: Connector): void {
  const { order, refund } = preview.example

  test('the examples fit the schemas and normalise to an order that adds up', () => {
    expect(preview.orderSchema.safeParse(order).success).toBe(true)
    expect(preview.refundSchema.safeParse(refund).success).toBe(true)
    const read = preview.order(order, [refund], {})
    if (read.is !== 'order') throw new Error(read.faults.map(f => f.en).join(' '))
    expect(orderSchema.parse(read.order)).toEqual(read.order)
    expect(sumFen(read.order.lines.map(line => grossOf(line, read.order)))).toBe(read.order.totalFen)
    expect(read.order.refunds).toHaveLength(1)
  })

  test('normalising the same files gives the same bytes and leaves the files alone', () => {
    const files = frozen(structuredClone({ order, refund }))
    const text = () => canonical(preview.order(files.order, [files.refund], {}))
    expect(text()).toBe(text())
    expect(files).toEqual({ order, refund })
  })

  test('a file that is no order is a list of faults in both languages, not an exception', () => {
    for (const nonsense of [null, 1, 'text', [], {}, { id: 1 }]) {
      const read = preview.order(nonsense, [], {})
      if (read.is === 'order') throw new Error(`${JSON.stringify(nonsense)} was taken for an order`)
      expect(read.faults.length).toBeGreaterThan(0)
      for (const fault of read.faults) expect([/[一-鿿]/.test(fault.zh), fault.en.length > 0]).toEqual([true, true])
    }
  })
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) frozen(inner)
  return Object.freeze(value)
}

const isGood = (status: number): boolean => status >= 200 && status < 300

interface Delivered {
  readonly hints: readonly NewHint[]
  readonly statuses: readonly number[]
  readonly status: number
  readonly body: string
}

const deliver = (stage: Stage, request: RawRequest): Promise<Delivered> => deliverAll(stage, [request])

/** An intake as the engine's: a known (store, dedupeKey) is a duplicate and makes no hint. */
async function deliverAll({ connector, session }: Stage, requests: readonly RawRequest[]): Promise<Delivered> {
  const hints = new Map<string, NewHint>()
  const intake: Intake = {
    async accept(hint) {
      expect(hint.connector).toBe(connector.identifier)
      const key = `${hint.store} ${hint.dedupeKey}`
      const duplicate = hints.has(key)
      if (!duplicate) hints.set(key, hint)
      return { id: key, duplicate }
    },
  }
  const statuses: number[] = []
  let body = ''
  for (const request of requests) {
    const answer = await session.http(request, intake)
    statuses.push(answer.status)
    body = answer.body ?? ''
  }
  return { hints: [...hints.values()], statuses, status: statuses.at(-1) ?? 0, body }
}

/** As the worker does it: a hint that names its order needs no reading. */
function read({ session }: Stage, { topic, store, ref, body = new Uint8Array(), headers = {} }: NewHint): ReadHint {
  return ref ? { is: 'orders', refs: [ref] } : session.read({ topic, store, body, headers })
}

async function orderOf({ session, ref }: Stage): Promise<Order> {
  const answer = await session.order(ref)
  if (answer.is !== 'order') throw new Error(`${ref.id} is ${JSON.stringify(answer)}`)
  return answer.order
}
