import { randomBytes } from 'node:crypto'
import { sm4Decrypt, sm4Encrypt } from '@openfapiao/gm'
import type { BureauRequest } from '../bureau/request.ts'
import { ERRORS, type ErrorName } from './codes.ts'
import type { Platform } from './platform.ts'
import type { Reply } from './reply.ts'

const ROOT = '/access/v2/invoke/'
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/

export type Opened =
  | { readonly is: 'call'; readonly fwbm: string; readonly unit: string; readonly platform: Platform; readonly message: unknown }
  | { readonly is: 'error'; readonly error: ErrorName }

export interface Door {
  readonly platforms: ReadonlyMap<string, Platform>
  /** Services whose path has no ability code. */
  readonly isPlain: (fwbm: string) => boolean
}

/** Path, headers and cipher (gateways.md 1.1). Who has another key gets no further than that. */
export function open({ path, headers, body }: BureauRequest, { platforms, isPlain }: Door): Opened {
  const platform = platforms.get(headers.jrdwptbh ?? '')
  const unit = headers.sydwptbh ?? ''
  if (!platform?.units.has(unit)) return { is: 'error', error: 'platform' }
  const fwbm = headers.fwbm ?? ''
  const wanted = isPlain(fwbm) ? fwbm : `${platform.abilityCode}/${fwbm}`
  if (fwbm === '' || path !== `${ROOT}${wanted}` || headers.nlbm !== platform.abilityCode) return { is: 'error', error: 'path' }
  const text = plainText(Buffer.from(body).toString('latin1'), platform)
  if (text === undefined) return { is: 'error', error: 'cipher' }
  const message = numbersAsTexts(text)
  return typeof message === 'object' && message !== null ? { is: 'call', fwbm, unit, platform, message } : { is: 'error', error: 'unreadable' }
}

function plainText(sealed: string, { key }: Platform): string | undefined {
  const bytes = BASE64.test(sealed) ? sm4Decrypt({ mode: 'ecb', key }, Buffer.from(sealed, 'base64')) : undefined
  try {
    return bytes && new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (fault) {
    if (fault instanceof TypeError) return undefined
    throw fault
  }
}

/** Amounts of 18 digits come as JSON numbers; a float would lose some of them, so their own digits are kept. */
function numbersAsTexts(text: string): unknown {
  const keep = (_: string, value: unknown, token?: { readonly source?: string }): unknown => (typeof value === 'number' ? token?.source : value)
  try {
    return JSON.parse(text, keep)
  } catch (fault) {
    if (fault instanceof SyntaxError) return undefined
    throw fault
  }
}

/** Errors of the envelope travel in clear. */
export const errorText = (error: ErrorName): string => outer({ Error: { Code: ERRORS[error].code, Message: ERRORS[error].text } })

export function replyText(reply: Reply, { key }: Platform): string {
  return outer({ Data: Buffer.from(sm4Encrypt({ mode: 'ecb', key }, JSON.stringify(reply))).toString('base64') })
}

const outer = (response: Readonly<Record<string, unknown>>): string =>
  JSON.stringify({ httpStatusCode: '200', body: JSON.stringify({ Response: { RequestId: randomBytes(8).toString('hex'), ...response } }) })
