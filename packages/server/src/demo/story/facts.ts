import type { Facts, MailedFile } from '../checks/index.ts'
import { SALES, SALES_HOLDS } from '../till/sales.ts'
import { LOST } from './lost-answer.ts'
import { orderNamed, type Scene } from './scene.ts'
import { RETITLED, WISH } from './title.ts'

/** Holds that the prepared orders of the shop bring along. */
const SHOP_HOLDS: readonly string[] = ['GIFT_CARD_SOLD', 'CURRENCY_NOT_CNY', 'NOT_PAID', 'UNMAPPED']

/** How things stand at the end, gathered from outside. */
export async function gatherFacts({ house, shop }: Scene, mailed: readonly MailedFile[]): Promise<Facts> {
  const [orders, holds, ledger] = await Promise.all([house.operator.orders(), house.operator.holds(), house.authority.invoices()])
  const hashes = new Map<string, string>()
  for (const { number } of mailed) hashes.set(number, (await house.authority.pdfHash(number)) ?? '')
  return {
    sent: [...shop.orders.map(({ id, name }) => ({ id, number: name })), ...SALES.map(({ id }) => ({ id, number: id }))],
    ...{ orders, holds, ledger, mailed, hashes },
    wanted: {
      holds: [...new Set([...SHOP_HOLDS, ...SALES_HOLDS])],
      lost: orderNamed(shop, LOST).id,
      retitled: { id: orderNamed(shop, RETITLED).id, title: WISH.name },
    },
  }
}
