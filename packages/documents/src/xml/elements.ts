import { normal } from '@openfapiao/core'
import { z } from 'zod'
import type { EInvoice, ELine, EParty } from '../einvoice.ts'
import { amount, decimal, optionalText, rate, shanghaiTime, text } from './values.ts'

/** One place for the spelling of real files: `Issu` without e, hyphens in two names, `TotaltaxIncludedAmount` unlike the header's. */
const label = z.object({ LabelCode: text })

const header = z.object({
  EIid: text,
  InherentLabel: z.object({
    InIssuType: z.object({ LabelCode: z.enum(['Y', 'N']) }),
    GeneralOrSpecialVAT: label,
  }),
})

const seller = z.object({
  SellerIdNum: optionalText,
  SellerName: text,
  SellerAddr: optionalText,
  SellerTelNum: optionalText,
  SellerBankName: optionalText,
  SellerBankAccNum: optionalText,
})
const buyer = z.object({
  BuyerIdNum: optionalText,
  BuyerName: text,
  BuyerAddr: optionalText,
  BuyerTelNum: optionalText,
  BuyerBankName: optionalText,
  BuyerBankAccNum: optionalText,
})

const basics = z.object({
  TotalAmWithoutTax: amount,
  TotalTaxAm: amount,
  'TotalTax-includedAmount': amount,
  'TotalTax-includedAmountInChinese': text,
  Drawer: optionalText,
})

const item = z.object({
  ItemName: text,
  SpecMod: optionalText,
  MeaUnits: optionalText,
  Quantity: decimal.optional(),
  UnPrice: decimal.optional(),
  Amount: amount,
  TaxRate: rate,
  ComTaxAm: amount,
  TotaltaxIncludedAmount: amount.optional(),
  TaxClassificationCode: optionalText,
})

const remarks = z.array(z.union([z.object({ Remark: optionalText }), z.literal('')])).default([])
/** Everything special about a business, unknown kinds too. */
const specific = z.array(z.union([z.record(z.string(), z.unknown()), z.literal('')])).default([])

const content = z.object({
  SellerInformation: seller,
  BuyerInformation: buyer,
  BasicInformation: basics.extend({ AdditionalInformation: remarks }),
  IssuItemInformation: z.array(item.extend({ AdditionalInformation: remarks })).default([]),
  SpecificInformation: specific,
  AdditionalInformation: remarks,
})

const supervision = z.object({ InvoiceNumber: text, IssueTime: shanghaiTime, TaxBureauCode: text, TaxBureauName: text })

export const documentSchema = z.object({
  EInvoice: z.object({ Header: header, EInvoiceData: content, TaxSupervisionInfo: supervision, AdditionalInformation: remarks }),
})
type Document = z.infer<typeof documentSchema>

export function invoiceOf({ EInvoice: file }: Document): EInvoice {
  const { Header: head, EInvoiceData: data, TaxSupervisionInfo: bureau } = file
  return {
    number: bureau.InvoiceNumber,
    colour: head.InherentLabel.InIssuType.LabelCode === 'Y' ? 'blue' : 'red',
    vatType: head.InherentLabel.GeneralOrSpecialVAT.LabelCode,
    seller: sellerOf(data.SellerInformation),
    buyer: buyerOf(data.BuyerInformation),
    amountFen: data.BasicInformation.TotalAmWithoutTax,
    taxFen: data.BasicInformation.TotalTaxAm,
    totalFen: data.BasicInformation['TotalTax-includedAmount'],
    totalInWords: data.BasicInformation['TotalTax-includedAmountInChinese'],
    issuer: data.BasicInformation.Drawer ?? '',
    issuedAt: bureau.IssueTime,
    lines: data.IssuItemInformation.map(lineOf),
    remark: remarkOf(file),
    ...specificOf(data.SpecificInformation),
    bureau: { code: bureau.TaxBureauCode, name: bureau.TaxBureauName },
  }
}

const sellerOf = (s: z.infer<typeof seller>): EParty => ({
  name: s.SellerName,
  taxNumber: s.SellerIdNum,
  address: s.SellerAddr,
  phone: s.SellerTelNum,
  bank: s.SellerBankName,
  account: s.SellerBankAccNum,
})

const buyerOf = (b: z.infer<typeof buyer>): EParty => ({
  name: b.BuyerName,
  taxNumber: b.BuyerIdNum,
  address: b.BuyerAddr,
  phone: b.BuyerTelNum,
  bank: b.BuyerBankName,
  account: b.BuyerBankAccNum,
})

function lineOf(i: z.infer<typeof item>): ELine {
  return {
    printedName: i.ItemName,
    spec: i.SpecMod,
    unit: i.MeaUnits,
    quantity: i.Quantity === undefined ? undefined : normal(i.Quantity),
    unitPrice: i.UnPrice === undefined ? undefined : normal(i.UnPrice),
    amountFen: i.Amount,
    taxFen: i.ComTaxAm,
    totalFen: i.TotaltaxIncludedAmount ?? i.Amount + i.ComTaxAm,
    ...i.TaxRate,
    taxCode: i.TaxClassificationCode,
  }
}

function remarkOf({ EInvoiceData: data, AdditionalInformation: outer }: Document['EInvoice']): string | undefined {
  const items = data.IssuItemInformation.flatMap(i => i.AdditionalInformation)
  const all = [...data.AdditionalInformation, ...data.BasicInformation.AdditionalInformation, ...outer, ...items]
  return all.flatMap(a => (a === '' ? [] : [a.Remark])).find(r => r !== undefined)
}

const redSchema = z.object({ OriginalInvoiceCode: text, CreditNoteNumber: optionalText })
const leaves = z
  .record(z.string(), z.unknown())
  .transform(all => Object.fromEntries(Object.entries(all).flatMap(([k, v]) => (typeof v === 'string' && v !== '' ? [[k, v]] : []))))

function specificOf(all: z.infer<typeof specific>): Pick<EInvoice, 'red' | 'specific'> {
  const parts = all.flatMap(s => (s === '' ? [] : Object.entries(s)))
  const red = redSchema.safeParse(parts.find(([name]) => name === 'RedEInvoice')?.[1])
  const others = parts.flatMap(([name, part]) => {
    const parsed = leaves.safeParse(part)
    return name !== 'RedEInvoice' && parsed.success && Object.keys(parsed.data).length > 0 ? [[name, parsed.data] as const] : []
  })
  return {
    ...(red.success && { red: { blueNumber: red.data.OriginalInvoiceCode, formNumber: red.data.CreditNoteNumber } }),
    ...(others.length > 0 && { specific: Object.fromEntries(others) }),
  }
}
