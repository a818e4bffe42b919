import type { z } from 'zod'
import { exact, fen, sign, yuan } from '../../ledger/exact.ts'
import type { Invoice, Line } from '../../ledger/invoice.ts'
import type { Problem } from '../../ledger/problem.ts'
import { choice, fields, formed, list, maybeChoice, maybeMeasure, maybeMoney, maybeText, money, placeIn, rate, text } from '../shapes.ts'

const KIND_OF = { '01': 'special', '02': 'ordinary' } as const
const NATURE_OF = { '0': 'normal', '1': 'discount', '2': 'discounted' } as const

export const serialField = formed(/^[0-9A-Za-z_-]{1,50}$/)
export const taxpayerField = formed(/^[0-9A-Z]{15,20}$/)
export const kindField = choice(['01', '02'])

/** Confirmed fields of gateways.md 7.1, and those of sister pages; lengths of the query page there, else of the tax-bureau web channel (13.4). */
const line = fields({
  lineProperty: choice(['0', '1', '2']),
  goodsName: text(100),
  revenueCode: formed(/^\d{19}$/),
  specification: maybeText(40),
  units: maybeText(22),
  quantity: maybeMeasure,
  price: maybeMeasure,
  amount: money,
  taxRate: rate,
  taxAmount: maybeMoney,
  privilegeFlag: maybeChoice(['0', '1']),
  privilegeContent: maybeText(50),
  zeroTaxRateFlag: maybeChoice(['1', '2', '3']),
})
type WireLine = z.output<typeof line>

/** Of `includeTaxFlag` the sandbox takes 0 alone, which is what it reads an absent one as. */
export const openRequest = fields({
  serialNo: serialField,
  invoiceType: kindField,
  invoiceProperty: choice(['0']),
  sellerName: text(100),
  sellerTaxpayerId: taxpayerField,
  sellerBank: maybeText(100),
  sellerBankAccount: maybeText(60),
  sellerAddress: maybeText(100),
  buyerName: text(100),
  buyerTaxpayerId: maybeText(20),
  buyerAddress: maybeText(200),
  buyerRecipientPhone: maybeText(20),
  buyerRecipientMail: maybeText(72),
  buyerBank: maybeText(200),
  buyerBankAccount: maybeText(50),
  buyerTel: maybeText(50),
  buyerProperty: maybeChoice(['0', '1']),
  includeTaxFlag: maybeChoice(['0']),
  drawer: text(20),
  reviewer: maybeText(20),
  payee: maybeText(20),
  remark: maybeText(230),
  invoiceDetail: list(line, 2000),
})
export type OpenMessage = z.output<typeof openRequest>

const sum = (amounts: readonly string[]): string => yuan(amounts.reduce((all, one) => all + fen(one), 0n))

/** Net times rate, half a fen away from zero. */
function taxOf(amount: string, taxRate: string): string {
  const { n, d } = exact(taxRate)
  const twice = 2n * fen(amount) * n
  return yuan((twice < 0n ? twice - d : twice + d) / (2n * d))
}

/** The platform sets the short name before the name where it is not there, and the tax where it is left out. */
export function invoiceFrom(m: OpenMessage, suppliedOn: string, shortNameOf: (code: string) => string): Invoice {
  const lines = m.invoiceDetail.map((l, at) => lineFrom(l, at, shortNameOf(l.revenueCode)))
  const [amount, tax] = [sum(lines.map(l => l.amount)), sum(lines.map(l => l.tax))]
  return {
    serial: m.serialNo,
    kind: KIND_OF[m.invoiceType],
    seller: { name: m.sellerName, taxNumber: m.sellerTaxpayerId, address: m.sellerAddress, bank: m.sellerBank, account: m.sellerBankAccount },
    buyer: {
      ...{ name: m.buyerName, person: m.buyerProperty === '1', taxNumber: m.buyerTaxpayerId, address: m.buyerAddress },
      ...{ phone: m.buyerTel, bank: m.buyerBank, account: m.buyerBankAccount },
    },
    amount,
    tax,
    total: sum([amount, tax]),
    issuer: m.drawer,
    remark: m.remark,
    suppliedOn,
    lines,
  }
}

function lineFrom(l: WireLine, at: number, shortName: string): Line {
  const prefix = `*${shortName}*`
  const name = l.goodsName.startsWith(prefix) ? l.goodsName.slice(prefix.length) : l.goodsName
  const tax = l.taxAmount ?? taxOf(l.amount, l.taxRate)
  return {
    ...{ no: String(at + 1), name, printedName: `${prefix}${name}`, shortName, spec: l.specification, unit: l.units },
    ...{ quantity: l.quantity, unitPrice: l.price, amount: l.amount, rate: l.taxRate, tax, total: sum([l.amount, tax]) },
    taxCode: l.revenueCode,
    nature: NATURE_OF[l.lineProperty],
    policyMark: l.privilegeContent === undefined ? undefined : MARKS.get(l.privilegeContent),
  }
}

/** 优惠政策标识 by its words (domain.md 1.6). */
const MARKS: ReadonlyMap<string, string> = new Map(
  [
    ...['简易征收', '稀土产品', '免税', '不征税', '先征后退', '100%先征后退', '50%先征后退', '按3%简易征收', '按5%简易征收'],
    ...['按5%简易征收减按1.5%计征', '即征即退30%', '即征即退50%', '即征即退70%', '即征即退100%'],
    ...['超税负3%即征即退', '超税负8%即征即退', '超税负12%即征即退', '超税负6%即征即退'],
  ].map((words, at) => [words, String(at + 1).padStart(2, '0')]),
)

/** Three fields that must say the same: used or not, in words, and 零税率标识 1 免税 2 不征税 3 普通零税率. */
export const policyWrongs = ({ invoiceDetail }: OpenMessage): string[] =>
  invoiceDetail.flatMap((l, at) => wrongPolicy(l).map(wrong => `invoiceDetail[${at}].${wrong}`))

function wrongPolicy({ privilegeFlag, privilegeContent, zeroTaxRateFlag, taxRate }: WireLine): string[] {
  const mark = privilegeContent === undefined ? undefined : MARKS.get(privilegeContent)
  if (privilegeContent !== undefined && mark === undefined) return ['privilegeContent：没有该政策']
  const zero = sign(exact(taxRate)) === 0 ? '3' : undefined
  return [
    ...((privilegeFlag === '1') === (mark !== undefined) ? [] : ['privilegeFlag：与privilegeContent不一致']),
    ...(zeroTaxRateFlag === (ZERO[mark ?? ''] ?? zero) ? [] : ['zeroTaxRateFlag：与税率或优惠政策不一致']),
  ]
}

const ZERO: Readonly<Record<string, string>> = { '03': '1', '04': '2' }

const NAMES: Readonly<Record<string, string>> = {
  kind: 'invoiceType',
  'seller.name': 'sellerName',
  'buyer.name': 'buyerName',
  'buyer.taxNumber': 'buyerTaxpayerId',
  lines: 'invoiceDetail',
  nature: 'lineProperty',
  taxCode: 'revenueCode',
  name: 'goodsName',
  shortName: 'revenueCode',
  printedName: 'goodsName',
  spec: 'specification',
  unit: 'units',
  unitPrice: 'price',
  rate: 'taxRate',
  tax: 'taxAmount',
  total: 'amount',
  policyMark: 'privilegeContent',
}

/** The ledger's findings in the names of this wire: `invoiceDetail[0].taxAmount：…`. */
export const problemTexts = (problems: readonly Problem[]): string =>
  problems
    .map(({ path, text: said }) => {
      const inside = path[0] === 'invoices' ? path.slice(2) : path
      const whole = NAMES[inside.join('.')]
      return `${whole ?? placeIn(inside.map(step => NAMES[step] ?? step))}：${said}`
    })
    .join('；')
