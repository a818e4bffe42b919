import { createSign, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto'

/** A certificate with its key, as PEM texts. */
export interface Identity {
  readonly cert: string
  readonly key: string
}
interface Authority extends Identity {
  /** A certificate for 127.0.0.1, good for servers and clients. */
  issue(name: string): Identity
}

/** A certificate authority that lives as long as the test: ECDSA P-256, X.509 v3 (RFC 5280), nothing written down. */
export function newAuthority(name: string): Authority {
  const own = newPair()
  return {
    ...identity({ subject: name, issuer: name, pair: own, signer: own.privateKey, ca: true }),
    issue: subject => identity({ subject, issuer: name, pair: newPair(), signer: own.privateKey, ca: false }),
  }
}

interface Pair {
  readonly publicKey: KeyObject
  readonly privateKey: KeyObject
}
const newPair = (): Pair => generateKeyPairSync('ec', { namedCurve: 'P-256' })

interface Wanted {
  readonly subject: string
  readonly issuer: string
  readonly pair: Pair
  readonly signer: KeyObject
  readonly ca: boolean
}

function identity({ subject, issuer, pair, signer, ca }: Wanted): Identity {
  const content = sequence(
    element(0xa0, integer(2)),
    element(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ECDSA_SHA256,
    named(issuer),
    sequence(time(-3600_000), time(24 * 3600_000)),
    named(subject),
    pair.publicKey.export({ type: 'spki', format: 'der' }),
    element(0xa3, sequence(...(ca ? [BASIC_CA] : [ADDRESS]))),
  )
  const signature = createSign('sha256').update(content).sign(signer)
  const der = sequence(content, ECDSA_SHA256, element(0x03, Buffer.concat([Buffer.from([0]), signature])))
  const lines = der.toString('base64').match(/.{1,64}/g) ?? []
  return {
    cert: ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n'),
    key: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
}

function element(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(parts)
  const size = body.length < 128 ? [body.length] : body.length < 256 ? [0x81, body.length] : [0x82, body.length >> 8, body.length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...size]), body])
}
const sequence = (...parts: readonly Uint8Array[]): Buffer => element(0x30, ...parts)
const oid = (hex: string): Buffer => element(0x06, Buffer.from(hex, 'hex'))
const octets = (...parts: readonly Uint8Array[]): Buffer => element(0x04, ...parts)
const integer = (value: number): Buffer => element(0x02, Buffer.from([value]))
/** One attribute, CN. */
const named = (text: string): Buffer => sequence(element(0x31, sequence(oid('550403'), element(0x0c, Buffer.from(text)))))
const time = (fromNow: number): Buffer =>
  element(0x17, Buffer.from(`${new Date(Date.now() + fromNow).toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`))

const ECDSA_SHA256 = sequence(oid('2a8648ce3d040302'))
/** basicConstraints { cA TRUE } */
const BASIC_CA = sequence(oid('551d13'), element(0x01, Buffer.from([0xff])), octets(sequence(element(0x01, Buffer.from([0xff])))))
/** subjectAltName { iPAddress 127.0.0.1 } */
const ADDRESS = sequence(oid('551d11'), octets(sequence(element(0x87, Buffer.from([127, 0, 0, 1])))))
