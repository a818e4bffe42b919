import { fen, yuan } from '../../ledger/exact.ts'
import type { Reason, RedApplication } from '../../ledger/invoice.ts'
import { KINDS } from '../../ledger/invoice.ts'
import { shanghaiTime } from '../../ledger/shanghai.ts'
import type { Issued } from '../../ledger/state.ts'
import type { IssueMessage } from './issue.ts'

/** 税控 redIssueReason: 1 销货退回 2 开票有误 3 服务中止 4 销售折让 (gateways.md 5.1). */
const REASON_OF: Readonly<Record<NonNullable<IssueMessage['redIssueReason']>, Reason>> = { '1': '02', '2': '01', '3': '03', '4': '04' }

const sum = (amounts: readonly string[]): string => yuan(amounts.reduce((all, one) => all + fen(one), 0n))

/** A 税控 red as an application that its seller enters; what the message does not repeat of the blue is the blue's. */
export function redFromIssue(i: IssueMessage, blue: Issued, reason: keyof typeof REASON_OF): RedApplication {
  const { seller, kind, amount, tax, lines } = blue.invoice
  return {
    serial: i.serialNo,
    enteredBy: 'seller',
    seller: { taxNumber: seller.taxNumber, name: seller.name },
    buyer: { name: i.buyerName, taxNumber: i.buyerTaxNo },
    blueNumber: blue.number,
    blueIssuedAt: shanghaiTime(blue.issuedAt),
    blueAmount: amount,
    blueTax: tax,
    blueSpecial: KINDS[kind].special,
    amount: i.invoiceTotalPrice ?? sum(i.invoiceDetailsList.map(l => l.goodsTotalPrice)),
    tax: i.invoiceTotalTax ?? sum(i.invoiceDetailsList.map(l => l.goodsTotalTax)),
    reason: REASON_OF[reason],
    lines: i.invoiceDetailsList.map(l => {
      const shortName = lines.find(b => b.no === l.originalInvoiceDetailNo)?.shortName ?? ''
      return {
        blueNo: l.originalInvoiceDetailNo ?? '',
        no: l.goodsLineNo,
        name: l.goodsName,
        printedName: `*${shortName}*${l.goodsName}`,
        shortName,
        spec: l.goodsSpecification,
        unit: l.goodsUnit,
        quantity: l.goodsQuantity,
        unitPrice: l.goodsPrice,
        amount: l.goodsTotalPrice,
        rate: l.goodsTaxRate,
        tax: l.goodsTotalTax,
        taxCode: l.goodsCode,
      }
    }),
  }
}
