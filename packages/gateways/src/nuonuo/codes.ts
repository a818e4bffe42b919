import type { InvoiceKind, Line, Need, Reason } from '@openfapiao/core'
import type { Carrier, Meaning } from './config.ts'

/**
 * What a code means for what happens next (design section 7): `dead` the request was refused over its content; `spent` the blue is reversed already, perhaps by
 * us; `duplicate` the key is known; `nothing` no such order; `retryLimit` retried too often today; `token` a new token is needed; `ask` it says nothing
 * about the document; else a person is needed.
 */
export type CodeClass = 'ok' | 'dead' | 'spent' | 'duplicate' | 'nothing' | 'retryLimit' | 'ask' | Meaning | Need

/** gateways.md 4.8, classes validation, rounding, limit and red: refused at once, so nothing of this name exists. */
const DEAD = [
  'E4000 E9101 E9102 E9104 E9105 E9107 E9108 E9110 E9111 E9112 E9113 E9114 E9115 E9116 E9117 E9118 E9119 E9120 E9121 E9122 E9123',
  'E9124 E9125 E9126 E9127 E9128 E9129 E9130 E9131 E9138 E9154',
]

/** A code that is neither here nor in the configuration is unknown, never rejected. */
export const CODE_CLASS: ReadonlyMap<string, CodeClass> = new Map<string, CodeClass>([
  ['E0000', 'ok'], // 4.1
  ['0000', 'ok'], // 4.1: style of some older methods
  ...DEAD.flatMap(line => line.split(' ')).map((code): [string, CodeClass] => [code, 'dead']),
  ['E9103', 'spent'], // 4.8: already reversed
  ['E9106', 'duplicate'], // 4.8: orderNo repeated
  ['E9500', 'nothing'], // 4.3
  ['E9601', 'ask'], // 4.3: query error
  ['E9611', 'ask'], // 4.3: no key given
  ['E9613', 'retryLimit'], // 4.4: 20 retries of a serial a day
  ['E9999', 'ask'], // 4.4: delivery failed
  ['E9301', 'entitlement'], // 4.8: seller not registered
  ['E9302', 'entitlement'], // 4.8: userTax is not the seller
  ['E9338', 'entitlement'], // 4.8: issuing through the API not opened
  ['070101', 'credential'], // 4.8: appkey invalid
  ['070304', 'credential'],
  ['070305', 'credential'],
  ['070306', 'credential'], // 4.8: limit of token calls
  ['070307', 'credential'], // 4.8: wrong type of application
])

/** What a code is about, as a path within a line of ours. The number of the line stands in the text (4.8: "in line x"). */
const LINE_FIELD: Readonly<Record<string, string>> = {
  E9105: 'name',
  E9108: 'amountFen',
  E9110: 'nature',
  E9111: 'amountFen',
  E9112: 'rate',
  E9121: 'taxCode',
  E9138: 'taxCode',
  E9130: 'totalFen',
  E9131: 'taxFen',
}

/** `E9131` with "第1行…" → `lines.0.taxFen`; where nothing is known of the place, the whole. */
export function pathOf(code: string, describe: string): string {
  const line = /第\s*(\d+)\s*行/.exec(describe)?.[1]
  const field = LINE_FIELD[code]
  if (line === undefined) return field === undefined ? '' : 'lines'
  return [`lines.${Number(line) - 1}`, ...(field === undefined ? [] : [field])].join('.')
}

/** `invoiceLine` by carrier and kind (gateways.md 4.2, domain.md 1.1). A roll exists as ordinary invoice only. */
export const INVOICE_LINE: Readonly<Record<Carrier, Readonly<Record<InvoiceKind, string | undefined>>>> = {
  digital: { special: 'bs', ordinary: 'pc' },
  taxControlElectronic: { special: 'b', ordinary: 'p' },
  taxControlPaper: { special: 's', ordinary: 'c' },
  taxControlRoll: { special: undefined, ordinary: 'r' },
}

/** `redReason`: 1 return 2 wrong 3 stopped 4 allowance, so 1 and 2 change places (gateways.md 13.1). */
export const RED_REASON: Readonly<Record<Reason, string>> = { '01': '2', '02': '1', '03': '3', '04': '4' }

/** `invoiceLineProperty`. */
export const LINE_PROPERTY: Readonly<Record<Line['nature'], string>> = { normal: '0', discount: '1', discounted: '2' }

/** Who asks about or enters a red form: `identity`, `applySource`. */
export const SELLER = '0'
export const SIDE: ReadonlyMap<string, 'seller' | 'buyer'> = new Map([
  ['0', 'seller'],
  ['1', 'buyer'],
])

/** `billStatus`: the bureau's 01–13 (domain.md 4.2) and two of Nuonuo's own (gateways.md 4.5). */
export const FORM_STATES: ReadonlyMap<string, { readonly is: 'applying' | 'good' | 'waits' | 'ended'; readonly zh: string }> = new Map([
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
  ['11', { is: 'ended', zh: '作废（纳税人状态异常）' }],
  ['12', { is: 'ended', zh: '作废（自然人拒收）' }],
  ['13', { is: 'ended', zh: '作废（已开具退税申请单）' }],
  ['15', { is: 'applying', zh: '申请中' }],
  ['16', { is: 'ended', zh: '申请失败' }],
])

/**
 * Texts with which an issue fails although nothing is wrong with the document (gateways.md 13.4): a person or time clears the cause, then the same order is
 * retried with reInvoice.
 */
const PASSING: readonly (readonly [RegExp, Need])[] = [
  [/未登录|登录已失效|登录失效|重新登录|未查询到可用的数电账号/, 'login'],
  [/扫脸|实人认证/, 'faceCheck'],
  [/授信额度|可用额度/, 'quota'],
]
export const passingNeed = (failCause: string): Need | undefined => PASSING.find(([text]) => text.test(failCause))?.[1]

/** 税控 kinds write the policy as a text and a zero rate as a number (domain.md 1.6); 数电 writes the mark itself. */
export const POLICY_NAME: Readonly<Record<string, string>> = {
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
export const ZERO_RATE: Readonly<Record<string, string>> = { '03': '1', '04': '2', zero: '3' }
