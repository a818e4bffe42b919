import type { InvoiceKind, Line, Need } from '@openfapiao/core'
import type { Carrier } from './config.ts'

/**
 * What an error code means for what happens next (WIRE.md, error codes; design section 7):
 * `dead` the document will never exist; `spent` nothing is left to reverse, `open` a form of the blue is in progress: an earlier call may have worked,
 * so the forms of the blue are looked at first; `ask` it says nothing certain; `later` nothing about the document, the next attempt makes a new
 * envelope; else a person is needed.
 */
export type CodeClass = 'dead' | 'spent' | 'open' | 'ask' | 'later' | Need

const DEAD = 'V01 V02 V03 V11 V12 V13 V14 V15 V21 V22 V23 V24 V25 V31 V32 V33 V41 V42 V51 V61 V62 R01 R04 R05 R06'

/** A code that is not here is unknown, never rejected. */
export const CODE_CLASS: ReadonlyMap<string, CodeClass> = new Map<string, CodeClass>([
  ...DEAD.split(' ').map((code): [string, CodeClass] => [code, 'dead']),
  ['A01', 'credential'],
  ['A02', 'later'],
  ['A03', 'later'],
  ['A04', 'credential'],
  ['A05', 'credential'],
  ['S01', 'login'],
  ['S02', 'faceCheck'],
  ['Q01', 'quota'],
  ['E01', 'entitlement'],
  ['N01', 'ask'],
  ['D01', 'ask'],
  ['R02', 'spent'],
  ['R03', 'open'],
  ['B01', 'later'],
])

/** Errors of the envelope: they alone travel in clear where the whole body is encrypted. */
export const ENVELOPE_CODES: readonly string[] = ['A01', 'A02', 'A03', 'A04', 'A05']

/** `fppz` by carrier and kind (domain.md 1.1). A roll exists as ordinary invoice only. */
export const FPPZ: Readonly<Record<Carrier, Readonly<Record<InvoiceKind, string | undefined>>>> = {
  digital: { special: '01', ordinary: '02' },
  taxControlElectronic: { special: '028', ordinary: '026' },
  taxControlPaper: { special: '004', ordinary: '007' },
  taxControlRoll: { special: undefined, ordinary: '025' },
}

/** `lzfppzDm` of a red form: 数电 kinds only. */
export const LZFPPZ: Readonly<Record<InvoiceKind, string>> = { special: '01', ordinary: '02' }

/** `fphxz`. */
export const FPHXZ: Readonly<Record<Line['nature'], string>> = { normal: '00', discount: '01', discounted: '02' }

/** `qrlx` of the confirmation of a red form. */
export const QRLX = { confirm: 'Y', refuse: 'N', revoke: 'C' } as const

/** `lrfsf`: who entered a red form. */
export const LRFSF: ReadonlyMap<string, 'seller' | 'buyer'> = new Map([
  ['0', 'seller'],
  ['1', 'buyer'],
])

/** 红字确认单状态 `hzqrxxztDm` (domain.md 4.2): 01 and 04 are good, 02 and 03 wait up to 72 hours, the rest end the form. */
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
  ['11', { is: 'ended', zh: '作废（纳税人状态异常）' }],
  ['12', { is: 'ended', zh: '作废（自然人拒收）' }],
  ['13', { is: 'ended', zh: '作废（已开具退税申请单）' }],
])

/** Their field → the path in our content, so that a refusal points at what a person can change. */
const FIELDS: Readonly<Record<string, string>> = {
  fpmxList: 'lines',
  hzqrdmxList: 'lines',
  xmmc: 'name',
  hwhyslwfwmc: 'name',
  spfwjc: 'shortName',
  sphfwssflhbbm: 'taxCode',
  slv: 'rate',
  sl1: 'rate',
  je: 'amountFen',
  se: 'taxFen',
  hsje: 'totalFen',
  sl: 'quantity',
  fpspsl: 'quantity',
  dj: 'unitPrice',
  fpspdj: 'unitPrice',
  ggxh: 'spec',
  dw: 'unit',
  fphxz: 'nature',
  yhzcbs: 'policyMark',
  lzmxxh: 'blueLine',
  hjje: 'amountFen',
  hzcxje: 'amountFen',
  hjse: 'taxFen',
  hzcxse: 'taxFen',
  jshj: 'totalFen',
  fppz: 'kind',
  kpr: 'issuer',
  bz: 'remark',
  ywfsrq: 'suppliedOn',
  gmfzrrbz: 'buyer.person',
  gmfnsrsbh: 'buyer.taxNumber',
  gmfmc: 'buyer.name',
  gmfdz: 'buyer.address',
  gmfdh: 'buyer.phone',
  gmfkhh: 'buyer.bank',
  gmfzh: 'buyer.account',
  xsfnsrsbh: 'seller.taxNumber',
  xsfmc: 'seller.name',
  xsfdz: 'seller.address',
  xsfdh: 'seller.phone',
  xsfkhh: 'seller.bank',
  xsfzh: 'seller.account',
  lzfphm: 'red.blueNumber',
  lzkprq: 'red.blueIssuedAt',
  lzhjje: 'red.blueAmountFen',
  lzhjse: 'red.blueTaxFen',
  chyyDm: 'red.reason',
}

/** `fpList.0.fpmxList.2.slv` → `lines.2.rate`. A name that is not ours stays as it is. */
export const pathOf = (theirs: string): string =>
  theirs
    .replace(/^fpList\.\d+\.?/, '')
    .split('.')
    .map(part => FIELDS[part] ?? part)
    .join('.')
