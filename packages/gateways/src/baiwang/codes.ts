import type { InvoiceKind, Line, Need, Reason } from '@openfapiao/core'
import type { Carrier } from './config.ts'

/**
 * What an error code means for what happens next (gateways.md 5.3, 13.3): `dead` refused by validation, so nothing of it was done; `red` about the red
 * form, an earlier call may have worked; `token` renew and ask once more; `later` says nothing about the document; else a person is needed.
 */
export type CodeClass = 'dead' | 'red' | 'token' | 'later' | Need

/** A code that is not here is unknown, never rejected. Every row stands in gateways.md 5.3. */
export const CODE_CLASS: ReadonlyMap<string, CodeClass> = new Map<string, CodeClass>([
  // 100001, 100002 token invalid / expired: new token, repeat once
  ['100001', 'token'],
  ['100002', 'token'],
  // 100007 sign wrong
  ['100007', 'credential'],
  // 101, 103 not authorised / authorisation expired
  ['101', 'entitlement'],
  ['103', 'entitlement'],
  // 20019 invoice type code invalid: validation
  ['20019', 'dead'],
  // 20020, 20023 no terminal available: session / configuration
  ['20020', 'login'],
  ['20023', 'login'],
  // 70169, 70170 required empty / invalid parameter: validation
  ['70169', 'dead'],
  ['70170', 'dead'],
  // 70035 red form operation error
  ['70035', 'red'],
  // 99, 410, 411, 416 (system busy), 606: temporary
  ['99', 'later'],
  ['410', 'later'],
  ['411', 'later'],
  ['416', 'later'],
  ['606', 'later'],
  // 14, 402 daily limit
  ['14', 'quota'],
  ['402', 'quota'],
  // 907, 910 service not enabled
  ['907', 'entitlement'],
  ['910', 'entitlement'],
])

/** Messages that name a need where the code does not: 13.3 SESSION and QUOTA, 13.4. They are only listened to where the code leaves it open. */
export const NEED_TEXTS: readonly (readonly [RegExp, Need])[] = [
  [/扫脸|实人认证/, 'faceCheck'],
  [/未登录|请登录电子税务局|登录已失效/, 'login'],
  [/授信额度|可用额度/, 'quota'],
]

/** 13.4 流水号重复: query and adopt. Whatever code comes with it proves nothing. */
export const REPEATED_TEXT = /重复/

/** 没有可红冲的金额 (domain.md 4.2): if no form is ours, this red will never exist. 存在进行中的红字确认单 is the other case: it may go later. */
export const SPENT_TEXT = /没有可红冲/

/** `invoiceTypeCode` by carrier and kind (gateways.md 5.1, domain.md 1.1). A roll exists as ordinary invoice only. */
export const INVOICE_TYPE_CODE: Readonly<Record<Carrier, Readonly<Record<InvoiceKind, string | undefined>>>> = {
  digital: { special: '01', ordinary: '02' },
  taxControlElectronic: { special: '028', ordinary: '026' },
  taxControlPaper: { special: '004', ordinary: '007' },
  taxControlRoll: { special: undefined, ordinary: '025' },
}

/** `invoiceType` (13.1). The small edition has 1 and 2; it is not spoken here. */
export const INVOICE_TYPE = { blue: '0', red: '1' } as const

/** `originInvoiceType` of a red form. */
export const ORIGIN_INVOICE_TYPE: Readonly<Record<InvoiceKind, string>> = { special: '01', ordinary: '02' }

/** `redInvoiceLabel` of a red form: the bureau's order, which is ours (13.1). */
export const RED_INVOICE_LABEL: Readonly<Record<Reason, string>> = { '01': '01', '02': '02', '03': '03', '04': '04' }

/** `redIssueReason` of a 税控 red: 1 return, 2 wrong, 3 stopped, 4 allowance. It swaps the first two (13.1). */
export const RED_ISSUE_REASON: Readonly<Record<Reason, string>> = { '01': '2', '02': '1', '03': '3', '04': '4' }

/** `invoiceLineNature`. */
export const LINE_NATURE: Readonly<Record<Line['nature'], string>> = { normal: '0', discount: '1', discounted: '2' }

/** `entryIdentity`: who entered a red form (13.1). */
export const ENTRY_IDENTITY: ReadonlyMap<string, 'seller' | 'buyer'> = new Map([
  ['01', 'seller'],
  ['02', 'buyer'],
])

/** `confirmType` of redinvoice.operate. */
export const CONFIRM_TYPE = { confirm: '01', refuse: '02', revoke: '03' } as const

/** `returnType` of format.query; 3 is an image. There is no XML. */
export const RETURN_TYPE = { pdf: '1', ofd: '2', xml: undefined } as const

/** `invoiceStatus` of a voided invoice in a query (a public field list: 03 已开发票作废). */
export const VOIDED = '03'

/** 优惠政策类型 as text (domain.md 1.6), sent with `preferentialMarkFlag` 1. */
export const SPECIAL_MANAGEMENT: Readonly<Record<string, string>> = {
  '01': '简易征收',
  '02': '稀土产品',
  '03': '免税',
  '04': '不征税',
  '05': '先征后退',
  '06': '100%先征后退',
  '07': '50%先征后退',
  '08': '按3%简易征收',
  '09': '按5%简易征收',
  '10': '按5%简易征收减按1.5%',
  '11': '即征即退30%',
  '12': '即征即退50%',
  '13': '即征即退70%',
  '14': '即征即退100%',
  '15': '超税负3%即征即退',
  '16': '超税负8%即征即退',
  '17': '超税负12%即征即退',
  '18': '超税负6%即征即退',
}

/** `confirmState` (gateways.md 1.5, domain.md 4.2): 01 and 04 are good, 02 and 03 wait up to 72 hours, the rest end the form. */
export const FORM_STATES: ReadonlyMap<string, { readonly is: 'good' | 'waits' | 'ended'; readonly zh: string }> = new Map([
  ['01', { is: 'good', zh: '无需确认' }],
  ['02', { is: 'waits', zh: '销方录入待购方确认' }],
  ['03', { is: 'waits', zh: '购方录入待销方确认' }],
  ['04', { is: 'good', zh: '购销双方已确认' }],
  ['05', { is: 'ended', zh: '作废（购方否认）' }],
  ['06', { is: 'ended', zh: '作废（销方否认）' }],
  ['07', { is: 'ended', zh: '作废（超72小时）' }],
  ['08', { is: 'ended', zh: '作废（发起方撤销）' }],
  ['09', { is: 'ended', zh: '作废（确认后撤销）' }],
  ['10', { is: 'ended', zh: '作废（异常凭证）' }],
])
