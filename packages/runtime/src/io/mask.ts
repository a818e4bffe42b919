export type Mask = (text: string) => string

/** Shorter ones would hide half of every text. */
const SECRET_MIN = 6
export const HIDDEN = '•••'

const EMAIL = /[^\s@"'<>(),;:\\[\]{}=&?]+(?:@|%40)[^\s@"'<>(),;:\\[\]{}=&?]+\.[A-Za-z]{2,}/gi
/** Mainland mobile numbers, with or without country code, standing alone: eleven digits inside an invoice number are not one. */
const MOBILE = /(?<![\dA-Za-z])(?:(?:\+|%2B|00)?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?![\dA-Za-z])/gi
/** 公民身份号码: 17 digits with a date among them, and a check character. */
const IDENTITY = /(?<![\dA-Za-z])[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\dA-Za-z])/g
const BEARER = /(bearer|basic)\s+[A-Za-z0-9._~+/=-]{6,}/gi
const PEM = /-----BEGIN [A-Z0-9 ]+-----[\s\S]*?-----END [A-Z0-9 ]+-----/g
/** Links of buyers are keys. */
const LINK = /(\/i\/)[A-Za-z0-9_-]{16,}/g

const PRIVATE =
  /secret|token|passw|passphrase|authorization|cookie|credential|private|signature|apikey|accesskey|sm4key|mail|mobile|phone|telephone|address|contact/i

/** Names under which secrets and buyers' addresses stand. */
export const isPrivateName = (name: string): boolean => PRIVATE.test(name.replace(/[-_]/g, ''))

/** Hides secrets by their value, and what buyers are reached by. For everything that goes into a log or the interaction log. */
export function maskOf(secrets: readonly string[]): Mask {
  const values = [...new Set(secrets.filter(s => s.length >= SECRET_MIN).flatMap(formsOf))].sort((a, b) => b.length - a.length)
  return text =>
    values
      .reduce((rest, value) => rest.replaceAll(value, HIDDEN), text)
      .replace(PEM, HIDDEN)
      .replace(BEARER, `$1 ${HIDDEN}`)
      .replace(LINK, `$1${HIDDEN}`)
      .replace(EMAIL, HIDDEN)
      .replace(IDENTITY, HIDDEN)
      .replace(MOBILE, HIDDEN)
}

/** As it stands, and as JSON, an address and base64 write it. */
function formsOf(secret: string): string[] {
  return [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret), Buffer.from(secret).toString('base64').replace(/=+$/, '')]
}
