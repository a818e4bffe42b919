import { Inject } from '@nestjs/common'
import { Args, Mutation, Query, Resolver } from '@nestjs/graphql'
import { checkTitle, type Fault, fieldFaults, isError, type OrderRow, type Request } from '@openfapiao/core'
import { Allow, ConfigService, Ctx, Order, Permission, type RequestContext, TransactionalConnection, UserInputError } from '@vendure/core'
import { Engine } from '../engine.ts'
import { openDoors } from '../host/doors.ts'
import { PLATFORM } from '../normalise/order.ts'
import { fapiaoTitleSchema } from '../normalise/title.ts'

interface ShopFapiao {
  readonly state: string
  readonly url?: string
  readonly reason?: string
}

/** What a storefront asks. Who may see an order is Vendure's own rule (`orderByCodeAccessStrategy`). */
export class ShopResolver {
  readonly #engine: Engine
  readonly #connection: TransactionalConnection
  readonly #config: ConfigService

  constructor(engine: Engine, connection: TransactionalConnection, config: ConfigService) {
    this.#engine = engine
    this.#connection = connection
    this.#config = config
  }

  async fapiaoForOrder(ctx: RequestContext, { code }: { readonly code: string }): Promise<ShopFapiao | undefined> {
    const order = await this.#visible(ctx, code)
    return order ? this.#shown(order) : undefined
  }

  async requestFapiao(ctx: RequestContext, { code, title }: { readonly code: string; readonly title: unknown }): Promise<ShopFapiao> {
    const order = await this.#visible(ctx, code)
    if (!order) throw new UserInputError('没有这张订单 There is no such order')
    const { store, runtime } = this.#engine.embedded
    const request = this.#requestOf(await this.#refOf(order), title)
    const hint = {
      source: 'request',
      connector: PLATFORM,
      store: request.order.store,
      topic: 'request',
      dedupeKey: request.key,
      ref: request.order,
    } as const
    await store.request(request, hint, Date.now())
    runtime.wake()
    return this.#shown(order)
  }

  /** The key is what was asked for, so that a double click is one request. */
  #requestOf(order: Request['order'], asked: unknown): Request {
    const { parts } = this.#engine.embedded
    const read = fapiaoTitleSchema.safeParse(withoutNulls(asked), { reportInput: true })
    if (!read.success) throw refused(fieldFaults(read.error, 'title'))
    const { invoice: kind, email, ...title } = read.data
    const sandbox = parts.sellers.some(s => s.gateway.traits(s.gatewayConfig).sandbox)
    const faults = checkTitle(title, kind, { sandbox }).filter(isError)
    if (faults.length > 0) throw refused(faults)
    const contact = email ? { contact: { email } } : {}
    const key = `shop:${parts.digest(JSON.stringify([order, title, kind, email]))}`
    return { key, order, title, kind, ...contact, at: new Date().toISOString() }
  }

  async #visible(ctx: RequestContext, code: string): Promise<Order | undefined> {
    const order = await this.#connection.getRepository(ctx, Order).findOne({ where: { code }, relations: ['customer', 'customer.user'] })
    const may = order && (await this.#config.orderOptions.orderByCodeAccessStrategy.canAccessOrder(ctx, order))
    return may ? order : undefined
  }

  async #refOf({ id }: Order): Promise<Request['order']> {
    const store = await openDoors(this.#connection).channelOf(String(id))
    return { platform: PLATFORM, store: store ?? '', id: String(id) }
  }

  async #shown(order: Order): Promise<ShopFapiao> {
    const { store, settings } = this.#engine.embedded
    const row = await store.order(await this.#refOf(order))
    return row ? { state: stateOf(row), url: `${settings.portalUrl}/i/${row.link}`, ...reasonOf(row) } : { state: 'none' }
  }
}

const stateOf = ({ chain }: OrderRow): string => {
  const states = chain.documents.map(d => d.state)
  if (states.includes('queued') || states.includes('submitted')) return 'underWay'
  if (states.includes('issued')) return 'issued'
  return chain.hold || states.includes('waiting') ? 'held' : 'none'
}

/** Only what the buyer can clear is told to the buyer. */
function reasonOf({ chain }: OrderRow): { readonly reason?: string } {
  const hold = [chain.hold, ...chain.documents.map(d => d.hold)].find(h => h?.who === 'buyer')
  return hold ? { reason: `${hold.zh} ${hold.en}` } : {}
}

const refused = (faults: readonly Fault[]): UserInputError => new UserInputError(faults.map(f => `${f.path}: ${f.zh} ${f.en}`).join('\n'))

/** GraphQL says null where a field was left out. */
const withoutNulls = (value: unknown): unknown =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).filter(([, v]) => v !== null)) : value

Resolver()(ShopResolver)
Inject(Engine)(ShopResolver, undefined, 0)
Inject(TransactionalConnection)(ShopResolver, undefined, 1)
Inject(ConfigService)(ShopResolver, undefined, 2)
expose('fapiaoForOrder', Query())
expose('requestFapiao', Mutation())

/** The decorators are called as functions, since the sources run without a compiler. */
function expose(name: 'fapiaoForOrder' | 'requestFapiao', kind: MethodDecorator): void {
  const property = Object.getOwnPropertyDescriptor(ShopResolver.prototype, name)
  if (!property) throw new Error(`no resolver ${name}`)
  kind(ShopResolver.prototype, name, property)
  Allow(Permission.Public)(ShopResolver.prototype, name, property)
  Ctx()(ShopResolver.prototype, name, 0)
  Args()(ShopResolver.prototype, name, 1)
}
