import type { Instant } from './shanghai.ts'

/** Kinds the authority issues (domain.md 1.1): 数电 electronic, 税控 electronic, 税控 on paper. Differences are data. */
export const KINDS = {
  special: { special: true, voidable: false },
  ordinary: { special: false, voidable: false },
  taxControlSpecial: { special: true, voidable: true },
  taxControlOrdinary: { special: false, voidable: true },
  paperSpecial: { special: true, voidable: true },
  paperOrdinary: { special: false, voidable: true },
  paperRoll: { special: false, voidable: true },
} as const satisfies Record<string, { readonly special: boolean; readonly voidable: boolean }>
export type Kind = keyof typeof KINDS

export interface Party {
  readonly name: string
  readonly taxNumber?: string
  readonly address?: string
  readonly phone?: string
  readonly bank?: string
  readonly account?: string
}

/** Amounts are yuan texts with two decimals, rates, quantities and prices decimal texts: kept as sent, computed exactly. */
export interface Line {
  readonly no: string
  readonly name: string
  /** `*short name*name` */
  readonly printedName: string
  readonly shortName: string
  readonly spec?: string
  readonly unit?: string
  readonly quantity?: string
  /** Without tax. */
  readonly unitPrice?: string
  /** Without tax. */
  readonly amount: string
  readonly rate: string
  readonly tax: string
  /** With tax. */
  readonly total: string
  readonly taxCode: string
  readonly nature: 'normal' | 'discount' | 'discounted'
  /** 优惠政策标识 01–18 (domain.md 1.6). */
  readonly policyMark?: string
}

/** A blue as the seller's system asks for it. */
export interface Invoice {
  /** 发票请求流水号 of the asking system; unique per seller. */
  readonly serial: string
  readonly kind: Kind
  readonly seller: Party & { readonly taxNumber: string }
  readonly buyer: Party & { readonly person: boolean }
  readonly amount: string
  readonly tax: string
  readonly total: string
  readonly issuer: string
  readonly remark?: string
  /** Date of the tax obligation, ISO: decides the rates (domain.md 10). */
  readonly suppliedOn: string
  readonly lines: readonly Line[]
  readonly special?: SpecialBusiness
  /** Number and time, where the seller's own system gives them (乐企); else the authority does. */
  readonly numbered?: Numbered
}

/** 特定要素 (domain.md 1.7): its code, and its data as they came, by the names below; lists of transports and journeys have several entries. */
export interface SpecialBusiness {
  readonly code: string
  readonly entries: readonly Readonly<Partial<Record<SpecialFact, string>>>[]
}
export type SpecialFact =
  | ('province' | 'city' | 'address' | 'project' | 'crossCity' | 'vehicle' | 'plate' | 'from' | 'to' | 'goods')
  | ('certificate' | 'begins' | 'ends' | 'areaUnit' | 'passenger' | 'idNumber' | 'travelsOn' | 'seat')

export interface Numbered {
  readonly number: string
  readonly at: Instant
}

/** 红冲原因: 01 开票有误 02 销货退回 03 服务中止 04 销售折让. */
export type Reason = '01' | '02' | '03' | '04'

/** One line of a red form: what is reversed of one blue line; amounts and quantity negative, price positive. */
export interface RedLine {
  /** Number of the blue's line, from 1. */
  readonly blueNo: string
  readonly no: string
  readonly name: string
  readonly printedName: string
  readonly shortName: string
  readonly spec?: string
  readonly unit?: string
  readonly quantity?: string
  readonly unitPrice?: string
  readonly amount: string
  readonly rate: string
  readonly tax: string
  readonly taxCode: string
  readonly policyMark?: string
}

/** 红字确认单 as applied for. */
export interface RedApplication {
  /** Serial of the red invoice that the authority will issue by itself. */
  readonly serial: string
  readonly enteredBy: Side
  readonly seller: { readonly taxNumber: string; readonly name: string }
  readonly buyer: { readonly taxNumber?: string; readonly name: string }
  readonly blueNumber: string
  /** `yyyy-MM-dd HH:mm:ss`, Asia/Shanghai. */
  readonly blueIssuedAt: string
  readonly blueAmount: string
  readonly blueTax: string
  readonly blueSpecial: boolean
  readonly amount: string
  readonly tax: string
  readonly reason: Reason
  readonly lines: readonly RedLine[]
  /** The seller uploads the red of this form itself (乐企); else the authority issues it by itself. */
  readonly uploads?: boolean
}

export type Side = 'seller' | 'buyer'
