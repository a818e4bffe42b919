/** Codes of gateways.md 4.3, 4.4 and 4.8. */
export const CODES = {
  ok: 'E0000',
  parameter: 'E4000',
  invoiceType: 'E9101',
  blueWrong: 'E9102',
  alreadyReversed: 'E9103',
  mailTooLong: 'E9104',
  discountName: 'E9105',
  repeated: 'E9106',
  discountAmount: 'E9108',
  discountPosition: 'E9110',
  discountSign: 'E9111',
  discountRate: 'E9112',
  redBuyer: 'E9113',
  taxCode: 'E9121',
  noLines: 'E9122',
  amountsMissing: 'E9123',
  quantityForm: 'E9124',
  priceForm: 'E9125',
  taxForm: 'E9126',
  netForm: 'E9127',
  grossForm: 'E9128',
  deductionForm: 'E9129',
  grossSum: 'E9130',
  lineTax: 'E9131',
  taxCodeEmpty: 'E9138',
  sellerUnknown: 'E9301',
  userTax: 'E9302',
  notOpened: 'E9338',
  notFound: 'E9500',
  query: 'E9601',
  noKey: 'E9611',
  retries: 'E9613',
  delivery: 'E9999',
  appKey: '070101',
  credentials: '070304',
  tokenCalls: '070306',
  appType: '070307',
  /** What the reference does not know. They look like nothing that Nuonuo says, so that nobody takes them for real ones. */
  signature: 'SANDBOX-SIGNATURE',
  token: 'SANDBOX-TOKEN',
  busy: 'SANDBOX-BUSY',
  unlisted: 'SANDBOX-UNLISTED',
  method: 'SANDBOX-METHOD',
  rate: 'SANDBOX-RATE',
  state: 'SANDBOX-STATE',
} as const

export type CodeName = keyof typeof CODES

/** An answer before it is written. */
export interface Reply {
  readonly code: (typeof CODES)[CodeName]
  readonly describe: string
  readonly result?: unknown
}

export const done = (result?: unknown, describe = '请求成功'): Reply => ({ code: CODES.ok, describe, result })
export const refuse = (name: Exclude<CodeName, 'ok'>, describe: string): Reply => ({ code: CODES[name], describe })
