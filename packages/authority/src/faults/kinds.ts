/** What can go wrong on demand. `lasts`: until it is cleared, not for one call. */
export const FAULT_KINDS = {
  lostRequest: { lasts: false, zh: '请求丢失：未受理即断开', en: 'the connection ends before anything is done' },
  lostAnswer: { lasts: false, zh: '应答丢失：已受理后断开', en: 'done, then the connection ends without an answer' },
  slowAnswer: { lasts: false, zh: '应答迟缓', en: 'done at once, answered after `seconds`' },
  slowVisibility: { lasts: false, zh: '受理后一段时间内查询不到', en: 'an accepted serial is unknown to queries for `seconds`' },
  busy: { lasts: false, zh: '系统繁忙', en: 'B01, nothing done' },
  unlistedCode: { lasts: false, zh: '答复清单以外的错误码', en: 'Z99, a code that no list knows, nothing done' },
  unavailable: { lasts: false, zh: '前置机故障', en: 'HTTP 503, nothing done' },
  duplicateAnswer: { lasts: false, zh: '已受理却答复流水号重复', en: 'done, but the answer says D01' },
  rejected: { lasts: false, zh: '受理后开票失败', en: 'accepted, then status 02 with `cwdm`' },
  sessionLost: { lasts: true, zh: '电子税务局登录失效，登录后恢复', en: 'S01 until somebody logs in' },
  faceCheck: { lasts: true, zh: '需要实人认证，登录后恢复', en: 'S02 until somebody logs in' },
  quotaExhausted: { lasts: true, zh: '授信额度用尽，清除后恢复', en: 'Q01 for every issue until cleared' },
  badSignature: { lasts: false, zh: '签名验证失败', en: 'A01 although the signature is good' },
  tokenExpired: { lasts: false, zh: '令牌被视为已过期', en: 'a good token is said to have expired, where the interface has tokens' },
  lateFiles: { lasts: false, zh: '版式文件迟到', en: 'files are not ready yet' },
  sealFailed: { lasts: false, zh: '开票成功但签章失败', en: 'issued, but the seal of its files is missing until it is retried (nuonuo: status 24)' },
  wrongTotals: { lasts: false, zh: '查询结果的价税合计多一分', en: 'queries answer a total that is a fen too high' },
} as const satisfies Record<string, { readonly lasts: boolean; readonly zh: string; readonly en: string }>
export type FaultKind = keyof typeof FAULT_KINDS

/** Faults that end when somebody logs in. */
export const ENDED_BY_LOGIN: readonly FaultKind[] = ['sessionLost', 'faceCheck']

export const isFaultKind = (name: string): name is FaultKind => Object.hasOwn(FAULT_KINDS, name)
