import { type KeyObject, randomBytes } from 'node:crypto'
import { constantTimeEqual } from './equal.ts'
import { hmacSm3, secretKey } from './hmac.ts'
import { SM4_IV_LENGTH, sm4Decrypt, sm4Encrypt } from './sm4.ts'

/** One generation of the key at rest. `id` is written into every sealed text; `secret` is at least 16 bytes. */
export interface CipherKey {
  readonly id: string
  readonly secret: string | Uint8Array
}

export interface CipherOptions {
  /** Newest first: the first one seals, all of them open. To rotate, put a new one in front and keep the old ones. */
  readonly keys: readonly CipherKey[]
  /** Keys the blind index. It never rotates: another secret means another index. */
  readonly indexSecret: string | Uint8Array
}

/** Seals what is sensitive at rest and indexes it blindly. */
export interface AtRestCipher {
  /** `g1.<key id>.<base64url of IV ‖ SM4-CTR ciphertext ‖ HMAC-SM3>`: encrypted, then authenticated together with version and key id. */
  seal(plaintext: string): string
  /** Throws when the key is not configured or the text is not exactly what was sealed. */
  open(sealed: string): string
  /** 64 hex digits: keyed, deterministic, one-way. Normalise (lower case, blanks) before. */
  index(plaintext: string): string
}

const VERSION = 'g1'
const MAC_LENGTH = 32
const SHORTEST_SECRET = 16

/** Throws RangeError for no key, a repeated or unprintable id, or a short secret. */
export function cipherOf({ keys, indexSecret }: CipherOptions): AtRestCipher {
  const derived = new Map(keys.map(key => [assertKey(key).id, derive(key)]))
  const newest = keys[0]
  if (newest === undefined || derived.size !== keys.length) throw new RangeError('a cipher needs at least one key, and each id once')
  const indexKey = subkey(assertLong(indexSecret), 'index')
  return {
    seal: plaintext => seal(newest.id, known(derived, newest.id), plaintext),
    open: sealed => open(derived, sealed),
    index: plaintext => Buffer.from(hmacSm3(indexKey, plaintext)).toString('hex'),
  }
}

interface Derived {
  readonly encrypting: KeyObject
  readonly authenticating: KeyObject
}

const derive = ({ secret }: CipherKey): Derived => ({ encrypting: subkey(secret, 'encrypt', 16), authenticating: subkey(secret, 'authenticate') })

/** One secret, separate keys for separate uses. */
const subkey = (secret: string | Uint8Array, use: string, length = MAC_LENGTH): KeyObject =>
  secretKey(hmacSm3(secret, `openfapiao ${VERSION} ${use}`).subarray(0, length))

function seal(id: string, { encrypting, authenticating }: Derived, plaintext: string): string {
  const iv = randomBytes(SM4_IV_LENGTH)
  const body = Buffer.concat([iv, sm4Encrypt({ mode: 'ctr', key: encrypting, iv }, plaintext)])
  const mac = macOf(authenticating, id, body)
  return `${VERSION}.${id}.${Buffer.concat([body, mac]).toString('base64url')}`
}

function open(derived: ReadonlyMap<string, Derived>, sealed: string): string {
  const [version, id = '', text = ''] = sealed.split('.')
  if (version !== VERSION) throw new Error(`not a sealed text of version ${VERSION}`)
  const { encrypting, authenticating } = known(derived, id)
  const bytes = Buffer.from(text, 'base64url')
  const [body, mac] = [bytes.subarray(0, -MAC_LENGTH), bytes.subarray(-MAC_LENGTH)]
  // Base64 can be written in several ways for the same bytes; only the one that `seal` writes is the sealed text.
  const exact = bytes.toString('base64url') === text && sealed === `${version}.${id}.${text}`
  if (!exact || body.length < SM4_IV_LENGTH || !constantTimeEqual(mac, macOf(authenticating, id, body)))
    throw new Error('the sealed text was changed or cut')
  const plain = sm4Decrypt({ mode: 'ctr', key: encrypting, iv: body.subarray(0, SM4_IV_LENGTH) }, body.subarray(SM4_IV_LENGTH))
  return Buffer.from(plain ?? []).toString('utf8')
}

const macOf = (key: KeyObject, id: string, body: Uint8Array): Uint8Array => hmacSm3(key, Buffer.concat([Buffer.from(`${VERSION}.${id}.`), body]))

function known(derived: ReadonlyMap<string, Derived>, id: string): Derived {
  const found = derived.get(id)
  if (!found) throw new Error(`sealed with key "${id}", which is not configured`)
  return found
}

function assertKey(key: CipherKey): CipherKey {
  if (!/^[A-Za-z0-9_-]{1,32}$/.test(key.id)) throw new RangeError('a key id is 1 to 32 letters, digits, hyphens or underscores')
  assertLong(key.secret)
  return key
}

function assertLong(secret: string | Uint8Array): string | Uint8Array {
  if (Buffer.from(secret).length < SHORTEST_SECRET) throw new RangeError(`a secret has at least ${SHORTEST_SECRET} bytes`)
  return secret
}
