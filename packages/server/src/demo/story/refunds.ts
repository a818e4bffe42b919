import { fenOf, yuan } from '@openfapiao/core'
import { hasFired } from '../shop/fired.ts'
import { RETURNS } from '../shop/refunds.ts'
import { untilSettled } from './orders.ts'
import { orderNamed, type Scene, until } from './scene.ts'

/** Money goes back in every way there is. The webhook of the last one is lost: the sweep finds it. */
export async function giveBack(scene: Scene): Promise<void> {
  const { shop, board } = scene
  board.start('refunds')
  for (const { order: name, zh, en, give } of RETURNS) {
    const order = orderNamed(shop, name)
    board.tell('refunds', { detail: `${name} ${zh} ${en}` })
    if (!hasFired(shop, 'refunds/create', order.id)) await give(shop, order)
  }
  await untilKnown(scene)
  await untilSettled(scene, 'refunds')
}

/** Until the server knows of every one: only then "settled" means anything. */
async function untilKnown(scene: Scene): Promise<void> {
  const { house, shop, board } = scene
  const due = RETURNS.map(r => orderNamed(shop, r.order))
  await until(scene, 'every refund known', async () => {
    const orders = await house.operator.orders()
    const open = due.filter(({ id, status }) => status !== 'PAID' && fenOf(orders.find(o => o.ref.id === id)?.refunded ?? '0') === 0)
    board.tell('refunds', { count: { done: due.length - open.length, of: due.length }, detail: open.map(o => o.name).join(' ') })
    return open.length === 0 ? yuan(0) : undefined
  })
}
