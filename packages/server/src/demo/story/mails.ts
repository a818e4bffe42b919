import type { Mail } from '../../mail-sink/index.ts'
import type { MailedFile } from '../checks/index.ts'
import { type Scene, until } from './scene.ts'

/** Every delivery by mail has arrived with its file. */
export async function untilMailed(scene: Scene): Promise<readonly MailedFile[]> {
  const { house, board } = scene
  board.start('mails')
  const mailed = await until(scene, 'every mail delivered', async () => {
    const [due, mails] = await Promise.all([dueMails(scene), house.mailbox.mails()])
    const files = mails.flatMap(filesOf)
    const arrived = due.filter(number => files.some(f => f.number === number)).length
    board.tell('mails', { count: { done: arrived, of: due.length } })
    return arrived === due.length && due.length > 0 ? files : undefined
  })
  board.done('mails', `${mailed.length} 封邮件带 PDF mails with the PDF`)
  return mailed
}

/** Every buyer of the shop gave an address; of the till's buyers one did. */
async function dueMails({ house }: Scene): Promise<string[]> {
  const orders = (await house.operator.orders()).filter(o => o.ref.platform === 'shopify')
  return orders.flatMap(o => o.documents).flatMap(d => (d.state === 'issued' && d.number !== undefined ? [d.number] : []))
}

const filesOf = ({ attachments }: Mail): MailedFile[] =>
  attachments.filter(a => a.name.endsWith('.pdf')).map(({ name, sm3 }) => ({ number: name.replace('.pdf', ''), sm3 }))
