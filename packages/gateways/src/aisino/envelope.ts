import type { HttpRequest } from '@openfapiao/core'
import { constantTimeEqual } from '@openfapiao/gm'
import type { Envelope } from './answers.ts'
import { type AisinoConfig, addressOf, isStrict } from './config.ts'
import { openDatagram, sealDatagram, type Zip } from './datagram.ts'
import { keyOf, type Signed, signatureOf, stampIn, stampOf, tokenOf } from './sign.ts'

/** One question to the interface: which one, which serials or numbers it is about, and its message. */
export interface Call {
  readonly interfaceCode: string
  readonly operation: string
  readonly subjects: readonly string[]
  readonly message: string
}

/** Messages above this are compressed (gateways.md 13.2). */
const COMPRESSED_ABOVE = 10 * 1024

/** A message of one attempt, and what opens its answer. */
export interface Written {
  readonly request: HttpRequest
  readonly stamp: string
}

/** Encrypts and signs with the key of this instant. */
export function written({ interfaceCode, operation, subjects, message }: Call, taxNumber: string, config: AisinoConfig, now: number): Written {
  const { authCode, orgCode, compression, timeoutSeconds } = config
  const stamp = stampOf(now)
  const key = keyOf(authCode, orgCode, stamp)
  const zipCode: Zip = Buffer.byteLength(message) > COMPRESSED_ABOVE ? compression : '0'
  const signed: Signed = {
    interfaceCode,
    zipCode,
    encryptCode: '1',
    access_token: tokenOf(orgCode, taxNumber, stamp),
    datagram: sealDatagram(message, key, zipCode),
    signtype: 'HMacSHA256',
  }
  const request: HttpRequest = {
    method: 'POST',
    url: `${addressOf(config)}/${interfaceCode}`,
    headers: { 'Content-Type': 'application/json; charset=utf-8' },
    body: JSON.stringify({ ...signed, signature: signatureOf(signed, key) }),
    timeoutSeconds,
    about: { operation, subjects },
  }
  return { request, stamp }
}

export type Opened =
  /** `unsigned`: the signature is not by the rule, and the settings only want that logged. */
  { readonly is: 'opened'; readonly data: unknown; readonly unsigned: boolean } | { readonly is: 'unreadable'; readonly why: string }

/** What the datagram of an answer holds; none: nothing. The key is that of the answer's own token, or of the request's where it carries none. */
export function openAnswer(answer: Envelope, stamp: string, config: AisinoConfig): Opened {
  const { datagram, access_token = '', zipCode = '0', encryptCode = '1' } = answer
  if (datagram === undefined) return { is: 'opened', data: undefined, unsigned: false }
  const key = keyOf(config.authCode, config.orgCode, stampIn(access_token) ?? stamp)
  const unsigned = !isSigned(answer, key)
  if (unsigned && isStrict(config)) return { is: 'unreadable', why: 'the signature of the answer does not verify' }
  if (!isZip(zipCode) || encryptCode !== '1') return { is: 'unreadable', why: `zipCode ${zipCode}, encryptCode ${encryptCode}` }
  const text = openDatagram(datagram, key, zipCode)
  const data = text === undefined ? undefined : jsonIn(text)
  return data === undefined ? { is: 'unreadable', why: 'the datagram cannot be opened' } : { is: 'opened', data, unsigned }
}

const isZip = (zip: string): zip is Zip => zip === '0' || zip === '1' || zip === '2'

function isSigned({ signature, ...said }: Envelope, key: string): boolean {
  const { interfaceCode = '', zipCode = '', encryptCode = '', access_token = '', datagram = '', signtype = '' } = said
  const expected = signatureOf({ interfaceCode, zipCode, encryptCode, access_token, datagram, signtype }, key)
  return signature !== undefined && constantTimeEqual(signature.toUpperCase(), expected)
}

/** undefined: no JSON. */
export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
