import type { InvoiceKind, Line } from '@openfapiao/core'

/** `fppz`, `lzfppzDm`: 01 数电专票, 02 数电普票 (gateways.md 13.1). */
export const FPPZ: Readonly<Record<InvoiceKind, string>> = { special: '01', ordinary: '02' }

/** `fphxz` (13.1). */
export const FPHXZ: Readonly<Record<Line['nature'], string>> = { normal: '00', discount: '01', discounted: '02' }

/** `qrlx` (1.2, service 14). */
export const QRLX = { confirm: 'Y', refuse: 'N', revoke: 'C' } as const

/** `lrfsf`: who entered a red form (1.5). */
export const LRFSF: ReadonlyMap<string, 'seller' | 'buyer'> = new Map([
  ['0', 'seller'],
  ['1', 'buyer'],
])

/**
 * `returncode` (1.1): official for the collecting ability, of the issuing one only 00 and "other" are printed. So 01 condemns a document only where nothing
 * of it can have been taken before.
 */
export const RETURN_CODES: ReadonlyMap<string, 'ok' | 'invalid' | 'refused' | 'nothing' | 'later' | 'working'> = new Map([
  ['00', 'ok'],
  ['01', 'invalid'],
  ['03', 'refused'],
  ['04', 'nothing'],
  ['09', 'later'],
  ['10', 'working'],
  ['11', 'refused'],
  ['99', 'later'],
])

/** `status` of an uploaded invoice (1.6). 02 is the one proof that this upload made no invoice. */
export const STATUS: ReadonlyMap<string, 'accepted' | 'working' | 'failed' | 'repeated'> = new Map([
  ['00', 'accepted'],
  ['01', 'working'],
  ['02', 'failed'],
  ['03', 'repeated'],
])

/** 红字确认单状态 `hzqrxxztDm` (domain.md 4.2): 01 and 04 let the red be uploaded, 02 and 03 wait up to 72 hours, the rest end the form. */
export const FORM_STATES: ReadonlyMap<string, { readonly is: 'good' | 'waits' | 'ended'; readonly zh: string }> = new Map([
  ['01', { is: 'good', zh: '无需确认' }],
  ['02', { is: 'waits', zh: '销方录入待购方确认' }],
  ['03', { is: 'waits', zh: '购方录入待销方确认' }],
  ['04', { is: 'good', zh: '购销双方已确认' }],
  ['05', { is: 'ended', zh: '作废（购方否认）' }],
  ['06', { is: 'ended', zh: '作废（销方否认）' }],
  ['07', { is: 'ended', zh: '作废（超72小时未确认）' }],
  ['08', { is: 'ended', zh: '作废（发起方撤销）' }],
  ['09', { is: 'ended', zh: '作废（确认后撤销）' }],
  ['10', { is: 'ended', zh: '作废（异常凭证）' }],
  ['11', { is: 'ended', zh: '作废（纳税人状态异常）' }],
  ['12', { is: 'ended', zh: '作废（自然人拒收）' }],
  ['13', { is: 'ended', zh: '作废（已开具退税申请单）' }],
])
