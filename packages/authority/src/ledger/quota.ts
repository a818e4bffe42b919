import { fen } from './exact.ts'
import { type Desk, sellerOf } from './parts.ts'
import { type Instant, shanghaiMonth } from './shanghai.ts'
import { type Issued, quotaKey } from './state.ts'

/** 授信额度 of a month in fen, tax included. */
export interface Quota {
  /** `yyyy-MM`, Asia/Shanghai. */
  readonly month: string
  readonly total: bigint
  readonly used: bigint
  readonly left: bigint
}

/** Blues of the month count from acceptance; a red gives back what a blue of the same month took (gateways.md 1.6), a void what it took. */
export function quotaOf(desk: Desk, taxNumber: string, at: Instant = desk.now()): Quota {
  const { state } = desk
  const total = BigInt(state.sellers.get(taxNumber)?.monthlyQuotaFen ?? sellerOf(desk, taxNumber)?.monthlyQuotaFen ?? 0)
  const used = (state.blueFen.get(quotaKey(taxNumber, at)) ?? 0n) + redFen(desk, taxNumber, at)
  return { month: shanghaiMonth(at), total, used, left: used < total ? total - used : 0n }
}

function redFen({ state, now }: Desk, taxNumber: string, at: Instant): bigint {
  const month = shanghaiMonth(at)
  const ofMonth = ({ issuedAt }: Issued) => shanghaiMonth(issuedAt) === month
  return [...state.forms.values()]
    .filter(f => f.application.seller.taxNumber === taxNumber && f.fate !== undefined && f.fate.at <= now())
    .flatMap(f => state.invoices.get(f.fate?.number ?? '') ?? [])
    .filter(red => ofMonth(red) && isOf(state.invoices.get(red.red?.blueNumber ?? ''), ofMonth))
    .reduce((all, red) => all + fen(red.invoice.total), 0n)
}

const isOf = (blue: Issued | undefined, ofMonth: (issued: Issued) => boolean): boolean => blue !== undefined && ofMonth(blue)
