import type { InvoiceKind, Line, Need, Reason } from '@openfapiao/core'

/**
 * What a code means for what happens next (gateways.md 6): `dead` failed, final; `repeated` the serial is known, so it is asked for; else a person is needed.
 */
export type CodeClass = 'ok' | 'pending' | 'dead' | 'repeated' | 'absent' | 'later' | Need

/** Codes of gateways.md 6. One that is neither here nor in the settings is unknown, never rejected. */
export const CODE_CLASS: ReadonlyMap<string, CodeClass> = new Map<string, CodeClass>([
  // 1000 ok: accepted, or issued in answer to a query
  ['1000', 'ok'],
  // 1002 pending: poll
  ['1002', 'pending'],
  // 1001 encryption or decryption failed
  ['1001', 'credential'],
  // 1101 log in again; 3203 forced login, `reloginflag=true`
  ['1101', 'login'],
  ['3203', 'login'],
  // 1102 scan a QR code: real-person check
  ['1102', 'faceCheck'],
  // 2001 failed, final
  ['2001', 'dead'],
  // 9994 `fpqqlsh` repeated: duplicate → query
  ['9994', 'repeated'],
  // 9995, 9996 signature
  ['9995', 'credential'],
  ['9996', 'credential'],
  // 9999 taxpayer not found: configuration
  ['9999', 'entitlement'],
])

/** What a final "failed" may say that proves nothing about the document (13.3 BUSY, DUPLICATE). */
export const OPEN_TEXT = /重复|繁忙|稍后|超时/

/** Words of 13.3 SESSION and 13.4: the tax bureau's own login is meant, whatever the code. */
export const SESSION_TEXTS: readonly (readonly [RegExp, 'login' | 'faceCheck'])[] = [
  [/扫脸|实人认证/, 'faceCheck'],
  [/未登录|请登录电子税务局|登录已失效/, 'login'],
]
/** 13.3 QUOTA. */
export const QUOTA_TEXT = /授信额度|可用额度/

/** What to do, for the person who is called. */
export const WHAT_TO_DO: Readonly<Partial<Record<Need, string>>> = {
  login:
    '电子税务局登录已失效：用短信或二维码重新登录（3203 需强制登录），随后自动继续。Log in to the tax bureau again, by SMS or QR code (3203: a forced login); issuing goes on by itself.',
  faceCheck: '需要实人认证：由开票员扫码刷脸，随后自动继续。The clerk must scan the QR code and pass the face check; issuing goes on by itself.',
  quota:
    '授信额度不足：在电子税务局调整额度，或等到下月。The credit line does not suffice: have it raised at the e-tax bureau, or wait for next month.',
  credential: '检查授权码、组织编码、税号与来源 IP。Check auth code, organisation code, tax number and source address.',
  entitlement: '平台上没有该纳税人：检查税号与授权。The platform does not know this taxpayer: check tax number and authorisation.',
}

/** `invoiceKind`: 81 数电专票, 82 数电普票 (13.1). */
export const INVOICE_KIND: Readonly<Record<InvoiceKind, '81' | '82'>> = { special: '81', ordinary: '82' }

/** `invoiceType`: 1 blue, 2 red (13.1). */
export const INVOICE_TYPE = { blue: '1', red: '2' } as const

/** `redReason`: the bureau's order, which is ours (13.1). */
export const RED_REASON: Readonly<Record<Reason, string>> = { '01': '01', '02': '02', '03': '03', '04': '04' }

/** `rowType`: 0 normal, 1 discount, 2 discounted (13.1). */
export const ROW_TYPE: Readonly<Record<Line['nature'], string>> = { normal: '0', discount: '1', discounted: '2' }

/** `fileType` of ele.invoice.download. There is no XML. */
export const FILE_TYPE = { pdf: '1', ofd: '2', xml: undefined } as const
