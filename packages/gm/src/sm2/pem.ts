import { X509Certificate } from 'node:crypto'
import { type Asn1, readAsn1 } from './der.ts'
import { type Sm2PrivateKey, type Sm2PublicKey, sm2PrivateKey, sm2PublicKey } from './key.ts'

/** OID 1.2.156.10197.1.301, sm2p256v1 (GM/T 0006). */
const SM2_OID = '2a811ccf5501822d'
const TAG = { bitString: 0x03, octetString: 0x04, oid: 0x06, sequence: 0x30 }
/** SEQUENCE { id-ecPublicKey, sm2p256v1 } */
const ALGORITHM = '301306072a8648ce3d020106082a811ccf5501822d'

/**
 * An SM2 private key from PEM: PKCS#8 (`PRIVATE KEY`) or SEC 1 (`EC PRIVATE KEY`), not encrypted.
 * Throws RangeError, without showing the key, for anything else.
 */
export function importSm2PrivateKey(pem: string): Sm2PrivateKey {
  const outer = rootOf(pem, ['PRIVATE KEY', 'EC PRIVATE KEY'])
  assertSm2(outer)
  const wrapped = outer.children.find(e => e.tag === TAG.octetString)
  const ec = isSec1(outer) ? outer : wrapped && readAsn1(wrapped.value)[0]
  const scalar = ec?.children.find(e => e.tag === TAG.octetString)
  if (!scalar) throw new RangeError('the PEM text holds no EC private key')
  return sm2PrivateKey(hex(scalar.value).padStart(64, '0'))
}

/** PKCS#8 PEM with the public key inside, as OpenSSL and BouncyCastle write it. Keep it secret. */
export function exportSm2PrivateKey(key: Sm2PrivateKey): string {
  const scalar = key.scalar.export().toString('hex')
  return pem('PRIVATE KEY', `308187020100${ALGORITHM}046d306b0201010420${scalar}a144034200${key.publicKey}`)
}

/** An SM2 public key from PEM: SPKI (`PUBLIC KEY`) or the certificate that a CA made of it. The certificate's chain and dates are not checked. */
export function importSm2PublicKey(pem: string): Sm2PublicKey {
  const spki = pem.includes('BEGIN CERTIFICATE') ? ofCertificate(pem) : rootOf(pem, ['PUBLIC KEY'])
  assertSm2(spki)
  const point = spki.children.find(e => e.tag === TAG.bitString)
  if (!point) throw new RangeError('the PEM text holds no public key')
  return sm2PublicKey(hex(point.value.subarray(1)))
}

/** SPKI PEM. Throws RangeError for what is no point of the curve. */
export const exportSm2PublicKey = (key: Sm2PublicKey): string => pem('PUBLIC KEY', `3059${ALGORITHM}034200${sm2PublicKey(key)}`)

/** tbsCertificate holds the SPKI as the SEQUENCE whose first member is the algorithm SEQUENCE and whose second is a BIT STRING. */
function ofCertificate(pem: string): Asn1 {
  const certificate = readAsn1(new X509Certificate(pem).raw)[0]
  const spki = certificate?.children[0]?.children.find(e => e.children[0]?.tag === TAG.sequence && e.children[1]?.tag === TAG.bitString)
  if (!spki) throw new RangeError('the certificate holds no public key')
  return spki
}

const isSec1 = (outer: Asn1): boolean => outer.children[1]?.tag === TAG.octetString

function assertSm2(outer: Asn1): void {
  const named = outer.children.flatMap(e => e.children).some(e => e.tag === TAG.oid && hex(e.value) === SM2_OID)
  if (!named) throw new RangeError('the key is not on the SM2 curve (OID 1.2.156.10197.1.301)')
}

function rootOf(text: string, labels: readonly string[]): Asn1 {
  const found = [...text.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\s]+)-----END \1-----/g)].find(m => labels.includes(m[1] ?? ''))
  const root = found && readAsn1(Buffer.from(found[2] ?? '', 'base64'))[0]
  if (!root) throw new RangeError(`not a PEM text with ${labels.join(' or ')}`)
  return root
}

function pem(label: string, der: string): string {
  const lines =
    Buffer.from(der, 'hex')
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n')
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
