import type { DocumentOut } from '@openfapiao/api'
import type { LedgerInvoice } from '../outside/authority.ts'
import type { Check, Facts, Finding } from './facts.ts'

/** Ours and the authority's ledger hold the same invoices with the same sums, and no serial was used twice. */
export const sameLedger: Check = {
  zh: '与税局账本逐张一致，流水号不重复',
  en: 'the authority has the very same invoices, and no serial twice',
  found: facts => [...differences(facts), ...strangers(facts), ...twice(facts.ledger)],
}

const issued = ({ orders }: Facts): DocumentOut[] => orders.flatMap(o => o.documents).filter(d => d.state === 'issued')

function differences(facts: Facts): Finding[] {
  return issued(facts).flatMap(ours => {
    const theirs = facts.ledger.find(i => i.number === ours.number)
    if (theirs && isSame(ours, theirs)) return []
    return [{ zh: `发票 ${ours.number} 与税局不一致`, en: `invoice ${ours.number} differs from the authority's` }]
  })
}

const isSame = (ours: DocumentOut, theirs: LedgerInvoice): boolean =>
  ours.serial === theirs.serial &&
  ours.colour === theirs.colour &&
  ours.amount === theirs.amount &&
  ours.tax === theirs.tax &&
  ours.total === theirs.total

function strangers(facts: Facts): Finding[] {
  const known = new Set(issued(facts).map(d => d.number))
  return facts.ledger
    .filter(i => !known.has(i.number))
    .map(({ number }) => ({ zh: `税局有发票 ${number}，本系统没有`, en: `the authority has invoice ${number}, we do not` }))
}

function twice(ledger: readonly LedgerInvoice[]): Finding[] {
  const serials = ledger.map(i => i.serial)
  return [...new Set(serials.filter((serial, i) => serials.indexOf(serial) !== i))].map(serial => ({
    zh: `流水号 ${serial} 有多张发票`,
    en: `serial ${serial} has several invoices`,
  }))
}
