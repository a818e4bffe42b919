import { type Content, divide, isZero, type Line, normal, ofFen, type Sealable, yuan } from '@openfapiao/core'
import type { InvoiceField, ItemField } from './columns.ts'
import type { WorkbookConfig } from './config.ts'
import { DIGITS } from './traits.ts'

/**
 * The frozen business body: of a blue the cells of its rows by what they mean, of a red what a person enters on the bureau's page. Titles and their order belong to the
 * workbook, not to the document. The same document gives the same bytes. Throws for a void, which 数电 does not have, and for a policy mark that has no name.
 */
export function encode(sealable: Sealable, config: WorkbookConfig): string {
  if (sealable.colour === 'void') throw new Error('数电 invoices are not voided')
  const { content, serial } = sealable
  const { amountFen, taxFen, totalFen } = content
  const sums = { amountFen, taxFen, totalFen }
  return JSON.stringify(content.colour === 'red' ? { ...redBody(content), ...sums } : { ...blueBody(content, serial, config), ...sums })
}

function blueBody(content: Content, serial: string, config: WorkbookConfig) {
  const { words } = config
  const { buyer, seller } = content
  const invoice: Partial<Record<InvoiceField, string>> = {
    serial,
    kind: words[content.kind],
    taxIncluded: words.yes,
    person: buyer.person ? words.yes : words.no,
    buyerName: buyer.name,
    buyerTaxNumber: buyer.taxNumber,
    buyerAddress: buyer.address,
    buyerPhone: buyer.phone,
    buyerBank: buyer.bank,
    buyerAccount: buyer.account,
    remark: content.remark,
    sellerBank: seller.bank,
    sellerAccount: seller.account,
  }
  const items = content.lines.flatMap((line, i) => (line.nature === 'discount' ? [] : [item(line, content.lines[i + 1], serial, config)]))
  return { is: 'blue', invoice, items }
}

/** Gross, as the sale was; a discount is a column of the line it belongs to, and the bureau makes the discount line (domain.md 7). */
function item(line: Line, next: Line | undefined, serial: string, config: WorkbookConfig): Partial<Record<ItemField, string>> {
  const { yes, no } = config.words
  const discountFen = line.nature === 'discounted' ? -(next?.totalFen ?? 0) : 0
  const preferentialKind = preferentialOf(line.policyMark)
  const price = line.quantity === undefined ? undefined : priceOf(line.totalFen, line.quantity)
  return {
    serial,
    name: line.name,
    taxCode: line.taxCode,
    spec: line.spec,
    unit: line.unit,
    ...(price !== undefined && line.quantity !== undefined && { quantity: normal(line.quantity), unitPrice: price }),
    amount: ofFen(line.totalFen),
    rate: normal(line.rate),
    discount: discountFen === 0 ? undefined : ofFen(discountFen),
    preferential: preferentialKind === undefined ? no : yes,
    preferentialKind,
  }
}

/** Gross ÷ quantity, with as many decimals as a number of a sheet holds exactly. */
function priceOf(totalFen: number, quantity: string): string | undefined {
  if (isZero(quantity)) return undefined
  const whole = divide(ofFen(totalFen), quantity, 0).replace('-', '')
  return divide(ofFen(totalFen), quantity, Math.max(0, Math.min(DIGITS.priceDecimals, DIGITS.priceTextMax - whole.length - 1)))
}

/** 优惠政策类型 by 优惠政策标识 (domain.md 1.6). */
const PREFERENTIAL: Readonly<Record<string, string>> = {
  '01': '简易征收',
  '02': '稀土产品',
  '03': '免税',
  '04': '不征税',
  '05': '先征后退',
  '06': '100%先征后退',
  '07': '50%先征后退',
  '08': '按3%简易征收',
  '09': '按5%简易征收',
  '10': '按5%简易征收减按1.5%计征',
}

function preferentialOf(mark: string | undefined): string | undefined {
  if (mark === undefined) return undefined
  const name = PREFERENTIAL[mark]
  // 11 to 18 want a 即征即退类型 besides, whose words are not known.
  if (name === undefined) throw new Error(`优惠政策标识 ${mark} has no known words in the workbook`)
  return name
}

function redBody({ red, lines, kind }: Content) {
  if (!red) throw new Error('a red without the blue it reverses')
  const { blueNumber, blueIssuedAt, reason } = red
  const rows = lines.map(l => ({ blueLine: l.blueLine, name: l.name, quantity: l.quantity, amount: yuan(l.amountFen), tax: yuan(l.taxFen) }))
  return { is: 'red', kind, blueNumber, blueIssuedAt, reason, lines: rows }
}
