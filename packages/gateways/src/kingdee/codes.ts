import type { InvoiceKind, Line, Need, Reason } from '@openfapiao/core'

/** Everything that public pages say about codes (gateways.md 7.1). What neither these nor the settings name is unknown, never rejected. */
export const OK = '0'
export const DUPLICATE = '10127'

/** Messages that name a need, whatever the code: 13.3 SESSION and QUOTA, 13.4. */
export const NEED_TEXTS: readonly (readonly [RegExp, Need])[] = [
  [/扫脸|实人认证/, 'faceCheck'],
  [/未登录|请登录电子税务局|登录已失效|可用的数电账号/, 'login'],
  [/授信额度|可用额度/, 'quota'],
]

/** Messages that prove nothing, whatever the code: 13.3 BUSY and DUPLICATE, 13.4. */
export const OPEN_TEXT = /重复|繁忙|稍后|超时|正在开票/

/** What is asked and told: interfaces and methods of gateways.md 7.1. */
export const INTERFACE = { blue: 'ALLE.INVOICE.OPEN', red: 'ALLE.INVOICE.RED', query: 'ALLE.INVOICE.QUERY' } as const

/** `invoiceType` (13.1). */
export const INVOICE_TYPE: Readonly<Record<InvoiceKind, string>> = { special: '01', ordinary: '02' }

/** `invoiceProperty` of a blue (13.1). A red has an interface of its own. */
export const BLUE = '0'

/** `redReason`: 01 was seen; the order of the rest is assumed to be the bureau's (13.1). */
export const RED_REASON: Readonly<Record<Reason, string>> = { '01': '01', '02': '02', '03': '03', '04': '04' }

/** `lineProperty`. */
export const LINE_PROPERTY: Readonly<Record<Line['nature'], string>> = { normal: '0', discount: '1', discounted: '2' }

/** `invoiceStatus`, as the bill callback has it (7.1): a blue that was reversed (3) has been issued all the same; 6, void, is none of 数电. */
export const STATUS: ReadonlyMap<string, 'issued' | 'waiting'> = new Map([
  ['0', 'issued'],
  ['2', 'waiting'],
  ['3', 'issued'],
])

/** 优惠政策类型 as text (domain.md 1.6), sent with `privilegeFlag` 1. */
export const PRIVILEGE_CONTENT: Readonly<Record<string, string>> = {
  '01': '简易征收',
  '02': '稀土产品',
  '03': '免税',
  '04': '不征税',
  '05': '先征后退',
  '06': '100%先征后退',
  '07': '50%先征后退',
  '08': '按3%简易征收',
  '09': '按5%简易征收',
  '10': '按5%简易征收减按1.5%计征',
  '11': '即征即退30%',
  '12': '即征即退50%',
  '13': '即征即退70%',
  '14': '即征即退100%',
  '15': '超税负3%即征即退',
  '16': '超税负8%即征即退',
  '17': '超税负12%即征即退',
  '18': '超税负6%即征即退',
}
