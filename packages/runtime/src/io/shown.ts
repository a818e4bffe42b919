import { sm3 } from '@openfapiao/gm'
import { HIDDEN } from './mask.ts'

/** Larger bodies are files; their hash and length say enough. */
const SHOWN_MAX = 256 * 1024
/** Characters kept of one text, entries of one list. */
const TEXT_MAX = 500
const LIST_MAX = 100

/**
 * Names whose values say what happened and nothing of a person: codes, states, messages, serials, numbers of invoices and forms, kinds, instants, totals. Every
 * other value is left out, so that a field nobody thought of cannot carry a name, an address or a token into the log. In pinyin: the wire of the bureau.
 */
const KEPT = new Set(
  [
    'code status state success result error errors message msg type kind reason path version page pages count total size operation topic cursor',
    'id uuid requestid serial serialno number orderid orderno order_number currency created_at updated_at createdat updatedat hasnextpage endcursor',
    'returncode returnmsg cwlist cwdm cwxx cwlj fpqqlsh fphm fppz fpdm lzfphm hzfphm hzkprq hzqrxxztdm hzqrdbh hzfpxxqrdbh hzcxje',
    'hzcxse ykjhzfpbz lrfsf qrlx kprq ywfsrq hjje hjse jshj chyydm slv sl1 xh lzmxxh',
  ]
    .join(' ')
    .split(' '),
)
const isKept = (name: string): boolean => KEPT.has(name.toLowerCase())

/** An address without what stands behind its question mark, but for values that may be kept. */
export function addressShown(url: string): string {
  if (!URL.canParse(url)) return HIDDEN
  const { protocol, host, pathname, searchParams } = new URL(url)
  const query = [...searchParams].map(([name, value]) => `${name}=${isKept(name) ? value : HIDDEN}`).join('&')
  return `${protocol}//${host}${pathname}${query === '' ? '' : `?${query}`}`
}

/** A body's structure with the values that may be kept, its length, and the SM3 of its bytes: enough to prove later what was sent. */
export function bodyShown(body: string | Uint8Array | undefined): string {
  if (body === undefined || body.length === 0) return '(no body)'
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body
  const text = bytes.length > SHOWN_MAX ? undefined : structure(new TextDecoder().decode(bytes))
  return [...(text === undefined ? [] : [text]), `(${bytes.length} bytes, sm3 ${sm3(bytes)})`].join('\n')
}

function structure(text: string): string | undefined {
  const trimmed = text.trimStart()
  if (trimmed.startsWith('<')) return xmlShown(trimmed)
  if (trimmed.startsWith('{') || trimmed.startsWith('[')) return jsonShown(trimmed)
  return /^[\w.%*+-]+=[^\s]*$/.test(trimmed) ? formShown(trimmed) : undefined
}

function jsonShown(text: string): string | undefined {
  try {
    return JSON.stringify(valueShown(JSON.parse(text), false))
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

function valueShown(value: unknown, kept: boolean): unknown {
  if (Array.isArray(value)) return value.slice(0, LIST_MAX).map(item => valueShown(item, kept))
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, valueShown(inner, isKept(name))]))
  if (typeof value === 'boolean' || value === null) return value
  return kept ? short(String(value)) : HIDDEN
}

const short = (text: string): string => (text.length <= TEXT_MAX ? text : `${text.slice(0, TEXT_MAX)}…`)

/** Text between tags, and attributes, by the name of their element. Not a parser: what it does not recognise is hidden, never shown. */
function xmlShown(text: string): string {
  return text
    .replace(/<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>/g, HIDDEN)
    .replace(/(<[\w:.-]+)\s[^<>]*?(\/?>)/g, '$1$2')
    .replace(/(?:<([\w:.-]+)\/?>)?([^<>]+)(?=<|$)/g, (whole, name: string | undefined, inner: string) => {
      if (inner.trim() === '') return whole
      return whole.slice(0, whole.length - inner.length) + (name !== undefined && isKept(name.replace(/^.*:/, '')) ? short(inner) : HIDDEN)
    })
}

const formShown = (text: string): string =>
  [...new URLSearchParams(text)].map(([name, value]) => `${name}=${isKept(name) ? short(value) : HIDDEN}`).join('&')
