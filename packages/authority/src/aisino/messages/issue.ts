import { z } from 'zod'
import { exact, fen, yuan } from '../../ledger/exact.ts'
import type { Invoice, Line } from '../../ledger/invoice.ts'
import { choice, fields, formed, list, maybeChoice, maybeFormed, maybeQuantity, maybeText, money, rate, text } from './shapes.ts'

/** `invoiceKind` 81 数电专票, 82 数电普票; `rowType` 0 normal 1 discount 2 discounted; `zeroRateFlag` 1 免税 2 不征税 3 零税率. */
export const KIND_OF = { '81': 'special', '82': 'ordinary' } as const
const NATURE_OF = { '0': 'normal', '1': 'discount', '2': 'discounted' } as const
const MARK_OF = { '1': '03', '2': '04', '3': undefined } as const

export const kindField = choice(['81', '82'])
export const serialField = formed(/^[0-9A-Za-z]{1,50}$/)
export const taxpayerField = formed(/^[0-9A-Z]{15,20}$/)

const item = fields({
  rowType: choice(['0', '1', '2']),
  itemName: text(100),
  amount: money,
  quantity: maybeQuantity,
  unit: maybeText(22),
  taxRate: rate,
  itemNo: formed(/^\d{19}$/),
  zeroRateFlag: maybeChoice(['1', '2', '3']),
})
type Item = z.output<typeof item>

const heading = { fpqqlsh: serialField, nsrsbh: taxpayerField, invoiceKind: kindField }

const blue = fields({
  ...heading,
  invoiceType: z.literal('1'),
  businessType: choice(['0', '1']),
  invoiceAmount: money,
  payerName: text(100),
  payerRegisterNo: maybeFormed(/^[0-9A-Z]{15,20}$/),
  payerAddress: maybeText(100),
  payerPhone: maybeText(60),
  payerBank: maybeText(100),
  payerBankaccount: maybeText(60),
  sfzsgmfdzdh: choice(['Y', 'N']),
  sfzsgmfyhzh: choice(['Y', 'N']),
  deliverType: choice(['0']),
  bz: maybeText(230),
  invoicer: text(16),
  invoiceItems: list(item, 2000),
})
export type BlueMessage = z.output<typeof blue>

const red = fields({
  ...heading,
  invoiceType: z.literal('2'),
  originInvoiceNo: formed(/^\d{20}$/),
  redReason: choice(['01', '02', '03', '04']),
})
export type RedMessage = z.output<typeof red>

/** `simpleInvoiceIssue`: a blue, or the red of a whole blue. */
export const issueRequest = z.discriminatedUnion('invoiceType', [blue, red], { error: '格式错误' })

/** What adds up, and what is told, before the ledger is asked. undefined: nothing wrong. */
export function wrongSum({ invoiceAmount, invoiceItems }: BlueMessage): string | undefined {
  const all = invoiceItems.reduce((sum, { amount }) => sum + fen(amount), 0n)
  return all === fen(invoiceAmount) ? undefined : `invoiceAmount：与明细合计${yuan(all)}不一致`
}

interface Around {
  readonly sellerName: string
  readonly suppliedOn: string
  shortNameOf(code: string): string
}

/** Amounts come with tax; the platform takes the tax out of each line. */
export function invoiceFrom(m: BlueMessage, { sellerName, suppliedOn, shortNameOf }: Around): Invoice {
  const lines = m.invoiceItems.map((it, i) => lineFrom(it, i, shortNameOf(it.itemNo)))
  const [amount, tax] = [lines.reduce((all, l) => all + fen(l.amount), 0n), lines.reduce((all, l) => all + fen(l.tax), 0n)]
  return {
    serial: m.fpqqlsh,
    kind: KIND_OF[m.invoiceKind],
    seller: { name: sellerName, taxNumber: m.nsrsbh },
    buyer: {
      name: m.payerName,
      person: m.businessType === '0',
      taxNumber: m.payerRegisterNo,
      ...(m.sfzsgmfdzdh === 'Y' && { address: m.payerAddress, phone: m.payerPhone }),
      ...(m.sfzsgmfyhzh === 'Y' && { bank: m.payerBank, account: m.payerBankaccount }),
    },
    amount: yuan(amount),
    tax: yuan(tax),
    total: yuan(amount + tax),
    issuer: m.invoicer,
    remark: m.bz,
    suppliedOn,
    lines,
  }
}

/** A name may come with its short name in front, or without. */
function lineFrom(it: Item, index: number, shortName: string): Line {
  const prefix = `*${shortName}*`
  const name = it.itemName.startsWith(prefix) ? it.itemName.slice(prefix.length) : it.itemName
  const net = netOf(fen(it.amount), it.taxRate)
  return {
    no: String(index + 1),
    name,
    printedName: `${prefix}${name}`,
    shortName,
    unit: it.unit,
    quantity: it.quantity,
    unitPrice: it.quantity === undefined ? undefined : priceOf(net, it.quantity),
    amount: yuan(net),
    rate: it.taxRate,
    tax: yuan(fen(it.amount) - net),
    total: it.amount,
    taxCode: it.itemNo,
    nature: NATURE_OF[it.rowType],
    policyMark: it.zeroRateFlag === undefined ? undefined : MARK_OF[it.zeroRateFlag],
  }
}

/** 价税合计 ÷ (1 + 税率), to the nearest fen; a half goes away from zero. */
function netOf(gross: bigint, taxRate: string): bigint {
  const { n, d } = exact(taxRate)
  const [size, whole] = [gross < 0n ? -gross : gross, d + n]
  const net = (size * d * 2n + whole) / (whole * 2n)
  return gross < 0n ? -net : net
}

const PRICE_DECIMALS = 13

/** 不含税单价: amount ÷ quantity, cut after 13 decimals. undefined for a quantity of nothing. */
function priceOf(net: bigint, quantity: string): string | undefined {
  const { n, d } = exact(quantity)
  if (n === 0n) return undefined
  const scaled = ((net < 0n ? -net : net) * d * 10n ** BigInt(PRICE_DECIMALS - 2)) / (n < 0n ? -n : n)
  const digits = String(scaled).padStart(PRICE_DECIMALS + 1, '0')
  return `${digits.slice(0, -PRICE_DECIMALS)}.${digits.slice(-PRICE_DECIMALS)}`.replace(/\.?0+$/, '')
}
