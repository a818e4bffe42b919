import { amountInWords, fenOf } from '@openfapiao/core'
import type { EInvoice, ELine } from '@openfapiao/documents'
import { KINDS, type Line } from '../ledger/invoice.ts'
import { printedBuyer } from '../ledger/printed-buyer.ts'
import { type Instant, shanghaiTime } from '../ledger/shanghai.ts'
import type { Issued } from '../ledger/state.ts'

/** 11 zeros: no tax bureau has this code (domain.md 8.1 gives the length). */
const BUREAU = { code: '0'.repeat(11), name: '沙箱（非税务机关）' }

/** What the files of an invoice say (domain.md 8.1). That a red names its blue and its form in the remark is the writer's part. */
export function eInvoiceOf({ number, colour, invoice, issuedAt, red }: Issued): EInvoice {
  const { kind, seller, buyer, issuer, lines } = invoice
  return {
    number,
    colour,
    vatType: KINDS[kind].special ? '01' : '02',
    seller,
    buyer: { ...buyer, name: printedBuyer(invoice) },
    amountFen: fenOf(invoice.amount),
    taxFen: fenOf(invoice.tax),
    totalFen: fenOf(invoice.total),
    totalInWords: amountInWords(fenOf(invoice.total)),
    issuer,
    issuedAt: isoOf(issuedAt),
    lines: lines.map(lineOf),
    remark: invoice.remark,
    red,
    bureau: BUREAU,
  }
}

/** ISO with the offset of Shanghai. */
export const isoOf = (at: Instant): string => `${shanghaiTime(at).replace(' ', 'T')}+08:00`

const lineOf = ({ printedName, spec, unit, quantity, unitPrice, amount, tax, total, rate, taxCode, policyMark }: Line): ELine => ({
  printedName,
  spec,
  unit,
  quantity,
  unitPrice,
  amountFen: fenOf(amount),
  taxFen: fenOf(tax),
  totalFen: fenOf(total),
  rate,
  treatment: treatmentOf(policyMark),
  taxCode,
})

/** 03 免税 and 04 不征税 are printed in words (domain.md 1.6). */
function treatmentOf(mark: string | undefined): ELine['treatment'] {
  if (mark === '03') return 'exempt'
  return mark === '04' ? 'notTaxed' : 'taxed'
}
