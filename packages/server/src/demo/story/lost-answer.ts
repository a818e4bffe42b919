import { hasFired } from '../shop/fired.ts'
import { orderNamed, type Scene, until } from './scene.ts'

/** The order whose first answer never arrives. */
export const LOST = '#1001'

/** The authority does what it is asked and says nothing. The rest of the day goes on meanwhile: `foundAgain` waits for the end of this. */
export async function loseAnAnswer(scene: Scene): Promise<void> {
  const { house, shop, board } = scene
  const { id } = orderNamed(shop, LOST)
  board.start('lost')
  if (!hasFired(shop, 'orders/paid', id)) {
    await house.authority.loseNextAnswer()
    await shop.fire('orders/paid', id)
  }
  await until(scene, `the submit of ${LOST}`, async () => ((await house.authority.isArmed()) ? undefined : true))
  board.tell('lost', { detail: `${LOST} 已提交，没有应答 submitted, no answer` })
}

/** The document is found again by asking for its serial. */
export async function foundAgain(scene: Scene): Promise<void> {
  const { house, shop, board } = scene
  const { id } = orderNamed(shop, LOST)
  const number = await until(scene, `the invoice of ${LOST}`, async () => {
    const order = (await house.operator.orders()).find(o => o.ref.id === id)
    return order?.documents.find(d => d.colour === 'blue' && d.state === 'issued')?.number
  })
  board.done('lost', `${LOST} → ${number} 查询找回 found by asking`)
}
