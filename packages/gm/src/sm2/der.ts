import { DER } from '@noble/curves/abstract/der.js'
import { bytes32, ORDER } from './curve.ts'

/** A signature r ‖ s (64 bytes) as `SEQUENCE { INTEGER r, INTEGER s }`. Throws RangeError for another length. */
export function signatureToDer(signature: Uint8Array): Uint8Array {
  if (signature.length !== 64) throw new RangeError('a raw SM2 signature is 64 bytes')
  const hex = Buffer.from(signature).toString('hex')
  return Buffer.from(DER.hexFromSig({ r: BigInt(`0x${hex.slice(0, 64)}`), s: BigInt(`0x${hex.slice(64)}`) }), 'hex')
}

/** The other way. Throws RangeError for what is not strict DER, or holds numbers outside the curve's order. */
export function signatureFromDer(der: Uint8Array): Uint8Array {
  const { r, s } = strict(der)
  if (r < 1n || r >= ORDER || s < 1n || s >= ORDER) throw new RangeError('r and s of an SM2 signature lie within the order of the curve')
  return Buffer.concat([bytes32(r), bytes32(s)])
}

function strict(der: Uint8Array): { r: bigint; s: bigint } {
  try {
    return DER.toSig(Uint8Array.from(der))
  } catch (cause) {
    throw new RangeError('not a DER signature: SEQUENCE of two positive INTEGERs', { cause })
  }
}

/** One element of a DER text; `children` where it is constructed. */
export interface Asn1 {
  readonly tag: number
  readonly value: Uint8Array
  readonly children: readonly Asn1[]
}

const CONSTRUCTED = 0x20

/** Reads all elements that stand one after the other. Throws RangeError for cut or indefinite ones. */
export function readAsn1(bytes: Uint8Array): Asn1[] {
  const elements: Asn1[] = []
  let at = 0
  while (at < bytes.length) {
    const tag = bytes[at] ?? 0
    const { length, start } = readLength(bytes, at + 1)
    if (start + length > bytes.length) throw new RangeError('DER element longer than its surroundings')
    const value = bytes.subarray(start, start + length)
    elements.push({ tag, value, children: (tag & CONSTRUCTED) === 0 ? [] : readAsn1(value) })
    at = start + length
  }
  return elements
}

function readLength(bytes: Uint8Array, at: number): { length: number; start: number } {
  const first = bytes[at]
  if (first === undefined) throw new RangeError('DER element without length')
  if (first < 0x80) return { length: first, start: at + 1 }
  const count = first & 0x7f
  if (count < 1 || count > 3) throw new RangeError('DER length of an unusual size')
  const digits = bytes.subarray(at + 1, at + 1 + count)
  return { length: digits.reduce((sum, digit) => sum * 256 + digit, 0), start: at + 1 + count }
}
