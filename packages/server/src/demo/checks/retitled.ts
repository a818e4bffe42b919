import { fenOf } from '@openfapiao/core'
import type { Check } from './facts.ts'

/** The buyer asked for another title: the first blue is reversed whole for reason 01, and a new one bears the title asked for. */
export const retitled: Check = {
  zh: '换抬头：全额红冲后重开',
  en: 'another title: a full red letter, then a new invoice',
  found({ orders, wanted }) {
    const documents = orders.find(o => o.ref.id === wanted.retitled.id)?.documents.filter(d => d.state === 'issued') ?? []
    const red = documents.find(d => d.colour === 'red' && d.reason === '01')
    const first = documents.find(d => d.id === red?.of)
    const again = documents.find(d => d.colour === 'blue' && d.id !== first?.id && d.buyerName === wanted.retitled.title)
    const isWhole = red && first && fenOf(red.total) === -fenOf(first.total)
    return [
      ...(isWhole ? [] : [{ zh: '没有以原因 01 全额红冲的发票', en: 'no invoice was reversed whole for reason 01' }]),
      ...(again ? [] : [{ zh: `没有以「${wanted.retitled.title}」重开的发票`, en: `no invoice bears the title "${wanted.retitled.title}"` }]),
    ]
  },
}
