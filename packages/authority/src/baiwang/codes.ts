import type { ProblemName } from '../ledger/problem.ts'

const REQUIRED = '70169'
const INVALID = '70170'
const RED_FORM = '70035'
const NOT_AUTHORISED = '101'
const LIMIT = '402'

/** gateways.md 5.3 has no code for it. A number that no list of theirs holds, so that nobody takes it for something else. */
export const NO_CODE = '99999'

/** The ledger's findings in the provider's codes. A parameter is invalid, or the state of a red form forbids it. */
export const CODES: Readonly<Record<ProblemName, string>> = {
  missing: REQUIRED,
  tooLong: INVALID,
  notPlain: INVALID,
  priceTimesQuantity: INVALID,
  lineTax: INVALID,
  taxErrorSum: INVALID,
  headerSums: INVALID,
  lineTotal: INVALID,
  taxCode: INVALID,
  rate: INVALID,
  shortName: INVALID,
  policyMark: INVALID,
  printedName: INVALID,
  buyerNumber: INVALID,
  specialWithoutNumber: REQUIRED,
  specialUntaxed: INVALID,
  discountLine: INVALID,
  sign: INVALID,
  tooManyLines: INVALID,
  notVoidable: INVALID,
  notInItsMonth: INVALID,
  serialRepeated: NO_CODE,
  blueNotFound: INVALID,
  nothingLeft: RED_FORM,
  formInProgress: RED_FORM,
  reasonNotAllowed: INVALID,
  differsFromBlue: INVALID,
  moreThanLeft: INVALID,
  quota: LIMIT,
  notEntitled: NOT_AUTHORISED,
}

/** What the shape of a message says is wrong. */
export const SHAPE = {
  missing: { code: REQUIRED, text: '必填参数为空' },
  tooLong: { code: INVALID, text: '长度超过限制' },
  tooManyLines: { code: INVALID, text: '条数超过限制' },
  notPlain: { code: INVALID, text: '参数不合法' },
  unsupported: { code: INVALID, text: '沙箱不支持该取值' },
  unknown: { code: INVALID, text: '没有该参数' },
  kind: { code: '20019', text: '发票类型代码不合法' },
} as const
export type ShapeName = keyof typeof SHAPE

/** What the front finds before the ledger is asked, and what faults on demand say. */
export const FRONT = {
  tokenInvalid: { code: '100001', text: 'token无效' },
  tokenExpired: { code: '100002', text: 'token已过期' },
  signature: { code: '100007', text: '签名错误' },
  app: { code: NOT_AUTHORISED, text: '应用未授权' },
  login: { code: NOT_AUTHORISED, text: '用户名、密码、应用密钥或刷新令牌不正确' },
  session: { code: '20020', text: '未查询到可用的数电账号，请登录电子税务局' },
  face: { code: '20020', text: '请进行扫脸认证' },
  busy: { code: '416', text: '系统繁忙' },
  quota: { code: LIMIT, text: '授信额度不足' },
  repeated: { code: NO_CODE, text: '开票流水号重复' },
  unlisted: { code: NO_CODE, text: '未列入清单的错误' },
  form: { code: RED_FORM, text: '红字确认单不存在' },
  unreadable: { code: INVALID, text: '报文无法解析' },
} as const satisfies Record<string, { readonly code: string; readonly text: string }>
export type FrontRefusal = keyof typeof FRONT
