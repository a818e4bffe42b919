import { type Fault, fault, type RawRequest } from '@openfapiao/core'
import { type Outcome, refused } from './answer.ts'

/** Largest body, bytes: some 20 000 lines of text, ten times what an order may have. */
export const BODY_MAX = 5 * 1024 * 1024

export type JsonBody = { readonly is: 'json'; readonly json: unknown } | Extract<Outcome, { is: 'refused' }>

/** The body as JSON, or why it is none. Nothing is guessed: neither its type nor its encoding. */
export function jsonBody({ headers, body }: RawRequest): JsonBody {
  const type = typeFault(headers)
  if (type) return refusal('UNSUPPORTED_TYPE', type)
  if (body.byteLength > BODY_MAX) return refusal('TOO_LARGE', fault('BODY_TOO_LARGE', '', { size: body.byteLength, most: BODY_MAX }))
  try {
    return { is: 'json', json: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)) }
  } catch (error) {
    // TypeError: not UTF-8. SyntaxError: not JSON. Neither message is shown: they quote the body.
    if (error instanceof SyntaxError || error instanceof TypeError) {
      const why = error instanceof TypeError ? 'UTF-8' : 'JSON'
      return refusal('BAD_REQUEST', fault('BODY_UNREADABLE', '', { why }))
    }
    throw error
  }
}

const refusal = (code: 'UNSUPPORTED_TYPE' | 'TOO_LARGE' | 'BAD_REQUEST', found: Fault) => ({ is: 'refused', code, faults: [found] }) as const

function typeFault(headers: RawRequest['headers']): Fault | undefined {
  if (!/^application\/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?$/i.test(headers['content-type'] ?? '')) {
    return headerFault('Content-Type', ' application/json', 'application/json')
  }
  const coding = headers['content-encoding'] ?? 'identity'
  return coding === 'identity' ? undefined : headerFault('Content-Encoding', ' identity（不压缩）', 'identity (not compressed)')
}

/** The `Idempotency-Key` header; undefined: none was sent. */
export function usedKey({ headers }: RawRequest): string | undefined | Outcome {
  const key = headers['idempotency-key']
  if (key === undefined || /^[\x21-\x7e]{1,100}$/.test(key)) return key
  return refused('BAD_REQUEST', headerFault('Idempotency-Key', ' 1 至 100 个可见 ASCII 字符', '1 to 100 visible ASCII characters'))
}

const headerFault = (header: string, zh: string, en: string): Fault => fault('HEADER_INVALID', '', { header, zh, en })
