import { type Content, isZero, type Line, normal, type Sealable, yuan } from '@openfapiao/core'
import { BLUE, INVOICE_TYPE, LINE_PROPERTY, PRIVILEGE_CONTENT, RED_REASON } from './codes.ts'
import type { KingdeeConfig, Unconfirmed } from './config.ts'
import { type Tree, written } from './json.ts'

/**
 * The frozen business body: the very text that goes into `data`, encoded or encrypted afresh by each attempt. The same document gives the same bytes.
 * Throws for what the wire cannot carry: a void, a red of less than the whole blue, a policy mark whose fields are switched off.
 */
export function encode(sealable: Sealable, config: KingdeeConfig): string {
  if (sealable.colour === 'void') throw new Error('this interface knows no void: 数电 has none')
  const { content, serial } = sealable
  return written(sealable.colour === 'red' ? redMessage(content, serial) : blueMessage(content, serial, config))
}

/** All of the blue comes back: part of it cannot be said here. */
function redMessage({ red, amountFen, taxFen, kind, seller }: Content, serial: string): Tree {
  if (!red) throw new Error('a red without the blue it reverses')
  if (red.blueAmountFen !== -amountFen || red.blueTaxFen !== -taxFen) throw new Error('ALLE.INVOICE.RED reverses a whole invoice only')
  return {
    serialNo: serial,
    invoiceNum: red.blueNumber,
    redReason: RED_REASON[red.reason],
    invoiceType: INVOICE_TYPE[kind],
    sellerTaxpayerId: seller.taxNumber,
  }
}

/** Amounts without tax, and the tax of each line beside them. */
function blueMessage(content: Content, serial: string, config: KingdeeConfig): Tree {
  const { seller, buyer } = content
  return {
    serialNo: serial,
    invoiceType: INVOICE_TYPE[content.kind],
    invoiceProperty: BLUE,
    sellerName: seller.name,
    sellerTaxpayerId: seller.taxNumber,
    sellerBank: seller.bank,
    sellerBankAccount: seller.account,
    sellerAddress: seller.address,
    buyerName: buyer.name,
    buyerTaxpayerId: buyer.taxNumber,
    buyerAddress: buyer.address,
    drawer: content.issuer,
    remark: content.remark,
    ...only(config, {
      includeTaxFlag: '0',
      buyerProperty: buyer.person ? '1' : '0',
      buyerBank: buyer.bank,
      buyerBankAccount: buyer.account,
      buyerTel: buyer.phone,
    }),
    invoiceDetail: content.lines.map(line => detail(line, config)),
  }
}

function detail(line: Line, config: KingdeeConfig): Tree {
  const privilege = line.policyMark === undefined ? undefined : PRIVILEGE_CONTENT[line.policyMark]
  if (privilege !== undefined && !config.unconfirmedFields.includes('privilegeContent'))
    throw new Error(`优惠政策标识 ${line.policyMark} needs privilegeContent, which unconfirmedFields leaves out`)
  return {
    lineProperty: LINE_PROPERTY[line.nature],
    goodsName: config.itemNamePrefix ? `*${line.shortName}*${line.name}` : line.name,
    revenueCode: line.taxCode,
    specification: line.spec,
    units: line.unit,
    quantity: plainly(line.quantity),
    price: plainly(line.unitPrice),
    amount: yuan(line.amountFen),
    taxRate: normal(line.rate),
    ...only(config, {
      taxAmount: yuan(line.taxFen),
      privilegeFlag: privilege === undefined ? '0' : '1',
      privilegeContent: privilege,
      zeroTaxRateFlag: zeroTaxRateFlag(line),
    }),
  }
}

const plainly = (decimal: string | undefined): string | undefined => (decimal === undefined ? undefined : normal(decimal))

/** 零税率标识 of classic interfaces (domain.md 1.6): 1 免税, 2 不征税, 3 普通零税率. */
function zeroTaxRateFlag({ policyMark, rate }: Line): string | undefined {
  if (policyMark === '03') return '1'
  if (policyMark === '04') return '2'
  return isZero(rate) ? '3' : undefined
}

/** Of the fields that no source confirms, those that the settings send. */
const only = ({ unconfirmedFields }: KingdeeConfig, fields: Partial<Record<Unconfirmed, string | undefined>>): Tree =>
  Object.fromEntries(unconfirmedFields.map(name => [name, fields[name]]))
