import type { Decimal, Fen } from '@openfapiao/core'

/** What an electronic invoice of the authority says, whichever file it was read from (domain.md 8.1). Amounts in fen, red ones negative. */
export interface EInvoice {
  /** 20 digits. */
  readonly number: string
  readonly colour: 'blue' | 'red'
  /** GeneralOrSpecialVAT: 01 增值税专用发票, 02 普通发票, 03 通行费, 04 航空, 05 铁路; undefined where the file leaves its label empty. */
  readonly vatType?: string
  readonly seller: EParty
  readonly buyer: EParty
  /** Sum without tax. */
  readonly amountFen: Fen
  readonly taxFen: Fen
  /** Sum with tax. */
  readonly totalFen: Fen
  readonly totalInWords: string
  /** 开票人 */
  readonly issuer: string
  /** ISO with offset, `2026-10-01T12:00:00+08:00`. */
  readonly issuedAt: string
  readonly lines: readonly ELine[]
  readonly remark?: string
  /** On a red invoice: the blue it reverses and its 红字信息确认单编号. */
  readonly red?: { readonly blueNumber: string; readonly formNumber?: string }
  /** Special business (特定要素), element by element as it stands in the file, each as often as it stands there: `{ Toll: [{ PlateNumber: '…' }] }`. */
  readonly specific?: Readonly<Record<string, readonly Readonly<Record<string, string>>[]>>
  /** The issuing tax bureau; its code has 11 digits. */
  readonly bureau?: { readonly code?: string; readonly name: string }
}

export interface EParty {
  readonly name: string
  readonly taxNumber?: string
  readonly address?: string
  readonly phone?: string
  readonly bank?: string
  readonly account?: string
}

export interface ELine {
  /** `*short name*name` as printed. */
  readonly printedName: string
  readonly spec?: string
  readonly unit?: string
  readonly quantity?: Decimal
  /** Without tax. */
  readonly unitPrice?: Decimal
  readonly amountFen: Fen
  readonly taxFen: Fen
  readonly totalFen: Fen
  /** `0.13`; zero for what is exempt or not taxed. */
  readonly rate: Decimal
  /** 免税 and 不征税 are printed in words, the tax as `***` (domain.md 1.6). */
  readonly treatment: 'taxed' | 'exempt' | 'notTaxed'
  readonly taxCode?: string
}

/** What the authority itself writes into the remark of a red invoice (domain.md 4.2). */
export function redRemark({ blueNumber, formNumber }: NonNullable<EInvoice['red']>): string {
  const form = formNumber === undefined ? '' : ` 红字发票信息确认单编号：${formNumber}`
  return `被红冲蓝字数电票号码：${blueNumber}${form}`
}

/** The remark as printed: on a red invoice it always names the blue. */
export function printedRemark({ red, remark }: EInvoice): string | undefined {
  if (red === undefined || remark?.includes(red.blueNumber)) return remark
  return [redRemark(red), remark].filter(text => text).join('\n')
}
