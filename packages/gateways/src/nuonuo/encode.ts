import { type Content, type Line, normal, type Sealable, yuan } from '@openfapiao/core'
import { INVOICE_LINE, LINE_PROPERTY, POLICY_NAME, RED_REASON, SELLER, ZERO_RATE } from './codes.ts'
import type { NuonuoConfig } from './config.ts'
import { codeAndNumber } from './number.ts'

/**
 * The frozen body: the private parameters as they are sent and signed, byte for byte. Fields in the order of gateways.md 4.2 and 4.5, every value a text, absent
 * fields left out. Throws for what this wire cannot carry: a kind that the carrier lacks, a red without its blue, the void of a 数电 invoice, the red of a 税控
 * special invoice (it wants the number of a 红字信息表, which this system does not have).
 */
export function encode(sealable: Sealable, config: NuonuoConfig): string {
  switch (sealable.colour) {
    case 'blue':
      return JSON.stringify({ order: order(sealable.content, sealable.serial, config) })
    case 'red':
      return JSON.stringify(config.carrier === 'digital' ? redForm(sealable.content, sealable.serial, config) : redOrder(sealable, config))
    case 'void':
      return JSON.stringify(voiding(sealable.number, config))
  }
}

interface Fields {
  readonly [name: string]: string | Fields | readonly Fields[]
}

function order({ kind, seller, buyer, issuer, lines, remark, suppliedOn }: Content, serial: string, config: NuonuoConfig): Fields {
  const invoiceLine = INVOICE_LINE[config.carrier][kind]
  if (invoiceLine === undefined) throw new Error(`${config.carrier} has no ${kind} invoices`)
  return fields({
    buyerName: buyer.name,
    buyerTaxNum: buyer.taxNumber,
    buyerTel: buyer.phone,
    buyerAddress: buyer.address,
    buyerAccount: joined(buyer.bank, buyer.account),
    salerTaxNum: seller.taxNumber,
    salerTel: seller.phone,
    salerAddress: seller.address,
    salerAccount: joined(seller.bank, seller.account),
    orderNo: serial,
    invoiceDate: `${suppliedOn} 00:00:00`,
    departmentId: config.departmentId,
    clerkId: config.clerkId,
    remark,
    clerk: issuer,
    // Delivery is ours: nothing is sent to the buyer by the platform.
    pushMode: '-1',
    invoiceType: '1',
    invoiceLine,
    extensionNumber: config.extensionNumber,
    naturalPersonFlag: config.carrier === 'digital' ? (buyer.person ? '1' : '0') : undefined,
    invoiceDetail: lines.map(line => detail(line, config)),
  })
}

/** All three amounts go along; `withTaxFlag` 0 says that the price is without tax. */
function detail(line: Line, { carrier }: NuonuoConfig): Fields {
  return fields({
    goodsName: line.name,
    goodsCode: line.taxCode,
    specType: line.spec,
    unit: line.unit,
    withTaxFlag: '0',
    price: number(line.unitPrice),
    num: number(line.quantity),
    taxRate: normal(line.rate),
    tax: yuan(line.taxFen),
    taxExcludedAmount: yuan(line.amountFen),
    taxIncludedAmount: yuan(line.totalFen),
    invoiceLineProperty: LINE_PROPERTY[line.nature],
    ...policy(line.policyMark, carrier === 'digital'),
  })
}

function policy(mark: string | undefined, digital: boolean): Entries {
  if (digital) return { favouredPolicyFlag: mark === 'zero' ? undefined : mark }
  const name = POLICY_NAME[mark ?? '']
  return { favouredPolicyFlag: name === undefined ? '0' : '1', favouredPolicyName: name, zeroRateFlag: ZERO_RATE[mark ?? ''] }
}

/** 税控: an order of its own that names the blue by code and number. */
function redOrder({ content, serial }: Extract<Sealable, { colour: 'blue' | 'red' }>, config: NuonuoConfig): Fields {
  if (!content.red) throw new Error('a red without the blue it reverses')
  if (content.kind === 'special') throw new Error('the red of a 税控 special invoice wants the number of a 红字信息表; reverse it in Nuonuo')
  const { invoiceCode, invoiceNo } = codeAndNumber(content.red.blueNumber)
  const { invoiceDetail = [], ...head } = order(content, serial, config)
  const red = { invoiceType: '2', invoiceCode, invoiceNum: invoiceNo, redReason: RED_REASON[content.red.reason] }
  return { order: { ...head, ...red, invoiceDetail } }
}

/** 数电: the form from which the bureau makes the red by itself. Without `detail` it reverses the whole blue. */
function redForm({ kind, seller, buyer, lines, red, amountFen, taxFen }: Content, serial: string, config: NuonuoConfig): Fields {
  if (!red) throw new Error('a red without the blue it reverses')
  const whole = amountFen === -red.blueAmountFen && taxFen === -red.blueTaxFen
  return fields({
    billId: serial,
    blueInvoiceLine: INVOICE_LINE.digital[kind],
    applySource: SELLER,
    blueElecInvoiceNumber: red.blueNumber,
    sellerTaxNo: seller.taxNumber,
    sellerName: seller.name,
    buyerTaxNo: buyer.taxNumber,
    buyerName: buyer.name,
    redReason: RED_REASON[red.reason],
    extensionNumber: config.extensionNumber,
    clerkId: config.clerkId,
    deptId: config.departmentId,
    orderNo: serial,
    detail: whole ? undefined : lines.map(redDetail),
  })
}

/** Amounts, tax and quantity are negative, the price is positive (domain.md 4.2). */
function redDetail(line: Line): Fields {
  if (line.blueLine === undefined) throw new Error('a red line without the blue line it reverses')
  return fields({
    blueDetailIndex: String(line.blueLine),
    goodsName: line.name,
    unit: line.unit,
    specType: line.spec,
    num: number(line.quantity),
    taxExcludedPrice: number(line.unitPrice),
    taxExcludedAmount: yuan(line.amountFen),
    taxAmount: yuan(line.taxFen),
    taxRate: normal(line.rate),
    goodsCode: line.taxCode,
    favouredPolicyFlag: line.policyMark === 'zero' ? undefined : line.policyMark,
  })
}

/** Paper kinds only (gateways.md 4.4). */
function voiding(number: string, { carrier }: NuonuoConfig): Fields {
  if (carrier !== 'taxControlPaper' && carrier !== 'taxControlRoll') throw new Error(`${carrier} invoices are reversed, not voided`)
  return { ...codeAndNumber(number) }
}

const number = (decimal: string | undefined): string | undefined => (decimal === undefined ? undefined : normal(decimal))

const joined = (...parts: readonly (string | undefined)[]): string => parts.filter(part => part).join(' ')

type Entries = Readonly<Record<string, string | undefined | readonly Fields[]>>

function fields(entries: Entries): Fields {
  const given = Object.entries(entries).flatMap(([name, value]) => (value === undefined || value === '' ? [] : [[name, value] as const]))
  return Object.fromEntries(given)
}
