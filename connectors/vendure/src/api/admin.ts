import { Inject } from '@nestjs/common'
import { Args, Mutation, Query, Resolver } from '@nestjs/graphql'
import type { DocumentRow, NewHint, OrderRef } from '@openfapiao/core'
import { Allow, Ctx, Permission, type RequestContext, TransactionalConnection, UserInputError } from '@vendure/core'
import { Engine } from '../engine.ts'
import { openDoors } from '../host/doors.ts'
import { PLATFORM } from '../normalise/order.ts'

interface Asked {
  readonly id: string
}

/** What the merchant's dashboard asks, with Vendure's own permissions for orders. */
export class AdminResolver {
  readonly #engine: Engine
  readonly #connection: TransactionalConnection

  constructor(engine: Engine, connection: TransactionalConnection) {
    this.#engine = engine
    this.#connection = connection
  }

  async fapiaoOrder(_: RequestContext, { id }: Asked) {
    const { store, settings } = this.#engine.embedded
    const ref = await this.#refOf(id)
    const row = await store.order(ref)
    if (!row) return null
    const raw = await openDoors(this.#connection).order(ref.store, ref.id)
    return { hold: textOf(row.chain.hold), url: `${settings.portalUrl}/i/${row.link}`, documents: row.chain.documents.map(shown), raw }
  }

  async retryFapiao(ctx: RequestContext, { id }: Asked): Promise<boolean> {
    const { store, runtime, parts } = this.#engine.embedded
    const ref = await this.#refOf(id)
    const now = parts.io.now()
    const row = await store.order(ref)
    const event = {
      seller: row?.seller ?? '',
      type: 'order.retried',
      subject: ref.id,
      at: now,
      actor: actorOf(ctx),
      data: { store: ref.store },
    } as const
    const known = row !== undefined && (await store.retryOrder(ref, personHint(ref, now), [event], now))
    if (!known) await runtime.intake(PLATFORM).accept(personHint(ref, now))
    runtime.wake()
    return true
  }

  async reverseFapiao(ctx: RequestContext, { id, again, why }: Asked & { readonly again: boolean; readonly why: string }): Promise<boolean> {
    const decided = await this.#engine.embedded.runtime.reverse(await this.#refOf(id), { again, actor: actorOf(ctx), evidence: why })
    if (decided.is === 'refused') throw new UserInputError(`${decided.zh} ${decided.en}`)
    return decided.is === 'done'
  }

  async #refOf(id: string): Promise<OrderRef> {
    const store = await openDoors(this.#connection).channelOf(String(id))
    if (store === undefined) throw new UserInputError('没有这张订单 There is no such order')
    return { platform: PLATFORM, store, id: String(id) }
  }
}

const actorOf = (ctx: RequestContext): string => `vendure:${ctx.activeUserId ?? 'unknown'}`
const textOf = (hold: DocumentRow['hold']): string | null => (hold ? `${hold.zh} ${hold.en}` : null)

const personHint = (ref: OrderRef, now: number): NewHint => ({
  ...{ source: 'person', connector: PLATFORM, store: ref.store, topic: 'retry', dedupeKey: `retry:${ref.id}:${now}`, ref },
})

const shown = ({ id, colour, state, number, issuedAt, content, hold }: DocumentRow) => ({
  ...{ id, colour, state, number: number ?? null, issuedAt: issuedAt ?? null, totalFen: content.totalFen, hold: textOf(hold) },
})

Resolver()(AdminResolver)
Inject(Engine)(AdminResolver, undefined, 0)
Inject(TransactionalConnection)(AdminResolver, undefined, 1)
expose('fapiaoOrder', Query(), Permission.ReadOrder)
expose('retryFapiao', Mutation(), Permission.UpdateOrder)
expose('reverseFapiao', Mutation(), Permission.UpdateOrder)

/** The decorators are called as functions, since the sources run without a compiler. */
function expose(name: 'fapiaoOrder' | 'retryFapiao' | 'reverseFapiao', kind: MethodDecorator, permission: Permission): void {
  const property = Object.getOwnPropertyDescriptor(AdminResolver.prototype, name)
  if (!property) throw new Error(`no resolver ${name}`)
  kind(AdminResolver.prototype, name, property)
  Allow(permission)(AdminResolver.prototype, name, property)
  Ctx()(AdminResolver.prototype, name, 0)
  Args()(AdminResolver.prototype, name, 1)
}
