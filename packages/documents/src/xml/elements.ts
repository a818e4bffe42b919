import { z } from 'zod'
import { amount, decimal, optionalBlock, optionalText, rate, shanghaiTime, text } from './values.ts'

/** One place for the spelling of real files: `Issu` without e, hyphens in two names, `TotaltaxIncludedAmount` unlike the header's. */
const label = z.object({ LabelType: optionalText, LabelCode: optionalText, LabelName: optionalText })

/** Lists that stand empty in many files are parsed to `['']`. */
const list = <T extends z.ZodType>(schema: T) =>
  z.preprocess(value => (Array.isArray(value) ? value.filter(each => each !== '') : value), z.array(schema).default([]))

const header = z.object({
  EIid: text,
  InherentLabel: optionalBlock(
    z.object({ InIssuType: optionalBlock(z.object({ LabelCode: z.enum(['Y', 'N']) })), GeneralOrSpecialVAT: optionalBlock(label) }),
  ),
  UndefinedLabel: list(z.object({ Label: list(label) })),
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

const remarks = list(z.object({ Remark: optionalText }))

const basics = z.object({
  TotalAmWithoutTax: amount,
  TotalTaxAm: amount,
  'TotalTax-includedAmount': amount,
  'TotalTax-includedAmountInChinese': text,
  Drawer: optionalText,
  RequestTime: shanghaiTime.optional(),
  AdditionalInformation: remarks,
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
  AdditionalInformation: remarks,
})

const content = z.object({
  SellerInformation: seller,
  BuyerInformation: buyer,
  BasicInformation: basics,
  IssuItemInformation: list(item),
  /** Everything special about a business, unknown kinds too. */
  SpecificInformation: list(z.record(z.string(), z.unknown())),
  AdditionalInformation: remarks,
})

const supervision = z.object({
  InvoiceNumber: optionalText,
  IssueTime: shanghaiTime.optional(),
  TaxBureauCode: optionalText,
  TaxBureauName: optionalText,
})

const einvoice = z
  .object({ Header: header, EInvoiceData: content, TaxSupervisionInfo: optionalBlock(supervision), AdditionalInformation: remarks })
  .superRefine(({ Header: head, EInvoiceData: file, TaxSupervisionInfo: bureau }, ctx) => {
    if (bureau?.InvoiceNumber !== undefined && bureau.InvoiceNumber !== head.EIid)
      ctx.addIssue({ code: 'custom', path: ['TaxSupervisionInfo', 'InvoiceNumber'], message: '与 EIid 不同 it differs from EIid' })
    if (bureau?.IssueTime === undefined && file.BasicInformation.RequestTime === undefined)
      ctx.addIssue({ code: 'custom', path: ['TaxSupervisionInfo', 'IssueTime'], message: '没有开票时间 there is no time of issue' })
  })

export const documentSchema = z.object({ EInvoice: einvoice })
export type Document = z.infer<typeof documentSchema>
export type SellerElement = z.infer<typeof seller>
export type BuyerElement = z.infer<typeof buyer>
export type ItemElement = z.infer<typeof item>
