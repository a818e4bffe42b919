/** Codes of gateways.md 6. */
export const CODES = {
  ok: '1000',
  cipher: '1001',
  pending: '1002',
  login: '1101',
  face: '1102',
  forced: '3203',
  failed: '2001',
  repeated: '9994',
  signatureForm: '9995',
  signature: '9996',
  taxpayer: '9999',
  /** What the reference does not know. They look like nothing that the provider says, so that nobody takes them for real ones. */
  absent: 'SANDBOX-ABSENT',
  busy: 'SANDBOX-BUSY',
  unlisted: 'SANDBOX-UNLISTED',
  interface: 'SANDBOX-INTERFACE',
} as const
export type CodeName = keyof typeof CODES

/** An answer before it is encrypted. A refusal has no datagram. */
export interface Reply {
  readonly code: (typeof CODES)[CodeName]
  readonly msg: string
  readonly data?: unknown
}

export const done = (data: unknown = {}): Reply => ({ code: CODES.ok, msg: '成功', data })
export const refuse = (name: Exclude<CodeName, 'ok'>, msg: string): Reply => ({ code: CODES[name], msg })
