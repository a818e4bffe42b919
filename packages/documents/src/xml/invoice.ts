import { z } from 'zod'
import type { EInvoice, ELine, EParty } from '../einvoice.ts'
import type { BuyerElement, Document, ItemElement, SellerElement } from './elements.ts'
import { optionalText, text, untaxed } from './values.ts'

type File = Document['EInvoice']

/** The invoice that a file of the authority describes. */
export function invoiceOf({ EInvoice: file }: Document): EInvoice {
  const { Header: head, EInvoiceData: content, TaxSupervisionInfo: bureau } = file
  const basics = content.BasicInformation
  return {
    number: head.EIid,
    colour: colourOf(file),
    vatType: head.InherentLabel?.GeneralOrSpecialVAT?.LabelCode,
    seller: sellerOf(content.SellerInformation),
    buyer: buyerOf(content.BuyerInformation),
    amountFen: basics.TotalAmWithoutTax,
    taxFen: basics.TotalTaxAm,
    totalFen: basics['TotalTax-includedAmount'],
    totalInWords: basics['TotalTax-includedAmountInChinese'],
    issuer: basics.Drawer ?? '',
    // The schema has seen to it that one of them is there.
    issuedAt: bureau?.IssueTime ?? basics.RequestTime ?? '',
    lines: content.IssuItemInformation.map(item => lineOf(item, treatmentOf(file))),
    remark: remarkOf(file),
    ...specificOf(content.SpecificInformation),
    bureau: bureau?.TaxBureauName === undefined ? undefined : { code: bureau.TaxBureauCode, name: bureau.TaxBureauName },
  }
}

/** Where the label is empty the sign tells: a blue total is above zero, a red one below (domain.md 1.5). */
function colourOf({ Header: head, EInvoiceData: content }: File): EInvoice['colour'] {
  const code = head.InherentLabel?.InIssuType?.LabelCode
  const isRed = code === undefined ? content.BasicInformation['TotalTax-includedAmount'] < 0 : code === 'N'
  return isRed ? 'red' : 'blue'
}

const sellerOf = (s: SellerElement): EParty => ({
  name: s.SellerName,
  taxNumber: s.SellerIdNum,
  address: s.SellerAddr,
  phone: s.SellerTelNum,
  bank: s.SellerBankName,
  account: s.SellerBankAccNum,
})

const buyerOf = (b: BuyerElement): EParty => ({
  name: b.BuyerName,
  taxNumber: b.BuyerIdNum,
  address: b.BuyerAddr,
  phone: b.BuyerTelNum,
  bank: b.BuyerBankName,
  account: b.BuyerBankAccNum,
})

/** Some files give zero as the rate and say 免税 or 不征税 in the label 特定征税方式标签. */
function treatmentOf({ Header: head }: File): ReturnType<typeof untaxed> {
  const labels = head.UndefinedLabel.flatMap(each => each.Label)
  return untaxed(labels.find(each => each.LabelType === '特定征税方式标签')?.LabelName ?? '')
}

function lineOf(i: ItemElement, ofInvoice: ReturnType<typeof untaxed>): ELine {
  const rated = i.TaxRate.rate === '0' && i.TaxRate.treatment === 'taxed' ? (ofInvoice ?? i.TaxRate) : i.TaxRate
  return {
    printedName: i.ItemName,
    spec: i.SpecMod,
    unit: i.MeaUnits,
    quantity: i.Quantity,
    unitPrice: i.UnPrice,
    amountFen: i.Amount,
    taxFen: i.ComTaxAm,
    totalFen: i.TotaltaxIncludedAmount ?? i.Amount + i.ComTaxAm,
    ...rated,
    taxCode: i.TaxClassificationCode,
  }
}

function remarkOf({ EInvoiceData: content, AdditionalInformation: outer }: File): string | undefined {
  const items = content.IssuItemInformation.flatMap(i => i.AdditionalInformation)
  const all = [...content.AdditionalInformation, ...content.BasicInformation.AdditionalInformation, ...outer, ...items]
  return all.map(a => a.Remark).find(r => r !== undefined)
}

const redSchema = z.object({ OriginalInvoiceCode: text, CreditNoteNumber: optionalText })
const leaves = z
  .record(z.string(), z.unknown())
  .transform(all =>
    Object.fromEntries(Object.entries(all).flatMap(([name, leaf]) => (typeof leaf === 'string' && leaf !== '' ? [[name, leaf]] : []))),
  )

function specificOf(all: readonly Readonly<Record<string, unknown>>[]): Pick<EInvoice, 'red' | 'specific'> {
  const parts = all.flatMap(Object.entries).flatMap(([name, part]) => [part].flat().map(each => [name, each] as const))
  const red = redSchema.safeParse(parts.find(([name]) => name === 'RedEInvoice')?.[1])
  const others = parts.flatMap(([name, part]) => {
    const parsed = leaves.safeParse(part)
    return name !== 'RedEInvoice' && parsed.success && Object.keys(parsed.data).length > 0 ? [{ name, part: parsed.data }] : []
  })
  const specific = Object.entries(Object.groupBy(others, other => other.name)).map(([name, same]) => [name, (same ?? []).map(s => s.part)])
  return {
    ...(red.success && { red: { blueNumber: red.data.OriginalInvoiceCode, formNumber: red.data.CreditNoteNumber } }),
    ...(specific.length > 0 && { specific: Object.fromEntries(specific) }),
  }
}
