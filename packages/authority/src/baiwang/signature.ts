import { createHash } from 'node:crypto'
import { constantTimeEqual } from '@openfapiao/gm'

/** Secret, the parameters in the order of their names, the bytes of the body, secret; MD5 in capitals (gateways.md 5). */
export function isSigned(query: ReadonlyMap<string, string>, body: Uint8Array, secret: string): boolean {
  const hash = createHash('md5').update(secret)
  for (const name of [...query.keys()].sort()) if (name !== 'sign') hash.update(pair(name, query.get(name) ?? ''))
  const expected = hash.update(body).update(secret).digest('hex').toUpperCase()
  return constantTimeEqual(query.get('sign') ?? '', expected)
}

/** What is empty is not signed. */
const pair = (name: string, value: string): string => (value === '' ? '' : name + value)

/** What a login of version 7.0 carries. */
export const digestOf = (password: string, salt: string): string =>
  createHash('sha256')
    .update(password + salt)
    .digest('hex')
