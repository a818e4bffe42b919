/** returncode (gateways.md 1.1). */
export type ReturnCode = '00' | '01' | '03' | '04' | '09' | '10' | '11' | '99'

/** `Error.Code` of the envelope: the real list is not published, so these are plainly the sandbox's own. */
export const ERRORS = {
  path: { code: 'SBX-PATH', text: '请求路径与服务编码、能力编码不一致' },
  platform: { code: 'SBX-PLATFORM', text: '平台编号未登记' },
  cipher: { code: 'SBX-CIPHER', text: '报文解密失败' },
  unreadable: { code: 'SBX-JSON', text: '报文不是 JSON' },
  unlisted: { code: 'SBX-Z99', text: '未列入清单的错误' },
} as const
export type ErrorName = keyof typeof ERRORS

/** `Code` of an invoice that failed: the real list is not published either. */
export const RESULT_CODES = { rule: 'SBX-RULE', number: 'SBX-NUMBER', time: 'SBX-TIME', quota: 'SBX-QUOTA', form: 'SBX-FORM' } as const
export type ResultName = keyof typeof RESULT_CODES
