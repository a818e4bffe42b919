import { createHash } from 'node:crypto'

/** What stands behind the question mark of an address. */
export type Query = Readonly<Record<string, string>>

/**
 * TOP-style signature (gateways.md 5): upper hex MD5 of secret, every key and value of the query in the order of the keys (empty ones and `sign` left out),
 * the exact body, secret. MD5 is what the provider asks for; confidentiality and the server's identity rest on TLS.
 */
export function signatureOf(query: Query, body: string, secret: string): string {
  const signed = Object.entries(query)
    .filter(([name, value]) => name !== 'sign' && value !== '')
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}${value}`)
    .join('')
  return createHash('md5').update(`${secret}${signed}${body}${secret}`, 'utf8').digest('hex').toUpperCase()
}

/** The password of a token request of version 7.0: lower hex SHA-256 of password and salt (gateways.md 5). */
export const passwordOf = (password: string, salt: string): string => createHash('sha256').update(`${password}${salt}`, 'utf8').digest('hex')
