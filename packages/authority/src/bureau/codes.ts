import type { ProblemName } from '../ledger/problem.ts'

/** returncode: 00 ok, 01 parameter check failed, 03 refused, 04 no data, 09 and 99 later, 10 still processing, 11 not entitled (WIRE.md). */
export type ReturnCode = '00' | '01' | '03' | '04' | '09' | '10' | '11' | '99'

export interface Code {
  readonly cwdm: string
  readonly returncode: ReturnCode
}

const code = (cwdm: string, returncode: ReturnCode = '01'): Code => ({ cwdm, returncode })

/** The ledger's findings in the bureau's codes. */
export const CODES: Readonly<Record<ProblemName, Code>> = {
  missing: code('V01'),
  tooLong: code('V02'),
  notPlain: code('V03'),
  priceTimesQuantity: code('V11'),
  lineTax: code('V12'),
  taxErrorSum: code('V13'),
  headerSums: code('V14'),
  lineTotal: code('V15'),
  taxCode: code('V21'),
  rate: code('V22'),
  shortName: code('V23'),
  policyMark: code('V24'),
  printedName: code('V25'),
  buyerNumber: code('V31'),
  specialWithoutNumber: code('V32'),
  specialUntaxed: code('V33'),
  discountLine: code('V41'),
  sign: code('V42'),
  tooManyLines: code('V51'),
  notVoidable: code('V61'),
  notInItsMonth: code('V62'),
  serialRepeated: code('D01'),
  blueNotFound: code('R01'),
  nothingLeft: code('R02'),
  formInProgress: code('R03'),
  reasonNotAllowed: code('R04'),
  differsFromBlue: code('R05'),
  moreThanLeft: code('R06'),
  quota: code('Q01', '03'),
  notEntitled: code('E01', '11'),
}

/** What the front finds before the ledger is asked, and what faults on demand say. */
export const FRONT = {
  signature: { ...code('A01', '03'), text: '签名验证失败' },
  timestamp: { ...code('A02', '03'), text: '时间戳超出允许范围' },
  nonce: { ...code('A03', '03'), text: '随机数缺失、格式不符或重复' },
  app: { ...code('A04', '03'), text: '应用编号未登记' },
  cipher: { ...code('A05', '03'), text: '报文解密失败' },
  session: { ...code('S01', '03'), text: '电子税务局登录已失效，请重新登录' },
  face: { ...code('S02', '03'), text: '请进行实人认证（扫脸）' },
  quota: { ...code('Q01', '03'), text: '授信额度不足' },
  unreadable: { ...code('N01'), text: '报文无法解析' },
  repeated: { ...code('D01'), text: '流水号重复' },
  busy: { ...code('B01', '99'), text: '系统繁忙，请稍后再试' },
  unlisted: { ...code('Z99'), text: '未列入清单的错误' },
} as const satisfies Record<string, Code & { readonly text: string }>
export type FrontRefusal = keyof typeof FRONT
