export type Mask = (text: string) => string

/** Shorter ones would hide half of every text. */
const SECRET_MIN = 6
const HIDDEN = '•••'

const EMAIL = /[^\s@"'<>(),;:\\[\]{}=]+@[^\s@"'<>(),;:\\[\]{}]+\.[A-Za-z]{2,}/g
/** Mainland mobile numbers, standing alone: eleven digits inside an invoice number are not one. */
const MOBILE = /(?<![\dA-Za-z])1[3-9]\d{9}(?![\dA-Za-z])/g
const BEARER = /(bearer|basic)\s+[A-Za-z0-9._~+/=-]{6,}/gi
/** Links of buyers are keys. */
const LINK = /(\/i\/)[A-Za-z0-9_-]{16,}/g

/** Hides secrets by their value, and what buyers are reached by. For everything that goes into a log or the interaction log. */
export function maskOf(secrets: readonly string[]): Mask {
  const values = [...new Set(secrets.filter(s => s.length >= SECRET_MIN).flatMap(formsOf))].sort((a, b) => b.length - a.length)
  return text =>
    values
      .reduce((rest, value) => rest.replaceAll(value, HIDDEN), text)
      .replace(BEARER, `$1 ${HIDDEN}`)
      .replace(LINK, `$1${HIDDEN}`)
      .replace(EMAIL, address => `${address.slice(0, 1)}•••@${address.slice(address.indexOf('@') + 1)}`)
      .replace(MOBILE, number => `${number.slice(0, 3)}••••${number.slice(-4)}`)
}

/** As it stands, and as JSON, an address and base64 write it. */
function formsOf(secret: string): string[] {
  return [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret), Buffer.from(secret).toString('base64').replace(/=+$/, '')]
}
