import type { BaiwangConfig } from './config.ts'

/** Digits of a 税控 number behind its 发票代码 of 10 or 12 digits (domain.md 1.2). */
const TAX_CONTROL_DIGITS = 8

type Numbered = Pick<BaiwangConfig, 'carrier'>

/** Our one number → their two fields. A 数电 number has 20 digits and no code; a 税控 one is written code first. */
export function codeAndNumber(number: string, { carrier }: Numbered): { readonly invoiceCode: string; readonly invoiceNo: string } {
  if (carrier === 'digital') return { invoiceCode: '', invoiceNo: number }
  return { invoiceCode: number.slice(0, -TAX_CONTROL_DIGITS), invoiceNo: number.slice(-TAX_CONTROL_DIGITS) }
}

interface TheirNumber {
  readonly invoiceCode?: string
  readonly invoiceNo?: string
  readonly einvoiceNo?: string
}

/** Their fields → our one number; undefined where none of them is one. A public field list knows `einvoiceNo` besides `invoiceNo`. */
export function numberOf({ invoiceCode, invoiceNo, einvoiceNo }: TheirNumber, { carrier }: Numbered): string | undefined {
  if (carrier === 'digital') return [einvoiceNo, invoiceNo].find(n => n !== undefined && /^\d{20}$/.test(n))
  const joined = `${invoiceCode ?? ''}${invoiceNo ?? ''}`
  return /^\d{10}(\d{2})?\d{8}$/.test(joined) ? joined : undefined
}
