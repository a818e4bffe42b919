/** Public pages print two codes (gateways.md 7.1). The others look like nothing that the provider says, so that nobody takes them for real ones. */
export const CODES = {
  ok: '0',
  repeated: '10127',
  refused: 'SANDBOX-REFUSED',
  token: 'SANDBOX-TOKEN',
  cipher: 'SANDBOX-CIPHER',
  stranger: 'SANDBOX-STRANGER',
  session: 'SANDBOX-SESSION',
  quota: 'SANDBOX-QUOTA',
  busy: 'SANDBOX-BUSY',
  unlisted: 'SANDBOX-UNLISTED',
} as const
export type CodeName = keyof typeof CODES

/** `invoiceStatus` of an issue that failed after it was accepted; no public page has a value for it. */
export const FAILED_STATUS = 'SANDBOX-FAILED'

/** An answer before it is written. */
export interface Reply {
  readonly errorCode: (typeof CODES)[CodeName]
  readonly message: string
  readonly data?: unknown
}

export const done = (data: unknown): Reply => ({ errorCode: CODES.ok, message: '操作成功', data })
export const refuse = (name: Exclude<CodeName, 'ok'>, message: string): Reply => ({ errorCode: CODES[name], message })
