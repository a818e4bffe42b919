import { sm4Decrypt, sm4Encrypt } from '@openfapiao/gm'
import type { App } from './app.ts'

export type Mode = 'none' | 'fields' | 'body'
export const modeOf = (header: string | undefined): Mode | undefined =>
  header === undefined ? 'fields' : (['none', 'fields', 'body'] as const).find(mode => mode === header)

/** Fields that travel encrypted in mode `fields`: tax numbers, phones, accounts, ID numbers. */
const SENSITIVE = new Set(['xsfnsrsbh', 'gmfnsrsbh', 'nsrsbh', 'xsfdh', 'gmfdh', 'xsfzh', 'gmfzh', 'jbrsfzjhm', 'cxrzjhm'])

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

/** Whole body: Base64 of SM4-ECB-PKCS7. undefined: cannot be decrypted. */
export function openBody(app: App, body: Uint8Array): string | undefined {
  const text = Buffer.from(body).toString('latin1')
  const sealed = BASE64.test(text) && app.sm4 ? sm4Decrypt({ mode: 'ecb', key: app.sm4 }, Buffer.from(text, 'base64')) : undefined
  return sealed && utf8(sealed)
}

export function sealBody(app: App, text: string): string {
  if (!app.sm4) throw new Error('an application without an SM4 key cannot have sent an encrypted body')
  return Buffer.from(sm4Encrypt({ mode: 'ecb', key: app.sm4 }, text)).toString('base64')
}

/** Every non-empty sensitive field, wherever it stands, decrypted. undefined: one of them cannot be. */
export function openFields(app: App, message: unknown): unknown {
  const failed = { yes: false }
  const opened = walk(message, text => {
    const plain = openField(app, text)
    if (plain === undefined) failed.yes = true
    return plain
  })
  return failed.yes ? undefined : opened
}

function walk(node: unknown, open: (text: string) => string | undefined): unknown {
  if (Array.isArray(node)) return node.map(item => walk(item, open))
  if (typeof node !== 'object' || node === null) return node
  return Object.fromEntries(Object.entries(node).map(([name, value]) => [name, isSealed(name, value) ? open(value) : walk(value, open)]))
}

const isSealed = (name: string, value: unknown): value is string => SENSITIVE.has(name) && typeof value === 'string' && value !== ''

/** Base64 of IV ‖ SM4-CBC-PKCS7. */
function openField({ sm4 }: App, text: string): string | undefined {
  if (!sm4 || !BASE64.test(text)) return undefined
  const bytes = Buffer.from(text, 'base64')
  if (bytes.length < 32) return undefined
  const plain = sm4Decrypt({ mode: 'cbc', key: sm4, iv: bytes.subarray(0, 16) }, bytes.subarray(16))
  return plain && utf8(plain)
}

/** undefined: the bytes are no UTF-8, so the key was another one. */
export function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (fault) {
    if (fault instanceof TypeError) return undefined
    throw fault
  }
}
