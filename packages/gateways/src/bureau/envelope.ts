import type { HttpRequest } from '@openfapiao/core'
import { SM4_IV_LENGTH, sm3, sm4Decrypt, sm4Encrypt, sm4Key } from '@openfapiao/gm'
import { addressOf, type BureauConfig, type EncryptMode } from './config.ts'
import { type Sign, signerOf } from './signers.ts'
import { FORMATS, type Tree } from './wire.ts'

/** One question to the interface: what it is, which serials or numbers it is about, and its business body. */
export interface Call {
  readonly path: string
  readonly operation: string
  readonly subjects: readonly string[]
  readonly body: Tree
}

/** Where the randomness and the clock of an attempt come from. */
interface Source {
  now(): number
  random(length: number): Uint8Array
}

/** Everything around the frozen body, made afresh for each attempt, and the way back from the answer. */
export interface Envelope {
  seal(call: Call): Promise<HttpRequest>
  /** What the answer's bytes say, still to be parsed; `clear` if it came unencrypted although bodies are encrypted. undefined: not readable. */
  open(body: Uint8Array): { readonly message: unknown; readonly clear: boolean } | undefined
}

/** Fields that travel encrypted in mode `fields` (WIRE.md, transport). */
const SENSITIVE: ReadonlySet<string> = new Set(['xsfnsrsbh', 'gmfnsrsbh', 'nsrsbh', 'xsfdh', 'gmfdh', 'xsfzh', 'gmfzh', 'jbrsfzjhm', 'cxrzjhm'])

type Key = ReturnType<typeof sm4Key>

/** Keys are read once, here; from now on only `seal` and `open` use them. */
export function envelopeOf(config: BureauConfig, source: Source): Envelope {
  const sign = signerOf(config.signing)
  const key = config.encryption.mode === 'none' ? undefined : sm4Key(config.encryption.sm4Key)
  const cover = key === undefined ? uncovered(config) : COVERS[config.encryption.mode](config, key, source)
  return {
    seal: async call => request(call, cover.write(call.body), { config, sign, source }),
    open: bytes => cover.read(Buffer.from(bytes).toString('utf8')),
  }
}

interface Cover {
  write(tree: Tree): string
  read(text: string): { readonly message: unknown; readonly clear: boolean } | undefined
}

const COVERS: Readonly<Record<EncryptMode, (config: BureauConfig, key: Key, source: Source) => Cover>> = {
  none: uncovered,
  fields: (config, key, source) => ({ ...uncovered(config), write: tree => FORMATS[config.format].write(covered(tree, key, source)) }),
  body: bodyCover,
}

function uncovered({ format }: BureauConfig): Cover {
  return { write: FORMATS[format].write, read: text => readable(FORMATS[format].read(text), false) }
}

const readable = (message: unknown, clear: boolean): { message: unknown; clear: boolean } | undefined =>
  message === undefined ? undefined : { message, clear }

/** Base64(IV ‖ SM4-CBC) for each sensitive text, with a fresh IV, however deep it stands. */
function covered(tree: Tree, key: Key, source: Source): Tree {
  const entries = Object.entries(tree).map(([name, value]): [string, Tree[string]] => {
    if (typeof value === 'string') return [name, SENSITIVE.has(name) && value !== '' ? field(value, key, source) : value]
    return [name, isTrees(value) ? value.map(item => covered(item, key, source)) : value]
  })
  return Object.fromEntries(entries)
}

const isTrees = (list: readonly string[] | readonly Tree[]): list is readonly Tree[] => typeof list[0] === 'object'

function field(text: string, key: Key, source: Source): string {
  const iv = source.random(SM4_IV_LENGTH)
  return Buffer.concat([iv, sm4Encrypt({ mode: 'cbc', key, iv }, text)]).toString('base64')
}

/** The whole text under SM4-ECB. An answer in clear is told apart by its first character, which Base64 cannot have. */
function bodyCover({ format }: BureauConfig, key: Key): Cover {
  return {
    write: tree => Buffer.from(sm4Encrypt({ mode: 'ecb', key }, FORMATS[format].write(tree))).toString('base64'),
    read: text => {
      if (/^\s*[{<]/.test(text)) return readable(FORMATS[format].read(text), true)
      const plain = sm4Decrypt({ mode: 'ecb', key }, Buffer.from(text, 'base64'))
      return plain && readable(FORMATS[format].read(Buffer.from(plain).toString('utf8')), false)
    },
  }
}

interface Sealing {
  readonly config: BureauConfig
  readonly sign: Sign
  readonly source: Source
}

async function request({ path, operation, subjects }: Call, body: string, { config, sign, source }: Sealing): Promise<HttpRequest> {
  const url = `${addressOf(config)}${path}`
  const timestamp = String(source.now())
  const nonce = Buffer.from(source.random(16)).toString('hex')
  const signature = await sign(['POST', new URL(url).pathname, timestamp, nonce, sm3(body)].join('\n'))
  return {
    method: 'POST',
    url,
    headers: {
      'Content-Type': FORMATS[config.format].contentType,
      AppId: config.appId,
      Timestamp: timestamp,
      Nonce: nonce,
      'Sign-Type': config.signing.type,
      Signature: signature,
      'Encrypt-Mode': config.encryption.mode,
    },
    body,
    timeoutSeconds: config.timeoutSeconds,
    ...(config.clientCertificate && { tls: config.clientCertificate }),
    about: { operation, subjects },
  }
}
