import { hasFired } from '../shop/fired.ts'
import { SALES } from '../till/sales.ts'
import { type Scene, until } from './scene.ts'
import { isSettled } from './settled.ts'

/** Every prepared order as a signed webhook, one of them twice; the till pushes its sales. Until each is invoiced or held. */
export async function sendOrders(scene: Scene): Promise<void> {
  const { shop, till, board } = scene
  board.start('orders')
  for (const { id, status } of shop.orders) {
    const topic = status === 'PENDING' ? 'orders/updated' : 'orders/paid'
    if (!hasFired(shop, topic, id)) await shop.fire(topic, id, id.endsWith('2') ? { times: 2 } : {})
  }
  for (const sale of SALES) await till.sale(sale)
  await untilSettled(scene, 'orders')
}

/** Until every order is settled; shows how many are. */
export async function untilSettled(scene: Scene, stage: 'orders' | 'refunds' | 'title'): Promise<void> {
  const { house, shop, board } = scene
  const of = shop.orders.length + SALES.length
  let open: readonly string[] = []
  const detail = await until(
    scene,
    () => `orders settled: ${open.join(', ')}`,
    async () => {
      const [orders, holds] = await Promise.all([house.operator.orders(), house.operator.holds()])
      open = orders.filter(o => !isSettled(o, holds)).map(o => `${o.number} (${o.documents.map(d => d.state).join(' ')})`)
      const settled = orders.length - open.length
      const issued = orders.flatMap(o => o.documents).filter(d => d.state === 'issued')
      const told = `蓝字 blue ${count(issued, 'blue')} · 红字 red ${count(issued, 'red')} · 挂起 held ${holds.length}`
      board.tell(stage, { count: { done: settled, of }, detail: told })
      return settled >= of ? told : undefined
    },
  )
  board.done(stage, detail)
}

const count = (documents: readonly { readonly colour: string }[], colour: string): number => documents.filter(d => d.colour === colour).length
