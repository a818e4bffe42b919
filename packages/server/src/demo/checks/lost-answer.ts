import type { Check } from './facts.ts'

/** The answer to the first submit never came: the document was found again by asking for its serial, and was issued once. */
export const lostAnswer: Check = {
  zh: '应答丢失后查询找回，只开一张',
  en: 'a lost answer was found again by asking, one invoice only',
  found({ orders, ledger, wanted }) {
    const order = orders.find(o => o.ref.id === wanted.lost)
    const [blue] = order?.documents.filter(d => d.colour === 'blue' && d.state === 'issued') ?? []
    const times = ledger.filter(i => i.serial === blue?.serial).length
    if (blue && times === 1) return []
    const number = order?.number ?? wanted.lost
    return [{ zh: `订单 ${number} 的发票在税局有 ${times} 张，应为 1 张`, en: `order ${number} has ${times} invoices at the authority, not 1` }]
  },
}
