import { fen, yuan } from '../../ledger/exact.ts'
import { KINDS, type RedApplication, type RedLine } from '../../ledger/invoice.ts'
import { type LeftLine, leftOf } from '../../ledger/left.ts'
import { shanghaiTime } from '../../ledger/shanghai.ts'
import type { Issued } from '../../ledger/state.ts'
import type { RedMessage } from './issue.ts'

/** All of the blue, discount lines merged into theirs. The message says no more than which blue and why. */
export function wholeRed({ fpqqlsh, redReason }: RedMessage, blue: Issued): RedApplication {
  const { invoice } = blue
  const lines = leftOf(invoice, []).map((line, i) => redLine(line, i, redReason === '04'))
  return {
    serial: fpqqlsh,
    enteredBy: 'seller',
    seller: { taxNumber: invoice.seller.taxNumber, name: invoice.seller.name },
    buyer: { name: invoice.buyer.name, taxNumber: invoice.buyer.taxNumber },
    blueNumber: blue.number,
    blueIssuedAt: shanghaiTime(blue.issuedAt),
    blueAmount: invoice.amount,
    blueTax: invoice.tax,
    blueSpecial: KINDS[invoice.kind].special,
    amount: yuan(-fen(invoice.amount)),
    tax: yuan(-fen(invoice.tax)),
    reason: redReason,
    lines,
  }
}

/** 销售折让 carries no quantity. */
function redLine({ line, amount, tax, discounted, no: blueNo }: LeftLine, index: number, allowance: boolean): RedLine {
  const { name, printedName, shortName, spec, unit, quantity, unitPrice, rate, taxCode, policyMark } = line
  const measured = !allowance && quantity !== undefined && unitPrice !== undefined
  return {
    ...{ blueNo, no: String(index + 1), name, printedName, shortName, spec, unit, rate, taxCode, policyMark },
    ...(measured && { quantity: `-${quantity}`, unitPrice: discounted ? perUnit(amount, quantity) : unitPrice }),
    amount: yuan(-amount),
    tax: yuan(-tax),
  }
}

/** The merged amount for one unit, to 13 decimals. */
function perUnit(amount: bigint, quantity: string): string {
  const [whole = '', part = ''] = quantity.split('.')
  const units = BigInt(`${whole}${part}`)
  const price = String((amount * 10n ** BigInt(11 + part.length)) / units).padStart(14, '0')
  return `${price.slice(0, -13)}.${price.slice(-13)}`
}
