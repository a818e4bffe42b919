import { setTimeout as sleep } from 'node:timers/promises'
import type { DemoOrder, DemoShop } from '@openfapiao/connector-shopify/demo'
import type { House } from '../house/house.ts'
import type { Till } from '../till/till.ts'
import type { Board } from '../view/board.ts'

/** The stages of the run, in their order. */
export const STAGES = {
  house: { zh: '启动各部分', en: 'starting' },
  lost: { zh: '应答丢失', en: 'a lost answer' },
  orders: { zh: '订单', en: 'orders' },
  refunds: { zh: '退款', en: 'refunds' },
  title: { zh: '换抬头', en: 'another title' },
  mails: { zh: '邮件交付', en: 'mails' },
  checks: { zh: '核对', en: 'checks' },
} as const
export type Stage = keyof typeof STAGES

/** What the acts of the story play with. */
export interface Scene {
  readonly house: House
  readonly shop: DemoShop
  readonly till: Till
  readonly board: Board<Stage>
  /** Aborted when the person has seen enough. */
  readonly signal: AbortSignal
}

/** An act that does not come to its end: what was waited for, and how things stood. */
export class Stuck extends Error {
  override readonly name = 'Stuck'
}

const POLL_MS = 250
const PATIENCE_MS = 60_000

/** Asks again and again until there is an answer. Stuck with `what` (as it is then) after a minute: on this machine everything takes seconds. */
export async function until<T>({ signal }: Pick<Scene, 'signal'>, what: string | (() => string), ask: () => Promise<T | undefined>): Promise<T> {
  const latest = Date.now() + PATIENCE_MS
  for (;;) {
    const answer = await ask()
    if (answer !== undefined) return answer
    if (Date.now() > latest) throw new Stuck(typeof what === 'string' ? what : what())
    await sleep(POLL_MS, undefined, { signal })
  }
}

export function orderNamed({ orders }: DemoShop, name: string): DemoOrder {
  const order = orders.find(o => o.name === name)
  if (!order) throw new Error(`the demo shop has no order ${name}`)
  return order
}
