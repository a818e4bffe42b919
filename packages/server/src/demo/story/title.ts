import { askForTitle, linkIn, type Wish } from '../outside/buyer.ts'
import { untilSettled } from './orders.ts'
import { orderNamed, type Scene, until } from './scene.ts'

/** The order whose buyer wants another title, and which. */
export const RETITLED = '#1017'
export const WISH: Wish = {
  titleKind: 'organisation',
  name: '示例科技有限公司',
  taxNumber: '91000000000000000K',
  kind: 'ordinary',
  email: 'finance@example.com',
}

/** The buyer opens the link in the mail and asks for the company's title, by the page's own form: full red, then a new invoice. */
export async function changeTitle(scene: Scene): Promise<void> {
  const { house, shop, board } = scene
  const { id } = orderNamed(shop, RETITLED)
  board.start('title')
  const documents = async () => (await house.operator.orders()).find(o => o.ref.id === id)?.documents ?? []
  if ((await documents()).every(d => d.buyerName !== WISH.name)) {
    board.tell('title', { detail: '等邮件里的链接 waiting for the link in the mail' })
    const link = await until(scene, `the mail about ${RETITLED}`, async () => {
      const mail = (await house.mailbox.mails()).find(m => m.subject.includes(RETITLED))
      return mail && linkIn(mail.text)
    })
    await askForTitle(link, WISH)
  }
  await until(scene, `the invoice of ${RETITLED} with the new title`, async () =>
    (await documents()).some(d => d.buyerName === WISH.name && d.state === 'issued' && d.colour === 'blue') ? true : undefined,
  )
  await untilSettled(scene, 'title')
}
