import { judge } from '../rules/index.ts'
import type { Fate } from './event.ts'
import { fen, yuan } from './exact.ts'
import type { Invoice } from './invoice.ts'
import { type Desk, issueFate, numberedFate, type SellerAccount, sellerOf } from './parts.ts'
import { printOf } from './print.ts'
import { type Problem, problem } from './problem.ts'
import { quotaOf } from './quota.ts'
import { entryKey } from './state.ts'
import type { Twist } from './twist.ts'

export type IssueAnswer =
  | { readonly is: 'accepted' /** 受理流水号, 40 characters; the same again for the same invoices. */; readonly batch: string }
  | { readonly is: 'refused'; readonly problems: readonly Problem[] }

/**
 * Takes invoices of one seller, all or none. Accepted is not issued: what is wrong with a single invoice shows when it is asked for (`find`), so that one
 * bad invoice never takes others with it. Refused at once: a stranger, a serial repeated with other fields, a quota that does not suffice.
 */
export function issue(desk: Desk, taxNumber: string, invoices: readonly Invoice[], twist: Twist = {}): IssueAnswer {
  const seller = sellerOf(desk, taxNumber)
  if (!seller || desk.state.sellers.get(taxNumber)?.abnormal) return refuse([problem('notEntitled', [], `纳税人${taxNumber}无开票权限`)])
  const wanted = invoices.map((invoice, i) => twice(invoices, i) ?? weigh(desk, seller, invoice, i, twist))
  const problems = wanted.flatMap(w => (w.is === 'refused' ? w.problems : []))
  if (problems.length > 0) return refuse(problems)
  const fresh = wanted.flatMap(w => (w.is === 'fresh' ? [w] : []))
  const short = quotaShort(desk, taxNumber, fresh)
  if (short) return refuse([short])
  return { is: 'accepted', batch: accept(desk, seller, wanted, fresh, twist) }
}

const refuse = (problems: readonly Problem[]): IssueAnswer => ({ is: 'refused', problems })

type Weighed =
  | { readonly is: 'fresh'; readonly invoice: Invoice; readonly print: string; readonly problems: readonly Problem[] }
  | { readonly is: 'known'; readonly batch: string; readonly print: string }
  | { readonly is: 'refused'; readonly problems: readonly Problem[] }

function weigh({ state, parts }: Desk, seller: SellerAccount, invoice: Invoice, index: number, { reject }: Twist): Weighed {
  const path = ['invoices', index]
  if (invoice.seller.taxNumber !== seller.taxNumber)
    return { is: 'refused', problems: [problem('notEntitled', [...path, 'seller', 'taxNumber'], '销方税号与授权税号不一致')] }
  const print = printOf(invoice)
  const ordered = reject ? [problem(reject, [], '按演练要求拒绝开具')] : []
  const entry = state.entries.get(entryKey(seller.taxNumber, invoice.serial))
  if (!entry) return { is: 'fresh', invoice, print, problems: [...judge(invoice, { edition: parts.edition, sellerKind: seller.kind }), ...ordered] }
  if (entry.is === 'blue' && entry.print === print) return { is: 'known', batch: entry.batch, print }
  return { is: 'refused', problems: [problem('serialRepeated', [...path, 'serial'], `流水号${invoice.serial}已用于其他内容`)] }
}

/** One request names a serial once. */
function twice(invoices: readonly Invoice[], index: number): Weighed | undefined {
  const serial = invoices[index]?.serial
  if (invoices.findIndex(i => i.serial === serial) === index) return undefined
  return { is: 'refused', problems: [problem('serialRepeated', ['invoices', index, 'serial'], `流水号${serial}在本次请求中重复`)] }
}

type Fresh = Extract<Weighed, { is: 'fresh' }>

function quotaShort(desk: Desk, taxNumber: string, fresh: readonly Fresh[]): Problem | undefined {
  const wanted = fresh.filter(f => f.problems.length === 0).reduce((all, f) => all + fen(f.invoice.total), 0n)
  const left = quotaOf(desk, taxNumber, desk.now() + desk.delays.issueSeconds * 1000).left
  return wanted > left ? problem('quota', [], `剩余授信额度${yuan(left)}不足，本次需要${yuan(wanted)}`) : undefined
}

function accept(
  desk: Desk,
  seller: SellerAccount,
  wanted: readonly Weighed[],
  fresh: readonly Fresh[],
  { visibleSeconds = desk.delays.visibleSeconds, issueSeconds = desk.delays.issueSeconds }: Twist,
): string {
  const prints = wanted.flatMap(w => (w.is === 'refused' ? [] : [w.print]))
  const batch = printOf(prints).slice(0, 40)
  const at = desk.now()
  for (const { invoice, print, problems } of fresh) {
    const due = at + issueSeconds * 1000
    const good = (): Fate => (invoice.numbered ? numberedFate(desk, invoice.numbered, due) : issueFate(desk, seller, due))
    const fate: Fate = problems.length > 0 ? { is: 'failed', at: due, problems } : good()
    desk.record({ is: 'accepted', at, print, batch, visibleAt: at + visibleSeconds * 1000, invoice, fate })
  }
  return batch
}
